package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"strings"
	"time"

	"leadimport/importer"
)

// A settlementReport is what leadimport settle came to, as --json writes it.
// Its keys are promises.
type settlementReport struct {
	Began    time.Time         `json:"began"`
	Seconds  float64           `json:"seconds"`
	Host     string            `json:"host"`
	Ledger   string            `json:"ledger"`
	Settled  *learnt           `json:"settled"`
	Retried  *importer.Retried `json:"retried,omitempty"` // absent without --retry-failed
	Requests int64             `json:"requests"`
	Stopped  *stopped          `json:"stopped,omitempty"` // why it ended early
	Exit     int               `json:"exit"`
	Next     nextSteps         `json:"next,omitempty"` // the next commands to type
}

// report writes the files of the runs concerned again and says what was learnt.
func (s *settlement) report(retried *importer.Retried, stop *importer.Stop) error {
	ctx := context.Background() // the files are written whatever has ended the waiting
	t := s.settler.Settled()
	r := &settlementReport{
		Began: s.began.UTC(), Host: s.target.host, Ledger: s.ledger.Path(), Settled: newLearnt(t), Retried: retried,
	}
	if retried != nil {
		maps.DeleteFunc(retried.Runs, func(run int64, _ int) bool { return t.Runs[run] > 0 })
		maps.Copy(t.Runs, retried.Runs)
	}
	earlier, err := rewriteLearnt(ctx, s.ledger, t.Runs, t.LateFailures, 0)
	if err != nil {
		return err
	}
	r.Settled.Earlier = append(r.Settled.Earlier, earlier...)
	if stop != nil {
		r.Stopped = &stopped{stop.Reason, stop.Detail}
	}
	r.Requests, r.Seconds = s.target.client.Counts().Requests, time.Since(s.began).Seconds()
	r.Exit, r.Next = s.code(r), s.next(r)
	if s.json {
		err = writeJSON(s.stdout, r)
	} else {
		err = r.print(s.stdout)
	}
	if err != nil {
		return err
	}
	return &exitCode{code: r.Exit}
}

func (s *settlement) code(r *settlementReport) int {
	l := r.Settled
	switch {
	case s.signals.exitCode() != 0:
		return s.signals.exitCode()
	case r.Stopped != nil:
		return exitStopped
	case l.Open+l.Unknown > 0:
		return exitOpen
	case l.Failed+l.Partial > 0 || r.Retried != nil && r.Retried.Failed+r.Retried.Partial > 0:
		return exitFailures
	}
	return exitDone
}

// next lists the commands that go on from here: those for the failures of the
// runs whose files were written again, that for what is open.
func (s *settlement) next(r *settlementReport) (n nextSteps) {
	for _, earlier := range r.Settled.Earlier {
		n.runFailures(earlier, s.set)
	}
	if r.Settled.Open+r.Settled.Unknown > 0 {
		n.settle(s.set)
	}
	if r.Settled.Unknown+r.Settled.Partial > 0 {
		n.close(s.set)
	}
	return n
}

func (r *settlementReport) print(to io.Writer) error {
	var b strings.Builder
	if t := r.Retried; t != nil {
		fmt.Fprintf(&b, "tried again: %s queued, %s still failed", count(t.Queued, "write"), number(t.Failed))
		if done := t.Created + t.Partial + t.Open; done > 0 {
			fmt.Fprintf(&b, ", %s had moved on by themselves or are in doubt", number(done))
		}
		b.WriteString("\n")
	}
	if r.Stopped != nil {
		fmt.Fprintf(&b, "stopped early: %s\n", r.Stopped.Detail)
	}
	r.printCounts(&b)
	r.Settled.print(&b)
	fmt.Fprintf(&b, "\nledger    %s\n", r.Ledger)
	fmt.Fprintf(&b, "requests  %s in %s\n", number(int(r.Requests)), exactly(time.Duration(r.Seconds*float64(time.Second))))
	r.Next.print(&b)
	_, err := io.WriteString(to, b.String())
	return err
}

func (r *settlementReport) printCounts(b *strings.Builder) {
	told := false
	for _, line := range []struct {
		n      int
		status importer.Status
		words  string
	}{
		{r.Settled.Created, importer.Created, "known now: " + inWords[importer.Created]},
		{r.Settled.Failed, importer.Failed, "known now: refused by the property system"},
		{r.Settled.Partial, importer.Partial, "known now: " + inWords[importer.Partial]},
		{r.Settled.Open, importer.Accepted, "open still: " + inWords[importer.Accepted]},
		{r.Settled.Unknown, importer.Unknown, "open still: " + inWords[importer.Unknown]},
	} {
		if line.n > 0 {
			fmt.Fprintf(b, "%9s  %-9s  %s\n", number(line.n), line.status, line.words)
			told = true
		}
	}
	if !told && r.Retried == nil {
		b.WriteString("nothing was open\n")
	}
}
