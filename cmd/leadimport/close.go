package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

const closeUsage = `leadimport close LEAD...    say what you saw in Entrata of leads that are unknown or
                            partial; import_lead in the failures file names each

  --exists             it is there: it counts as created, and is never sent again
  --absent             it is not there: the next run that has its row sends it
  --ledger FILE        the ledger (in your state folder)
  --base-url URL       the API that it was sent to (production);  --simulate  the
                       embedded simulator
  --wait-lock 10m      waits for another run to end
  --json               what was closed, as JSON
  --quiet --verbose --log-format text|json

  leadimport close kqzwaaaaaabx --exists
`

// closeFlags are what a person may say about leads in doubt.
type closeFlags struct {
	talkativeness
	exists, absent bool
	waitLock       time.Duration
	json           bool

	set *pflag.FlagSet
}

func (p *program) closeCommand() *cobra.Command {
	f := new(closeFlags)
	c := &cobra.Command{
		Use:  "close LEAD...",
		Long: closeUsage,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError("leadimport close takes the letters of a lead: import_lead in the results and failures names them")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.closeLeads(f, args) },
	}
	f.set = c.Flags()
	f.talkativeness.addFlags(f.set)
	f.set.BoolVar(&f.exists, "exists", false, "")
	f.set.BoolVar(&f.absent, "absent", false, "")
	addHostFlags(f.set)
	f.set.DurationVar(&f.waitLock, "wait-lock", 0, "")
	f.set.BoolVar(&f.json, "json", false, "")
	return c
}

// closeLeads takes a person's word on each of the leads, or on none if one of
// them cannot be closed.
func (p *program) closeLeads(f *closeFlags, letters []string) error {
	if err := f.talkativeness.check(); err != nil {
		return err
	}
	if f.exists == f.absent {
		return usageError("leadimport close takes --exists or --absent: what did you see in Entrata?")
	}
	host, err := hostFor(f.set)
	if err != nil {
		return err
	}
	ctx := context.Background()
	l, err := p.holdLedger(ctx, f.set, ledger.Options{Require: true, Wait: f.waitLock})
	if err != nil {
		return err
	}
	defer l.Close()
	var leads []importer.KnownLead
	var problems []error
	for _, text := range letters {
		lead, err := inDoubt(ctx, l, host, text)
		leads, problems = append(leads, lead), append(problems, err)
	}
	if err := errors.Join(problems...); err != nil {
		return err
	}
	return p.takeWord(l, f, host, leads)
}

// inDoubt finds a lead by its letters and holds that it can be closed.
func inDoubt(ctx context.Context, l *ledger.Ledger, host, letters string) (importer.KnownLead, error) {
	id, err := readLetters(l, letters)
	if err != nil {
		return importer.KnownLead{}, err
	}
	lead, found, err := l.Lead(ctx, host, id)
	switch {
	case err != nil:
		return lead, err
	case !found:
		return lead, fmt.Errorf("%s: no such lead was sent to %s: name the API that it was sent to with --base-url", letters, host)
	case lead.Status != importer.Unknown && lead.Status != importer.Partial && lead.Reason != importer.ClosedByHand:
		return lead, fmt.Errorf("%s is %s: only a lead that is unknown or partial can be closed", letters, lead.Status)
	}
	return lead, nil
}

// readLetters reads the letters that name a lead in results and failures. The
// first four of them are its ledger's.
func readLetters(l *ledger.Ledger, letters string) (importer.LeadID, error) {
	id, ok := importer.ParseLead(l.Tag(), letters)
	if ok {
		return id, nil
	}
	text := strings.ToLower(strings.TrimSpace(letters))
	if len(text) > 4 {
		if _, elsewhere := importer.ParseLead(text[:4], text); elsewhere && text[:4] != l.Tag() {
			return 0, fmt.Errorf("%s is a lead of another ledger than %s: name that one with --ledger", text, l.Path())
		}
	}
	return 0, fmt.Errorf("%s names no lead: copy all letters of import_lead from the results or failures", shellQuote(letters))
}

// takeWord makes the person's word durable, writes the files of the runs
// concerned again, and says what comes of it.
func (p *program) takeWord(l *ledger.Ledger, f *closeFlags, host string, leads []importer.KnownLead) error {
	word := importer.Ending{Status: importer.Skipped, Reason: importer.ClosedByHand, Time: time.Now()}
	if f.absent {
		word.Status = importer.Unsent
	}
	r := &closeReport{Ledger: l.Path(), Earlier: []rewritten{}}
	runs := map[int64]int{}
	for _, lead := range leads {
		if err := l.CloseLead(host, lead.ID, word); err != nil {
			return err
		}
		runs[lead.Earlier.Run]++
		r.Closed = append(r.Closed, closedLead{nameLead(l.Tag(), lead.ID, lead.Earlier), word.Status})
	}
	earlier, err := rewriteLearnt(context.Background(), l, runs, nil, 0)
	if err != nil {
		return err
	}
	r.Earlier = append(r.Earlier, earlier...)
	for _, run := range r.Earlier {
		r.Next.runFailures(run, f.set)
	}
	if f.json {
		return writeJSON(p.stdout, r)
	}
	return r.print(p.stdout)
}
