package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

const runsUsage = `leadimport runs    the ledger's runs, the latest first: when they began, what they
                   read, where they sent it, what their rows came to by now

  --last N         so many (20)
  --ledger FILE    the ledger (in your state folder);  --simulate  that of the
                   embedded simulator
  --json           as JSON

  leadimport runs --last 5
`

// A ranRun is a run as leadimport runs tells it. Its keys are promises.
type ranRun struct {
	Run      int64                   `json:"run"`
	Began    time.Time               `json:"began"`
	Ended    *time.Time              `json:"ended"` // null: under way, or killed
	Host     string                  `json:"host"`
	Input    string                  `json:"input"`
	Rows     int                     `json:"rows"`
	Counts   map[importer.Status]int `json:"counts"`
	Open     int                     `json:"open"` // rows that await an outcome
	Results  string                  `json:"results,omitempty"`
	Failures string                  `json:"failures,omitempty"`
	Stopped  string                  `json:"stopped,omitempty"`
	Exit     *int                    `json:"exit"` // null: under way, or killed
	Killed   bool                    `json:"killed"`
}

func (p *program) runsCommand() *cobra.Command {
	var last int
	var asJSON bool
	c := &cobra.Command{
		Use:  "runs",
		Long: runsUsage,
		Args: noArgs,
	}
	c.Flags().IntVar(&last, "last", 20, "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	addLedgerFlags(c.Flags())
	c.RunE = func(*cobra.Command, []string) error {
		if last < 1 {
			return usageError("--last %d: it takes at least 1", last)
		}
		path, err := p.ledgerPath(c.Flags())
		if err != nil {
			return err
		}
		runs, err := ranRuns(path, last)
		if err != nil {
			return err
		}
		if asJSON {
			return writeJSON(p.stdout, runs)
		}
		return printRuns(p.stdout, runs, path, again(c.Flags(), "ledger", "simulate"))
	}
	return c
}

func ranRuns(path string, last int) ([]ranRun, error) {
	l, err := ledger.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	known, err := l.Runs(context.Background(), last)
	if err != nil {
		return nil, err
	}
	runs := make([]ranRun, len(known))
	for i, k := range known {
		runs[i] = ranRun{
			Run: k.ID, Began: k.Started, Host: k.Host, Input: k.Input, Rows: k.Rows, Counts: k.Counts, Open: k.Open(),
			Stopped: k.Stopped, Killed: k.Killed,
		}
		if k.Files.ResultsSum != "" {
			runs[i].Results = k.Files.Results
		}
		if k.Files.FailuresSum != "" {
			runs[i].Failures = k.Files.Failures
		}
		if !k.Ended.IsZero() {
			runs[i].Ended, runs[i].Exit = &k.Ended, &k.Exit
		}
	}
	return runs, nil
}

// printRuns prints a table; flags are those by which another command finds the
// ledger.
func printRuns(to io.Writer, runs []ranRun, path string, flags []string) error {
	if len(runs) == 0 {
		_, err := fmt.Fprintf(to, "no runs yet in %s\n", path)
		return err
	}
	t := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "RUN\tBEGAN\tINPUT\tHOST\tROWS\tOPEN\tCAME TO\tFILES")
	for _, r := range runs {
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Run, r.Began.Local().Format("2006-01-02 15:04"),
			shown(r.Input), r.Host, number(r.Rows), number(r.Open), r.cameTo(), r.files(flags))
	}
	return t.Flush()
}

// cameTo tells the statuses that occur, in the order of every summary.
func (r *ranRun) cameTo() string {
	var parts []string
	left := r.Rows
	for _, status := range importer.Statuses {
		if n := r.Counts[status]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", number(n), status))
			left -= n
		}
	}
	underWay := r.Ended == nil && !r.Killed
	switch {
	case left > 0 && underWay:
		parts = append(parts, number(left)+" to come")
	case left > 0:
		parts = append(parts, number(left)+" never sent")
	}
	came := strings.Join(parts, ", ")
	switch {
	case r.Killed:
		return "killed: " + came
	case underWay:
		return "under way: " + came
	}
	return came
}

// files names the files of the run, or the command that writes those of a run
// that was killed.
func (r *ranRun) files(flags []string) string {
	var names []string
	for _, name := range []string{r.Results, r.Failures} {
		if name != "" {
			names = append(names, shellQuote(nearby(name)))
		}
	}
	if r.Killed && r.Results == "" {
		return shellLine(slices.Concat([]string{"leadimport", "results", fmt.Sprint(r.Run)}, flags)...) + " writes them"
	}
	return strings.Join(names, " ")
}
