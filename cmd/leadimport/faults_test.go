package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// timely is a --request-timeout for tests with hangs: long for an answer on a
// busy machine, short for a test.
const timely = "3s"

// TestEachFaultHasItsStatus lets a fault befall two of eight leads, and then
// runs the failures again when all is well.
func TestEachFaultHasItsStatus(t *testing.T) {
	tests := []struct {
		fault    propexotest.Fault
		status   importer.Status
		reason   importer.Reason
		attempts int
		stored   bool // at once, whatever the answer said
	}{
		{propexotest.CutBefore, importer.Unknown, importer.ConnectionCut, 1, false},
		{propexotest.CutAfter, importer.Unknown, importer.ConnectionCut, 1, true},
		{propexotest.Hang, importer.Unknown, importer.Timeout, 1, false},
		{propexotest.HangAfter, importer.Unknown, importer.Timeout, 1, true},
		{propexotest.ErrorBefore, importer.Unknown, importer.ServerError, 1, false},
		{propexotest.ErrorAfter, importer.Unknown, importer.ServerError, 1, true},
		{"502-after", importer.Unknown, importer.ServerError, 1, true},
		{"503-before", importer.Unknown, importer.ServerError, 1, false}, // without Retry-After
		{"504-after", importer.Unknown, importer.ServerError, 1, true},
		{"408-after", importer.Unknown, importer.Timeout, 1, true},
		{propexotest.Garbage, importer.Unknown, importer.BadAnswer, 1, true},
		{propexotest.Truncated, importer.Unknown, importer.ConnectionCut, 1, true},
		{propexotest.Redirect, importer.Unknown, importer.Redirected, 1, false},
		{propexotest.RedirectFound, importer.Unknown, importer.Redirected, 1, false},
		{propexotest.BadRequest, importer.Rejected, importer.Validation, 1, false},
		{propexotest.NotFound, importer.Rejected, importer.NotFound, 1, false},
		{"409", importer.Rejected, importer.HTTPRefused, 1, false},
		{"422", importer.Rejected, importer.HTTPRefused, 1, false},
		{propexotest.TooMany, importer.Accepted, "", 2, true},
		{propexotest.TooManyAfterSeconds, importer.Accepted, "", 2, true},
		{propexotest.TooManyAfterDate, importer.Accepted, "", 2, true},
		{propexotest.UnavailableAfter, importer.Accepted, "", 2, true},
	}
	for _, test := range tests {
		t.Run(string(test.fault), func(t *testing.T) {
			t.Parallel()
			a := startAPI(t, map[string]mishap{"3": {test.fault}, "6": {test.fault}},
				propexotest.Config{RetryAfter: time.Second})
			f := newFolder(t, a.url, people(8), peopleMapping)
			codes := map[importer.Status]int{
				importer.Unknown: exitOpen, importer.Rejected: exitFailures, importer.Accepted: exitDone,
			}
			// One worker: with several, a wrong address could be met before the
			// first success, and that is another story.
			f.run(codes[test.status], "leads.csv", "--workers", "1", "--request-timeout", timely)
			first := f.lines("results.csv")
			for i, l := range first {
				status, reason, attempts, stored := importer.Accepted, importer.Reason(""), 1, true
				if i == 3 || i == 6 {
					status, reason, attempts, stored = test.status, test.reason, test.attempts, test.stored
				}
				if l.status() != status || l.reason() != reason || l.attempts() != attempts {
					t.Errorf("row %s is %s (%s) after %d attempts, want %s (%s) after %d", l["import_row"],
						l.status(), l.reason(), l.attempts(), status, reason, attempts)
				}
				if got := a.people(t)[l["Last"]] == 1; got != stored {
					t.Errorf("row %s was stored: %v, want %v", l["import_row"], got, stored)
				}
			}
			a.holdsExactly(t, first)
			if test.status == importer.Accepted {
				return
			}
			runFailuresAgain(t, f, a, first)
		})
	}
}

// runFailuresAgain runs the failures file of a run when the API behaves. What
// was refused arrives now; what is unknown stays so, and is not sent.
func runFailuresAgain(t *testing.T, f *folder, a *api, first []line) {
	t.Helper()
	a.settleDown()
	f.write("again.csv", f.read("failures.csv"))
	f.do(f.importing("again.csv", "--results", "again.results.csv", "--failures", "again.failures.csv"))
	second := f.lines("again.results.csv")
	was := counts(first)
	n, unknown := counts(second), was[importer.Unknown]
	if mended := was[importer.Rejected] + was[importer.Unsent] + was[importer.Failed]; n[importer.Accepted] != mended ||
		n[importer.Unknown] != unknown {
		t.Errorf("the failures run again: %v, want %d accepted and %d unknown", n, mended, unknown)
	}
	a.holdsExactly(t, merged(first, second))
}

// TestRefusedCredentialsStopTheRun: no later row could fare better.
func TestRefusedCredentialsStopTheRun(t *testing.T) {
	for _, fault := range []propexotest.Fault{propexotest.Unauthorized, propexotest.Forbidden} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			a := startAPI(t, map[string]mishap{"3": {fault}}, propexotest.Config{})
			f := newFolder(t, a.url, people(8), peopleMapping)
			f.run(exitStopped, "leads.csv", "--workers", "1")
			expectStop(t, f, a, 3)
		})
	}
}

