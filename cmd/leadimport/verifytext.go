package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"leadimport/importer"
)

// A verifyReport is what leadimport verify found, as --json writes it. Its keys
// are promises.
type verifyReport struct {
	LastSync  time.Time      `json:"last_sync"`
	Confirmed int            `json:"confirmed"`
	Known     []verifiedLead `json:"known"`   // Entrata knew the person already: nothing was added
	Missing   []verifiedLead `json:"missing"` // not found there
}

type verifiedLead struct {
	namedLead
	Sent time.Time `json:"sent"`
}

func verifiedLeads(tag string, leads []importer.CreatedLead) []verifiedLead {
	all := make([]verifiedLead, len(leads))
	for i, lead := range leads {
		all[i] = verifiedLead{nameLead(tag, lead.Lead, lead.Sent), lead.Begun.UTC()}
	}
	return all
}

// printVerified says what there is to look at, and what it may mean.
func (p *program) printVerified(f *verifyFlags, tag string, found *importer.Verified) error {
	r := &verifyReport{
		LastSync: found.LastSync.UTC(), Confirmed: found.Confirmed,
		Known: verifiedLeads(tag, found.Older), Missing: verifiedLeads(tag, found.Missing),
	}
	var err error
	if f.json {
		err = writeJSON(p.stdout, r)
	} else {
		_, err = io.WriteString(p.stdout, r.text())
	}
	if err == nil && len(r.Known)+len(r.Missing) > 0 {
		return &exitCode{code: exitFailures}
	}
	return err
}

func (r *verifyReport) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Propexo's last sync with Entrata: %s; leads sent after it are not looked at\n\n",
		r.LastSync.Local().Format("2006-01-02 15:04"))
	fmt.Fprintf(&b, "%9s  confirmed: found in Entrata\n", number(r.Confirmed))
	printVerifiedLeads(&b, r.Known, "Entrata knew this person already: nothing was added",
		"Look there whether what you have of the person is what it has.")
	printVerifiedLeads(&b, r.Missing, "not found",
		"Entrata may have merged them into other leads, or changed their e-mail and phone; or the sync left them out. Look there.")
	return b.String()
}

func printVerifiedLeads(b *strings.Builder, leads []verifiedLead, what, meaning string) {
	if len(leads) == 0 {
		return
	}
	fmt.Fprintf(b, "%9s  %s\n", number(len(leads)), what)
	for _, lead := range leads {
		fmt.Fprintf(b, "           run %d, row %s of %s (%s)\n", lead.Run, number(lead.Row), shown(lead.Input), lead.Lead)
	}
	fmt.Fprintf(b, "           %s\n", meaning)
}
