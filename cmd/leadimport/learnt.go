package main

import (
	"context"
	"fmt"
	"strings"

	"leadimport/importer"
)

// A learnt is what was learnt of leads that were sent, by this run or by
// earlier ones. Its keys are promises.
type learnt struct {
	Created int         `json:"created"`
	Failed  int         `json:"failed"`
	Partial int         `json:"partial"`
	Found   int         `json:"found"`   // of these: without an answer, found in the write log
	Open    int         `json:"open"`    // still accepted
	Unknown int         `json:"unknown"` // still unknown
	Earlier []rewritten `json:"earlier"` // the earlier runs concerned
	Trouble string      `json:"trouble,omitempty"`
}

func newLearnt(t importer.Settled) *learnt {
	return &learnt{Created: t.Created, Failed: t.Failed, Partial: t.Partial, Found: t.Found,
		Open: t.Open, Unknown: t.Unknown, Trouble: t.Trouble, Earlier: []rewritten{}}
}

// learnt is what settling came to; the files of the earlier runs concerned are
// written again.
func (m *importing) learnt(ctx context.Context) *learnt {
	if m.settling == nil {
		return nil
	}
	t := m.settling.settler.Settled()
	l := newLearnt(t)
	earlier, err := rewriteLearnt(ctx, m.ledger, t.Runs, t.LateFailures, m.run.ID())
	if err != nil {
		m.log.Warn("writing the files of earlier runs again", "error", err.Error())
	}
	l.Earlier = append(l.Earlier, earlier...)
	return l
}

// late says whether a write of an earlier run turned out to have failed.
func (l *learnt) late() bool {
	if l == nil {
		return false
	}
	for _, r := range l.Earlier {
		if r.Late > 0 {
			return true
		}
	}
	return false
}

// print writes what a person would not find in the counts of a run's rows.
func (l *learnt) print(b *strings.Builder) {
	var said strings.Builder
	if l.Found > 0 {
		fmt.Fprintf(&said, "%s without an answer: found in Propexo's write log\n", count(l.Found, "lead"))
	}
	var replaced []string
	for _, r := range l.Earlier {
		if r.Replaced && r.Late == 0 { // every night's case, which is told of all of them at once
			replaced = append(replaced, number(int(r.Run)))
			continue
		}
		r.print(&said)
	}
	if n := len(replaced); n > 0 {
		fmt.Fprintf(&said, "outcomes were learnt of %s (%s), whose files later runs have replaced: leadimport results RUN writes them\n",
			count(n, "earlier run"), listed(replaced, 8))
	}
	if l.Trouble != "" {
		fmt.Fprintf(&said, "settling: %s\n", l.Trouble)
	}
	if said.Len() > 0 {
		b.WriteString("\n" + said.String())
	}
}

func (r *rewritten) print(b *strings.Builder) {
	what := count(r.Learnt, "outcome") + " learnt"
	switch {
	case r.Late > 0:
		what += fmt.Sprintf(", %s failed late", count(r.Late, "row"))
	case r.Learnt == 0:
		what = "its rows follow those of an earlier run"
	}
	fmt.Fprintf(b, "run %d of %s: %s\n", r.Run, shown(r.Input), what)
	r.printFiles(b, "    ")
}

// printFiles says where the files are that were written again, or why none
// were.
func (r *rewritten) printFiles(b *strings.Builder, indent string) {
	switch {
	case r.Replaced:
		fmt.Fprintf(b, "%sa later run has replaced the files of run %d: leadimport results %[2]d writes them\n", indent, r.Run)
	case r.Trouble != "":
		fmt.Fprintf(b, "%sthe files of run %d were not written again: %s\n", indent, r.Run, r.Trouble)
	default:
		nameFiles(b, indent, r.Results, r.Failures, r.tally.Failures)
	}
}
