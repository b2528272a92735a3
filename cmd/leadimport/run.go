package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/importer"
)

const runUsage = `leadimport run FILE    import FILE (.csv, .tsv or .txt, also .gz; - is standard input)

  --mapping FILE          which column feeds which field (leadimport.toml)
  --simulate              to an embedded simulator: no key, no network
  --limit N               send at most N leads; the next run sends the others
  --yes                   do not ask before the first lead
  --results FILE          every row, with what became of it  } beside FILE,
  --failures FILE         the rows to mend or to run again   } with date and time
  --summary FILE          the summary as JSON;  --json  prints it as JSON
  --ledger FILE           what was sent before (in your state folder)
  --require-ledger        a missing ledger is an error;  --wait-lock 10m  waits
                          for another run to end
  --base-url URL          the API (production);  --api-key-file FILE  holds its
                          key, else the variable PROPEXO_API_KEY does
  --rate auto             or 120/m, 2/s;  --workers 16  requests at once
  --request-timeout 60s   how long an answer may take
  --settle 10m            how long to wait for outcomes after the last row (0: none)
  --max-failures N|N%     stop when more fail;  --deadline 2h  stop then
  --resend-unknown        send leads again of which nobody knows if they arrived
  --quiet --verbose       say less or more;  --log-format text|json

Exit code: 0 done, 3 rows to mend, 4 rows still open, 5 stopped early, 75 another
run is under way, 1 could not run, 2 wrong usage, 130 or 143 interrupted.

  leadimport run leads.csv --mapping leadimport.toml --simulate
`

// runFlags are what a person may say about a run.
type runFlags struct {
	talkativeness
	apiFlags
	mapping       string
	ledger        string
	requireLedger bool
	results       string
	failures      string
	summary       string
	json          bool
	settle        time.Duration
	limit         int
	maxFailures   string
	deadline      time.Duration
	resendUnknown bool
	waitLock      time.Duration
	yes           bool

	set       *pflag.FlagSet // which of them were given
	tolerated importer.Threshold
}

func (p *program) runCommand() *cobra.Command {
	f := new(runFlags)
	c := &cobra.Command{
		Use:  "run FILE",
		Long: runUsage,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return p.newImport(f, args[0]).do(context.Background())
		},
	}
	f.add(c.Flags())
	return c
}

func (f *runFlags) add(flags *pflag.FlagSet) {
	f.set = flags
	f.talkativeness.addFlags(flags)
	f.apiFlags.addFlags(flags)
	flags.StringVar(&f.mapping, "mapping", defaultMapping, "")
	flags.StringVar(&f.ledger, "ledger", "", "")
	flags.BoolVar(&f.requireLedger, "require-ledger", false, "")
	flags.StringVar(&f.results, "results", "", "")
	flags.StringVar(&f.failures, "failures", "", "")
	flags.StringVar(&f.summary, "summary", "", "")
	flags.BoolVar(&f.json, "json", false, "")
	flags.DurationVar(&f.settle, "settle", 10*time.Minute, "")
	flags.IntVar(&f.limit, "limit", 0, "")
	flags.StringVar(&f.maxFailures, "max-failures", "", "")
	flags.DurationVar(&f.deadline, "deadline", 0, "")
	flags.BoolVar(&f.resendUnknown, "resend-unknown", false, "")
	flags.DurationVar(&f.waitLock, "wait-lock", 0, "")
	flags.BoolVar(&f.yes, "yes", false, "")
}

// check finds what is wrong with the flags themselves, before anything is
// opened.
func (f *runFlags) check() (err error) {
	if err := f.talkativeness.check(); err != nil {
		return err
	}
	if err := f.apiFlags.check(f.set); err != nil {
		return err
	}
	if f.maxFailures != "" {
		if f.tolerated, err = importer.ParseThreshold(f.maxFailures); err != nil {
			return usageError("--max-failures: %w", err)
		}
	}
	switch {
	case f.set.Changed("limit") && f.limit < 1:
		return usageError("--limit %d: it takes at least 1; leadimport check sends nothing", f.limit)
	case f.set.Changed("deadline") && f.deadline <= 0:
		return usageError("--deadline %s: it takes a duration above 0", f.deadline)
	case f.settle < 0 || f.waitLock < 0:
		return usageError("--settle and --wait-lock take durations of 0 or more")
	case f.resendUnknown && f.settle == 0:
		return usageError("--resend-unknown sends only what the write log does not have, and --settle 0 does not look: leave one of them out")
	}
	return nil
}
