package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"iter"
	"time"

	"leadimport/importer"
)

// An OpenAttempt is an attempt whose outcome is not known yet: accepted or
// unknown, and the latest of its row.
type OpenAttempt struct {
	ID       importer.AttemptID
	Lead     importer.LeadID
	Run      int64 // with Row: whose request it was
	Row      int
	Status   importer.Status
	Reason   importer.Reason
	Job      string        // empty if unknown
	Payload  importer.Hash // of the lead's fields as they were last sent
	Begun    time.Time     // a write in the log is not older
	Answered time.Time
	Looked   time.Time // zero: never
}

const oldestFirst = `SELECT a.id, a.lead, a.run, a.row, a.status, coalesce(a.reason, ''),
	coalesce(a.job, ''), l.payload, a.begun, coalesce(a.answered, 0), coalesce(a.looked, 0)
	FROM attempts a CROSS JOIN leads l ON l.id = a.lead CROSS JOIN runs r ON r.id = a.run
	WHERE a.status IN ('accepted', 'unknown') AND r.host = ? AND NOT EXISTS (
		SELECT 1 FROM attempts b WHERE b.run = a.run AND b.row = a.row AND b.id > a.id)
	ORDER BY a.run, a.id`

// OpenAttempts yields the open attempts of all runs at a host, the oldest first, from
// one moment of the ledger, in bounded memory. They may be settled meanwhile.
// An error is the last thing that it yields.
func (l *Ledger) OpenAttempts(ctx context.Context, host string) iter.Seq2[OpenAttempt, error] {
	return func(yield func(OpenAttempt, error) bool) {
		rows, err := l.query(ctx, oldestFirst, host)
		if err != nil {
			yield(OpenAttempt{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			a, err := scanAttempt(rows)
			if err != nil {
				yield(OpenAttempt{}, l.failed(err))
				return
			}
			if !yield(a, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(OpenAttempt{}, l.failed(err))
		}
	}
}

func scanAttempt(rows *sql.Rows) (OpenAttempt, error) {
	var a OpenAttempt
	var payload sql.RawBytes
	var begun, answered, looked int64
	err := rows.Scan(&a.ID, &a.Lead, &a.Run, &a.Row, &a.Status, &a.Reason,
		&a.Job, &payload, &begun, &answered, &looked)
	copy(a.Payload[:], payload)
	a.Begun, a.Answered, a.Looked = moment(begun), moment(answered), moment(looked)
	return a, err
}

// Settle makes durable what a look at an accepted or unknown attempt showed.
// What the ending leaves empty (job, HTTP status) stays as it was. If the
// ending is accepted or unknown itself, the attempt stays open and only was
// looked for. Settling an attempt that is not open is an error.
func (l *Ledger) Settle(id importer.AttemptID, e importer.Ending) error {
	at := e.Time.UnixMilli()
	settled := driver.Value(at)
	if e.Status == importer.Accepted || e.Status == importer.Unknown {
		settled = nil
	}
	return l.change(fmt.Sprintf("attempt %d is not open", id),
		`UPDATE attempts SET status = ?, reason = ?, error = ?, fields = ?,
		http = coalesce(?, http), job = coalesce(?, job), settled = ?, looked = ?
		WHERE id = ? AND status IN ('accepted', 'unknown')`,
		string(e.Status), text(string(e.Reason)), text(e.Error), text(e.Fields),
		number(e.HTTP), text(e.Job), settled, at, int64(id))
}

// CloseLead takes a person's word on what became of a lead: an attempt of its
// own that speaks for the row from now on. It is ErrNotOpen if the lead's
// latest attempt at the host is neither unknown nor partial.
func (l *Ledger) CloseLead(host string, lead importer.LeadID, e importer.Ending) error {
	id, at := l.attempts.Add(1), e.Time.UnixMilli()
	var refused error
	err := l.do(put{change: func(c *conn) error {
		changed, err := c.run(`INSERT INTO attempts
			(id, lead, run, row, kind, begun, status, reason, error, job, answered, settled)
			SELECT ?, a.lead, a.run, a.row, 'close', ?, ?, ?, ?, a.job, ?, ?
			FROM leads l JOIN attempts a ON a.id = l.attempt JOIN runs r ON r.id = l.run
			WHERE l.id = ? AND r.host = ? AND a.status IN ('unknown', 'partial')`,
			[]driver.Value{id, at, string(e.Status), text(string(e.Reason)), text(e.Error), at, at, int64(lead), host})
		if err != nil {
			return err
		}
		if changed == 0 {
			refused = ErrNotOpen // no error here: the others of this transaction are none the worse for it
			return nil
		}
		return c.exec(`UPDATE leads SET attempt = ? WHERE id = ?`, id, int64(lead))
	}})
	return cmp.Or(err, refused)
}
