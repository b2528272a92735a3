package main

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

func TestOutcomeCode(t *testing.T) {
	for _, test := range []struct {
		name    string
		counts  map[importer.Status]int
		left    int
		settled bool
		want    int
	}{
		{"nothing", nil, 0, true, exitDone},
		{"all well", map[importer.Status]int{importer.Created: 5, importer.Skipped: 2, importer.Duplicate: 1}, 0, true, exitDone},
		{"accepted, not waited for", map[importer.Status]int{importer.Accepted: 5}, 0, false, exitDone},
		{"accepted, in vain", map[importer.Status]int{importer.Accepted: 5}, 0, true, exitOpen},
		{"left by the limit", map[importer.Status]int{importer.Accepted: 5, importer.Unsent: 3}, 3, false, exitDone},
		{"left and unsent", map[importer.Status]int{importer.Accepted: 5, importer.Unsent: 4}, 3, false, exitFailures},
		{"invalid", map[importer.Status]int{importer.Created: 5, importer.Invalid: 1}, 0, true, exitFailures},
		{"partial", map[importer.Status]int{importer.Partial: 1}, 0, true, exitFailures},
		{"conflict", map[importer.Status]int{importer.Conflict: 1}, 0, true, exitFailures},
		{"unknown before invalid", map[importer.Status]int{importer.Unknown: 1, importer.Invalid: 9}, 0, false, exitOpen},
	} {
		t.Run(test.name, func(t *testing.T) {
			tally := &importer.Tally{Counts: test.counts, Left: test.left}
			if got := outcomeCode(tally, test.settled); got != test.want {
				t.Errorf("exit code %d, want %d", got, test.want)
			}
		})
	}
}

func TestLeave(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
		code int
		said string
	}{
		{"done", nil, exitDone, ""},
		{"any error", errors.New("the disk is full"), exitError, "leadimport: the disk is full\n"},
		{"usage", usageError("there is no flag --x"), exitUsage, "leadimport: there is no flag --x\n"},
		{"all said already", &exitCode{code: exitFailures}, exitFailures, ""},
		{"a held ledger", fmt.Errorf("opening: %w", ledger.ErrLocked), exitLocked, "leadimport: opening: another run holds the ledger\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stderr bytes.Buffer
			if code := leave(test.err, &stderr); code != test.code || stderr.String() != test.said {
				t.Errorf("exit code %d and %q, want %d and %q", code, &stderr, test.code, test.said)
			}
		})
	}
}
