package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"leadimport/importer"
	"leadimport/importer/ledger"
	"leadimport/mapping"
)

// otherRules says that the last run at the host told leads apart by other
// rules than these: what was sent by those is not known by these, and would be
// sent again. It is empty if the rules are the same, or not known any more.
func otherRules(ctx context.Context, l *ledger.Ledger, host string, rules mapping.Duplicates) (string, error) {
	run, err := l.LastRun(ctx, host)
	if err != nil || run == 0 {
		return "", err
	}
	text, err := l.Mapping(run)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("reading the mapping of run %d: %w", run, err)
	}
	last, err := importer.ParseMapping("", text)
	if err != nil || sameRules(last.Duplicates, rules) {
		return "", nil // a mapping that this program cannot read any more says nothing
	}
	return fmt.Sprintf("run %d told leads apart by %s, this mapping does by %s: leads that were sent before may not be known by that, and are sent again",
		run, inRules(last.Duplicates), inRules(rules)), nil
}

func sameRules(a, b mapping.Duplicates) bool {
	return a.Within == b.Within && slices.Equal(slices.Sorted(slices.Values(a.Match)), slices.Sorted(slices.Values(b.Match)))
}

func inRules(d mapping.Duplicates) string {
	if len(d.Match) == 0 {
		return "all their values within " + d.Within
	}
	return strings.Join(d.Match, ", ") + " within " + d.Within
}
