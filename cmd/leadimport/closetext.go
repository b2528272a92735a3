package main

import (
	"fmt"
	"io"
	"strings"

	"leadimport/importer"
)

// A closeReport is what leadimport close came to, as --json writes it. Its keys
// are promises.
type closeReport struct {
	Closed  []closedLead `json:"closed"`
	Earlier []rewritten  `json:"earlier"` // the runs that sent them
	Ledger  string       `json:"ledger"`
	Next    nextSteps    `json:"next,omitempty"` // the next commands to type
}

// A closedLead is skipped from now on, or unsent.
type closedLead struct {
	namedLead
	Status importer.Status `json:"status"`
}

// A namedLead names a lead by the row that it was sent for.
type namedLead struct {
	Lead  string `json:"lead"`
	Run   int64  `json:"run"`
	Row   int    `json:"row"`
	Input string `json:"input"`
}

func nameLead(tag string, lead importer.LeadID, sent importer.Earlier) namedLead {
	return namedLead{importer.FormatLead(tag, lead), sent.Run, sent.Row, sent.Input}
}

// print says what a person's word has changed.
func (r *closeReport) print(to io.Writer) error {
	var b strings.Builder
	for _, lead := range r.Closed {
		meaning := "closed as existing: it is not sent again"
		if lead.Status == importer.Unsent {
			meaning = "closed as absent: the next run that has its row sends it"
		}
		fmt.Fprintf(&b, "%s (row %s of %s, run %d) is %s\n", lead.Lead, number(lead.Row), shown(lead.Input), lead.Run, meaning)
	}
	for _, run := range r.Earlier {
		run.printFiles(&b, "")
	}
	r.Next.print(&b)
	_, err := io.WriteString(to, b.String())
	return err
}
