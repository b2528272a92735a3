package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"leadimport/importer"
)

// inWords says what each status means, for somebody who meets it for the first
// time, of one row as of many.
var inWords = map[importer.Status]string{
	importer.Created:   "taken by the property system",
	importer.Accepted:  "queued by Propexo; the end is not known yet",
	importer.Skipped:   "created by an earlier run",
	importer.Duplicate: "the same lead as another row of this file",
	importer.Conflict:  "a phone shared with a different person",
	importer.Invalid:   "never sent: a cell cannot be used",
	importer.Rejected:  "refused by the API; nothing was created",
	importer.Failed:    "not delivered, or refused by the property system",
	importer.Partial:   "taken by the property system in part",
	importer.Unknown:   "sent, and no answer came: may exist",
	importer.Unsent:    "not sent yet",
}

// print writes the summary for a person.
func (s *summary) print(to io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "run %d: %s of %s to %s\n", s.Run, count(s.Rows, "row"), shown(s.Input), place(s.Host, s.Environment))
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

func (s *summary) printCounts(b *strings.Builder) {
	if s.Rows == 0 {
		b.WriteString("no rows: nothing to do\n")
		return
	}
	b.WriteString("\n")
	for _, status := range importer.Statuses {
		n := s.Counts[status]
		if n == 0 {
			continue
		}
		words := inWords[status]
		switch status {
		case importer.Skipped:
			words = divided(n, words, s.closed(), "closed by hand as existing")
		case importer.Unsent:
			words = divided(n, words, s.Left, "left for the next run by --limit")
		}
		fmt.Fprintf(b, "%9s  %-9s  %s\n", number(n), status, words)
	}
}

// closed counts the rows that are skipped on a person's word.
func (s *summary) closed() (rows int) {
	for _, c := range s.Causes {
		if c.Status == importer.Skipped && c.Reason == importer.ClosedByHand {
			rows += c.Rows
		}
	}
	return rows
}

// divided says what n rows are of which some are something else.
func divided(n int, words string, some int, other string) string {
	switch some {
	case 0:
		return words
	case n:
		return other
	}
	return fmt.Sprintf("%s %s, %s %s", number(n-some), words, number(some), other)
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
