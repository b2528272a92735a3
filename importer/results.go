package importer

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"

	"leadimport/importer/sheet"
)

// Results writes what became of every row of a run. It is a view: made of the
// kept copy of the input and of the ledger, it can be made again at any time.
//
//	Name,Phone,…,import_row,import_status,import_reason,import_error,import_fix,import_lead,import_job_id,import_attempts,import_time
//	Ann,617…,…,2,created,,,,kqzwaaaaaabx,cm4…,1,2027-03-01T02:00:07Z
type Results struct {
	Input    *Input
	Host     string                       // the API's
	Tag      string                       // the ledger's
	Outcomes iter.Seq2[RowOutcome, error] // of the run, in the order of its rows
	Stopped  string                       // why the run ended early, for a person; empty if it did not
}

// Write writes one line a row to results, and the rows to mend or to run again
// to failures. It returns what it counted on the way. An error of the ledger,
// the copy or a writer ends it.
func (r *Results) Write(results, failures io.Writer) (*Tally, error) {
	rows, err := r.Input.Rows(r.Host, r.Tag)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all, err := sheet.NewWriter(results, r.Input.Sheet, OwnColumns, OwnColumns)
	if err != nil {
		return nil, fmt.Errorf("writing the results: %w", err)
	}
	some, err := sheet.NewWriter(failures, r.Input.Sheet, OwnColumns, OwnColumns)
	if err != nil {
		return nil, fmt.Errorf("writing the failures: %w", err)
	}
	tally, err := r.merge(rows, all, some)
	if err != nil {
		return nil, err
	}
	tally.finish()
	return tally, errors.Join(all.Close(), some.Close())
}

// merge walks the rows and their outcomes side by side; both are in the order
// of the file. A row without an outcome was never begun.
func (r *Results) merge(rows *Reader, all, some *sheet.Writer) (*Tally, error) {
	next, stop := prefetch(r.Outcomes)
	defer stop()
	tally := newTally()
	outcome, err, more := next()
	for {
		row, rerr := rows.Read()
		if rerr == io.EOF {
			return tally, nil
		}
		if rerr != nil {
			return nil, rerr
		}
		for more && err == nil && outcome.Row < row.Number {
			outcome, err, more = next()
		}
		if err != nil {
			return nil, fmt.Errorf("reading the outcomes from the ledger: %w", err)
		}
		o := RowOutcome{Row: row.Number, Status: Unsent, Reason: Stopped}
		if more && outcome.Row == row.Number {
			o = outcome
		}
		if err := r.row(tally, row, o, all, some); err != nil {
			return nil, err
		}
	}
}

func (r *Results) row(tally *Tally, row *Row, o RowOutcome, all, some *sheet.Writer) error {
	words := r.explain(row, o)
	tally.add(o, words.causes)
	own := []string{
		strconv.Itoa(o.Row), string(o.Status), string(o.Reason), words.problem, words.fix,
		FormatLead(r.Tag, o.Lead), jobOf(o), strconv.Itoa(o.Attempts), "",
	}
	if !o.Time.IsZero() {
		own[8] = o.Time.UTC().Format(time.RFC3339)
	}
	if err := all.Write(row.Record, own); err != nil {
		return fmt.Errorf("writing the results: %w", err)
	}
	if !inFailures(o) {
		return nil
	}
	if err := some.Write(row.Record, own); err != nil {
		return fmt.Errorf("writing the failures: %w", err)
	}
	return nil
}

// jobOf is the job of the row's own lead: a conflict is with somebody else's.
func jobOf(o RowOutcome) string {
	if o.Status == Conflict {
		return ""
	}
	return o.Job
}
