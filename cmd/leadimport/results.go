package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"leadimport/importer"
	"leadimport/importer/ledger"
	"leadimport/importer/sheet"
)

const resultsUsage = `leadimport results RUN    write the files of a run again, with what is known by now;
                          also of a run that was killed (leadimport runs lists them)

  --results FILE     every row, with what became of it  } where the run wrote them,
  --failures FILE    the rows to mend or to run again   } else beside its input
  --ledger FILE      the ledger (in your state folder);  --simulate  that of the
                     embedded simulator

A file that was changed since is left alone, and a new one is written beside it.
What is named elsewhere is a copy as of now: later outcomes go to the run's own files.

  leadimport results 12 --failures failures.csv
`

func (p *program) resultsCommand() *cobra.Command {
	var results, failures string
	c := &cobra.Command{
		Use:  "results RUN",
		Long: resultsUsage,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError("leadimport results takes the number of one run; leadimport runs lists them")
			}
			return nil
		},
	}
	c.Flags().StringVar(&results, "results", "", "")
	c.Flags().StringVar(&failures, "failures", "", "")
	addLedgerFlags(c.Flags())
	c.RunE = func(_ *cobra.Command, args []string) error {
		number, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil || number < 1 {
			return usageError("%q is no number of a run; leadimport runs lists them", args[0])
		}
		l, err := p.readLedger(c.Flags())
		if err != nil {
			return err
		}
		defer l.Close()
		return p.writeAgain(l, number, results, failures)
	}
	return c
}

// writeAgain carries out leadimport results. A run may be under way.
func (p *program) writeAgain(l *ledger.Ledger, number int64, results, failures string) error {
	ctx := context.Background()
	run, err := l.Run(ctx, number)
	if err != nil {
		return err
	}
	w, err := rewrite(ctx, l, run, results, failures)
	if err != nil {
		return err
	}
	return p.printRewritten(run, w)
}

// keptInput is the input of a run from the copy that the ledger keeps.
func keptInput(l *ledger.Ledger, run ledger.Summary) (*importer.Input, error) {
	text, err := l.Mapping(run.ID)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the input of run %d is kept no longer: copies are kept for 30 days after nothing of a run is open", run.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the mapping of run %d: %w", run.ID, err)
	}
	m, err := importer.ParseMapping(run.Mapping, text)
	if err != nil {
		return nil, mappingError(err)
	}
	s := new(sheet.Sheet)
	if err := json.Unmarshal([]byte(run.Sheet), s); err != nil {
		return nil, fmt.Errorf("reading what run %d knew of its input: %w", run.ID, err)
	}
	return bind(run.Input, s, m, func() (io.ReadCloser, error) { return l.OpenCopy(run.ID) })
}

// outputsOf are the files of a run: those that were named, else where they
// were written before, else beside the input. What is named elsewhere than the
// run's own files are is a copy; a run that has none yet takes it for its own.
func outputsOf(run ledger.Summary, results, failures string) (*outputs, error) {
	input := run.InputPath
	if input == "" {
		input = "-"
	}
	if results == "" {
		results = run.Files.Results
	}
	if failures == "" {
		failures = run.Files.Failures
	}
	if failures == "" && strings.HasSuffix(results, ".results.csv") {
		failures = strings.TrimSuffix(results, ".results.csv") + ".failures.csv"
	}
	o, err := newOutputs(outputNames(input, run.Started, results, failures))
	if err != nil {
		return nil, err
	}
	if run.Files.ResultsSum != "" {
		o.results.copy = absolute(o.results.path) != run.Files.Results
		o.failures.copy = run.Files.Failures != "" && absolute(o.failures.path) != run.Files.Failures
	}
	return o, o.open(statOf(input))
}

func (p *program) printRewritten(run ledger.Summary, w *written) error {
	r := ranRun{Rows: run.Rows, Counts: w.tally.Counts, Ended: &run.Ended}
	var b strings.Builder
	fmt.Fprintf(&b, "run %d of %s: %s\n", run.ID, shown(run.Input), r.cameTo())
	nameFiles(&b, "", w.files.Results, w.files.Failures, w.tally.Failures)
	_, err := io.WriteString(p.stdout, b.String())
	return err
}
