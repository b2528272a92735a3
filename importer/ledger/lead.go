package ledger

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"leadimport/importer"
)

// speaking is the attempt that speaks for a lead, with the row that it was for.
const speaking = `SELECT l.id, coalesce(a.status, 'unknown'), coalesce(a.reason, ''), l.payload, l.first_name, l.email,
	coalesce(a.job, ''), a.id, a.run, a.row, a.begun, r.input
	FROM leads l JOIN attempts a ON a.id = l.attempt JOIN runs r ON r.id = a.run WHERE r.host = ? `

// Lead returns what is known of a lead at a host, with the row that speaks for
// it. found is false if the ledger has no such lead, or never sent it there.
func (l *Ledger) Lead(ctx context.Context, host string, id importer.LeadID) (lead importer.KnownLead, found bool, err error) {
	for lead, err := range l.leadsBy(ctx, speaking+`AND l.id = ?`, host, int64(id)) {
		return lead, err == nil, err
	}
	return lead, false, nil
}

// Failed yields the leads of a host whose latest attempt is a write that
// failed, the oldest first, each with the row that speaks for it. An error is
// the last thing that it yields.
func (l *Ledger) Failed(ctx context.Context, host string) iter.Seq2[importer.KnownLead, error] {
	return l.leadsBy(ctx, speaking+`AND a.status = 'failed' AND a.job IS NOT NULL ORDER BY a.id`, host)
}

func (l *Ledger) leadsBy(ctx context.Context, query string, args ...any) iter.Seq2[importer.KnownLead, error] {
	return func(yield func(importer.KnownLead, error) bool) {
		rows, err := l.query(ctx, query, args...)
		if err != nil {
			yield(importer.KnownLead{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			lead, err := scanLead(rows)
			if err != nil {
				yield(importer.KnownLead{}, l.failed(err))
				return
			}
			if !yield(lead, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(importer.KnownLead{}, l.failed(err))
		}
	}
}

func scanLead(rows *sql.Rows) (lead importer.KnownLead, err error) {
	var payload, firstName, email sql.RawBytes
	var begun int64
	err = rows.Scan(&lead.ID, &lead.Status, &lead.Reason, &payload, &firstName, &email,
		&lead.Job, &lead.Attempt, &lead.Earlier.Run, &lead.Earlier.Row, &begun, &lead.Earlier.Input)
	copy(lead.Payload[:], payload)
	copy(lead.FirstName[:], firstName)
	copy(lead.Email[:], email)
	lead.Earlier.Time = moment(begun)
	return lead, err
}

// EarlierRun returns a run that has ended, so that a failed write of one of its
// rows can be tried again: what is begun there is an attempt of that row. Its
// Find and Note are not for use.
func (l *Ledger) EarlierRun(ctx context.Context, id int64) (*Run, error) {
	if l.write == nil {
		return nil, errReader
	}
	run := &Run{ledger: l, id: id}
	err := l.read.QueryRowContext(ctx, `SELECT host FROM runs WHERE id = ?`, id).Scan(&run.host)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNoRun
	}
	if err != nil {
		return nil, l.failed(err)
	}
	return run, nil
}

// Followers returns the runs, in their order, that have rows which take the
// word of an attempt of one of the given runs: what is learnt of those changes
// their results too.
func (l *Ledger) Followers(ctx context.Context, of func(run int64) bool) ([]int64, error) {
	rows, err := l.query(ctx, `SELECT DISTINCT r.run, a.run FROM rows r JOIN attempts a ON a.id = r.attempt
		WHERE r.status IS NULL ORDER BY r.run`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var runs []int64
	for rows.Next() {
		var run, word int64
		if err := rows.Scan(&run, &word); err != nil {
			return nil, l.failed(err)
		}
		if of(word) && (len(runs) == 0 || runs[len(runs)-1] != run) {
			runs = append(runs, run)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, l.failed(err)
	}
	return runs, nil
}