// TestWrongAddressStopsTheRun: the first create is answered as no create of a
// right address is.
func TestWrongAddressStopsTheRun(t *testing.T) {
	for _, fault := range []propexotest.Fault{
		propexotest.NotFound, propexotest.Redirect, propexotest.RedirectFound, "301", "308",
	} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			a := startAPI(t, map[string]mishap{"0": {fault}}, propexotest.Config{})
			f := newFolder(t, a.url, people(8), peopleMapping)
			f.run(exitStopped, "leads.csv", "--workers", "1")
			expectStop(t, f, a, 0)
		})
	}
}

// expectStop wants the rows before the one at the place accepted and all after
// it unsent.
func expectStop(t *testing.T, f *folder, a *api, place int) {
	t.Helper()
	lines := f.lines("results.csv")
	for i, l := range lines {
		switch {
		case i < place && l.status() != importer.Accepted, i > place && (l.status() != importer.Unsent || l.attempts() != 0),
			i == place && l.status() != importer.Rejected && l.status() != importer.Unknown:
			t.Errorf("row %s is %s after %d attempts", l["import_row"], l.status(), l.attempts())
		}
	}
	if got := a.Counts().Requests[propexotest.Create]; got != place+1 {
		t.Errorf("%d leads were sent, want %d", got, place+1)
	}
	a.holdsExactly(t, lines)
	runFailuresAgain(t, f, a, lines)
}

// TestOutageMintsFewUnknowns: creates are not answered any more, though a probe
// is. The run gives up before it has put many leads in doubt.
func TestOutageMintsFewUnknowns(t *testing.T) {
	t.Parallel()
	const rows, workers, before = 200, 4, 20
	mishaps := map[string]mishap{}
	for i := before; i < rows; i++ {
		mishaps[fmt.Sprint(i)] = mishap{[]propexotest.Fault{propexotest.CutBefore, propexotest.CutAfter}[i%2]}
	}
	a := startAPI(t, mishaps, propexotest.Config{})
	f := newFolder(t, a.url, people(rows), peopleMapping)
	f.run(exitStopped, "leads.csv", "--workers", fmt.Sprint(workers))
	lines := f.lines("results.csv")
	n := counts(lines)
	if most := 3 * (5 + workers); n[importer.Unknown] > most || n[importer.Unknown] < 5 || n[importer.Accepted] != before {
		t.Errorf("%v, want %d accepted and at most %d unknown", n, before, most)
	}
	a.holdsExactly(t, lines)
	runFailuresAgain(t, f, a, lines)
}

// TestAllFaultsTogether meets every fault at once, drawn by seed, several of
// them for some people.
func TestAllFaultsTogether(t *testing.T) {
	t.Parallel()
	const rows = 320
	faults := []propexotest.Fault{
		propexotest.CutBefore, propexotest.CutAfter, propexotest.ErrorBefore, propexotest.ErrorAfter, "502-after",
		"503-before", "504-after", propexotest.Garbage, propexotest.Truncated, propexotest.Redirect, propexotest.RedirectFound,
		propexotest.BadRequest, propexotest.NotFound, "409", "422", propexotest.TooMany, propexotest.TooManyAfterSeconds,
		propexotest.TooManyAfterDate, propexotest.UnavailableAfter,
	}
	dice := rand.New(rand.NewPCG(1815, 1852))
	mishaps := map[string]mishap{"170": {propexotest.Hang}, "200": {propexotest.HangAfter}}
	place := 15
	for i := 0; place < rows; i++ { // each at least twice, far enough apart to be no outage
		name := fmt.Sprint(place)
		if mishaps[name] == nil {
			mishaps[name] = mishap{faults[i%len(faults)]}
		}
		if strings.HasPrefix(string(mishaps[name][0]), "429") {
			mishaps[name] = append(mishaps[name], faults[dice.IntN(len(faults))])
		}
		place += 3 + dice.IntN(9)
	}
	a := startAPI(t, mishaps, propexotest.Config{
		RetryAfter:  time.Second,
		OtherScript: func(n int, _ propexotest.Kind) propexotest.Fault { return faults[n%5] },
	})
	f := newFolder(t, a.url, people(rows), peopleMapping)
	f.run(exitOpen, "leads.csv", "--workers", "6", "--request-timeout", timely)
	first := f.lines("results.csv")
	if len(first) != rows {
		t.Errorf("%d results of %d rows", len(first), rows)
	}
	n := counts(first)
	if n[importer.Unknown] < 10 || n[importer.Rejected] < 4 || n[importer.Accepted]+n[importer.Unknown]+n[importer.Rejected] != rows {
		t.Errorf("the statuses are %v", n)
	}
	if open := n[importer.Unknown] + n[importer.Rejected]; len(f.lines("failures.csv")) != open {
		t.Errorf("%d failures, want %d", len(f.lines("failures.csv")), open)
	}
	a.holdsExactly(t, first)
	runFailuresAgain(t, f, a, first)
}
