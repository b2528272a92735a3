package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"leadimport/importer"
)

// inWords says what each status means, for somebody who meets it for the first
// time.
var inWords = map[importer.Status]string{
	importer.Created:   "the property system took them",
	importer.Accepted:  "queued by Propexo; the end is not known yet",
	importer.Skipped:   "created by an earlier run",
	importer.Duplicate: "the same lead as another row of this file",
	importer.Conflict:  "share a phone with a different person",
	importer.Invalid:   "never sent: a cell cannot be used",
	importer.Rejected:  "refused by the API; nothing was created",
	importer.Failed:    "not delivered, or refused by the property system",
	importer.Partial:   "the property system took only a part",
	importer.Unknown:   "sent, and no answer came: they may exist",
	importer.Unsent:    "the run ended before their turn",
}

// print writes the summary for a person.
func (s *summary) print(to io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "run %d: %s of %s to %s\n", s.Run, count(s.Rows, "row"), shown(s.Input), s.where())
	if s.Stopped != nil {
		fmt.Fprintf(&b, "stopped early: %s\n", s.Stopped.Detail)
	}
	s.printCounts(&b)
	printCauses(&b, s.Causes)
	if s.Settled != nil {
		s.Settled.print(&b)
	}
	s.printFiles(&b)
	s.Next.print(&b)
	_, err := io.WriteString(to, b.String())
	return err
}

func (s *summary) where() string {
	if s.Environment == s.Host {
		return s.Host
	}
	return s.Host + " (" + s.Environment + ")"
}

func (s *summary) printCounts(b *strings.Builder) {
	b.WriteString("\n")
	for _, status := range importer.Statuses {
		n := s.Counts[status]
		if n == 0 {
			continue
		}
		words := inWords[status]
		if status == importer.Unsent && s.Left == n {
			words = "left for the next run by --limit"
		}
		fmt.Fprintf(b, "%9s  %-9s  %s\n", number(n), status, words)
	}
}

func (s *summary) printFiles(b *strings.Builder) {
	fmt.Fprintf(b, "\nresults   %s\n", nearby(s.Results))
	switch {
	case s.Failures != "":
		fmt.Fprintf(b, "failures  %s (%s)\n", nearby(s.Failures), count(s.FailureRows, "row"))
	case s.Removed != "":
		fmt.Fprintf(b, "failures  none; %s of an earlier run was removed\n", s.Removed)
	}
	for _, moved := range s.moved {
		fmt.Fprintf(b, "          %s\n", moved)
	}
	fmt.Fprintf(b, "ledger    %s%s\n", s.Ledger, isNew(s.NewLedger))
	took := exactly(time.Duration(s.Seconds * float64(time.Second)))
	fmt.Fprintf(b, "requests  %s in %s\n", number(int(s.Requests)), took)
}
