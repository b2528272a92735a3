package ledger

import (
	"context"
	"errors"
	"fmt"
)

// Files are the files that were written of a run, with their SHA-256 in hex, so
// that a file is replaced only while it is still ours. A name without a sum is
// where the file would be: the run was killed, or had no failures yet.
type Files struct {
	Results, ResultsSum   string
	Failures, FailuresSum string
}

// Wrote remembers the files of a run, in the place of those it had. A ledger
// that was opened for looking can do this too: it writes this one line past
// the run that may be under way, and without its lock.
func (l *Ledger) Wrote(run int64, files Files) error {
	note := func(c *conn) error {
		return c.one(fmt.Sprintf("the ledger has no run %d", run),
			`UPDATE runs SET results = ?, results_sum = ?, failures = ?, failures_sum = ? WHERE id = ?`,
			files.Results, files.ResultsSum, files.Failures, files.FailuresSum, run)
	}
	if l.write != nil {
		return l.do(put{change: note})
	}
	c, err := connect(l.path)
	if err != nil {
		return fmt.Errorf("writing the ledger %s: %w", l.path, explain(err))
	}
	if err := errors.Join(note(c), c.close()); err != nil {
		return fmt.Errorf("writing the ledger %s: %w", l.path, explain(err))
	}
	return nil
}

// WroteSum says whether a file with this SHA-256 is the latest results or
// failures of any run: a file of ours that nobody has changed since.
func (l *Ledger) WroteSum(ctx context.Context, sum string) (bool, error) {
	var ours bool
	err := l.read.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM runs WHERE results_sum = ?1 OR failures_sum = ?1)`, sum).Scan(&ours)
	if err != nil {
		return false, l.failed(err)
	}
	return ours, nil
}

// WroteAt says whether the latest results or failures of any run were written
// to this path, which is absolute, whatever stands there now.
func (l *Ledger) WroteAt(ctx context.Context, path string) (bool, error) {
	var wrote bool
	err := l.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM runs
		WHERE results = ?1 AND results_sum <> '' OR failures = ?1 AND failures_sum <> '')`, path).Scan(&wrote)
	if err != nil {
		return false, l.failed(err)
	}
	return wrote, nil
}
