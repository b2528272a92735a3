package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/importer"
)

const verifyUsage = `leadimport verify    compare the leads that count as created with what Entrata has,
                     as of Propexo's last sync with it; nothing is changed

  --since DATE            leads sent since then, such as 2027-03-01 (all)
  --mapping FILE          tells the integration, and what people are matched by
                          (leadimport.toml)
  --ledger FILE           what was sent (in your state folder)
  --base-url URL          the API (production);  --simulate  cannot be verified
  --api-key-file FILE     holds its key, else the variable PROPEXO_API_KEY does
  --rate auto             or 120/m, 2/s;  --workers 16  requests at once
  --request-timeout 60s   how long an answer may take
  --json                  as JSON
  --quiet --verbose       say less or more;  --log-format text|json

Entrata adds nothing, and says nothing, when it knows a lead's e-mail or phone
already; only this shows it. Exit code: 0 all is there, 3 there is something to
look at, 1 could not verify, 2 wrong usage.

  leadimport verify --since 2027-03-01
`

// verifyFlags are what a person may say about verifying.
type verifyFlags struct {
	talkativeness
	apiFlags
	mapping string
	since   string
	json    bool

	set  *pflag.FlagSet
	from time.Time
}

func (p *program) verifyCommand() *cobra.Command {
	f := new(verifyFlags)
	c := &cobra.Command{
		Use:  "verify",
		Long: verifyUsage,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return p.verify(f)
		},
	}
	f.set = c.Flags()
	f.talkativeness.addFlags(f.set)
	f.apiFlags.addFlags(f.set)
	f.set.StringVar(&f.mapping, "mapping", defaultMapping, "")
	f.set.String("ledger", "", "")
	f.set.StringVar(&f.since, "since", "", "")
	f.set.BoolVar(&f.json, "json", false, "")
	return c
}

func (f *verifyFlags) check() (err error) {
	if err := f.talkativeness.check(); err != nil {
		return err
	}
	if err := f.apiFlags.check(f.set); err != nil {
		return err
	}
	if f.simulate {
		return errForgotten
	}
	if f.since != "" {
		if f.from, err = time.ParseInLocation(time.DateOnly, f.since, time.Local); err != nil {
			return usageError("--since %s: it takes a date such as 2027-03-01", shellQuote(f.since))
		}
	}
	return nil
}

// verify compares what the ledger holds as created with what the API has of
// the property system.
func (p *program) verify(f *verifyFlags) error {
	_, m, err := readMapping(f.mapping)
	if err != nil {
		return err
	}
	integration := m.Constant("integration_id")
	if integration == "" {
		return fmt.Errorf("%s takes integration_id from a column: a mapping that names one integration with value = "+
			"is needed to verify it", f.mapping)
	}
	talk := p.newTalk(f.talkativeness)
	t, err := p.newTarget(&f.apiFlags, f.set, talk.log)
	if err != nil {
		return err
	}
	defer t.client.Close()
	l, err := p.readLedger(f.set)
	if err != nil {
		return err
	}
	defer l.Close()
	talk.say("at %s", talk.strong(t.String()))
	ctx, signals := watchSignals(context.Background(), func() {})
	defer signals.release()
	v := &importer.Verification{
		Records: t.client, Host: t.host, Integration: integration, Duplicates: m.Duplicates, Since: f.from,
		Created: func(before time.Time) importer.CreatedLeads { return l.Created(ctx, t.host, integration, before) },
	}
	found, err := v.Run(ctx)
	if signals.exitCode() != 0 {
		return &exitCode{signals.exitCode(), errors.New("interrupted; nothing was changed")}
	}
	if err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	return p.printVerified(f, l.Tag(), found)
}
