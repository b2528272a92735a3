package ledger

import (
	"context"
	"database/sql"
	"iter"

	"leadimport/importer"
)

// The parts are merged, not sorted, as long as each has an index in the order
// of the rows: that bounds the memory, and the view outcomes cannot do it.
const outcomes = `SELECT o.row, status, coalesce(reason, ''), coalesce(error, ''), coalesce(fields, ''),
	coalesce(http, 0), coalesce(lead, 0), coalesce(job, ''), attempts,
	coalesce(time, (SELECT started FROM runs WHERE id = o.run)), coalesce(of_row, 0),
	coalesce(earlier_run, 0), coalesce(earlier_row, 0), coalesce(earlier_time, 0),
	coalesce((SELECT input FROM runs WHERE id = o.earlier_run), '') FROM `

const inOrder = outcomes + `sent o WHERE o.run = ?1 UNION ALL ` + outcomes + `decided o WHERE o.run = ?1 ORDER BY 1`

// Outcomes yields what is known now of the rows of a run, in the order of the
// rows, from one moment of the ledger, in bounded memory. Rows that the run
// never came to are missing. What was noted before is in it. An error is the
// last thing that it yields.
func (l *Ledger) Outcomes(ctx context.Context, run int64) iter.Seq2[importer.RowOutcome, error] {
	return each(ctx, l, scanOutcome, inOrder, run)
}

func scanOutcome(rows *sql.Rows) (importer.RowOutcome, error) {
	var o importer.RowOutcome
	var at, earlier int64
	err := rows.Scan(&o.Row, &o.Status, &o.Reason, &o.Error, &o.Fields, &o.HTTP, &o.Lead, &o.Job, &o.Attempts,
		&at, &o.Of, &o.Earlier.Run, &o.Earlier.Row, &earlier, &o.Earlier.Input)
	o.Time, o.Earlier.Time = moment(at), moment(earlier)
	return o, err
}
