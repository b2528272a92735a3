package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/importer"
	"leadimport/importer/propexo"
)

const checkUsage = `leadimport check FILE    everything but sending: the whole file through the mapping,
                         the checks and the ledger; no key, no network, nothing
                         is changed

  --mapping FILE    which column feeds which field (leadimport.toml)
  --row N           show the way of one row, as Excel counts it: its cells, what
                    the mapping makes of them, and what would be sent
  --ledger FILE     what was sent before (in your state folder)
  --base-url URL    the API (production): what was sent elsewhere does not count;
                    --simulate  the embedded simulator
  --rate auto       or 120/m, 2/s: to tell how long it would take
  --json            the report as JSON
  --quiet --verbose --log-format text|json

Exit code: 0 all can be sent or was, 3 some rows are to be looked at, 1 could not
check, 2 wrong usage.

  leadimport check leads.csv --mapping leadimport.toml --row 14
`

type checkFlags struct {
	talkativeness
	mapping string
	row     int
	rate    string
	json    bool

	set  *pflag.FlagSet
	pace propexo.Rate
}

func (p *program) checkCommand() *cobra.Command {
	f := new(checkFlags)
	c := &cobra.Command{
		Use:  "check FILE",
		Long: checkUsage,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error { return p.checkFile(f, args[0]) },
	}
	f.set = c.Flags()
	f.talkativeness.addFlags(f.set)
	f.set.StringVar(&f.mapping, "mapping", defaultMapping, "")
	f.set.IntVar(&f.row, "row", 0, "")
	addHostFlags(f.set)
	f.set.StringVar(&f.rate, "rate", "auto", "")
	f.set.BoolVar(&f.json, "json", false, "")
	return c
}

func (f *checkFlags) check() (err error) {
	if err := f.talkativeness.check(); err != nil {
		return err
	}
	if f.set.Changed("row") && f.row < 1 {
		return usageError("--row %d: rows are counted from 1, as Excel counts them", f.row)
	}
	if f.pace, err = propexo.ParseRate(f.rate); err != nil {
		return usageError("--rate: %w", err)
	}
	if simulate, _ := f.set.GetBool("simulate"); simulate && !f.set.Changed("rate") {
		f.pace = propexo.Unlimited // as run --simulate
	}
	return nil
}

// checkFile carries out leadimport check.
func (p *program) checkFile(f *checkFlags, file string) error {
	if err := f.check(); err != nil {
		return err
	}
	host, err := hostFor(f.set)
	if err != nil {
		return err
	}
	source, err := p.lookAt(file)
	if err != nil {
		return err
	}
	defer source.close()
	input, err := source.bind(f.mapping)
	if err != nil {
		return err
	}
	l, err := p.readLedger(f.set)
	if err != nil {
		return err
	}
	defer l.Close()
	known := finder{l, host}
	check := &importer.Check{Input: input, Ledger: known, Host: host, Tag: l.Tag(), Row: f.row, Sent: known.sent}
	report, err := check.Run(context.Background())
	if err != nil {
		return err
	}
	if err := p.printCheck(f, file, input, report); err != nil {
		return err
	}
	warning, err := otherRules(context.Background(), l, host, input.Mapping.Duplicates)
	if err != nil {
		return err
	}
	if warning != "" {
		fmt.Fprintln(p.stderr, "leadimport: "+warning)
	}
	if outcomeCode(report.Tally, false) != exitDone {
		return &exitCode{code: exitFailures}
	}
	return nil
}
