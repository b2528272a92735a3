package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"time"

	"leadimport/importer"
)

var _ importer.OpenEnds = (*Ledger)(nil)

// oldestFirst finds the attempts at a host that are the latest of their rows
// and are open.
const oldestFirst = `SELECT a.id, a.lead, a.run, a.row, a.status, coalesce(a.reason, ''),
	coalesce(a.job, ''), coalesce(a.retry_of, ''), l.payload, a.begun, coalesce(a.looked, 0), l.attempt <> a.id
	FROM attempts a CROSS JOIN leads l ON l.id = a.lead CROSS JOIN runs r ON r.id = a.run
	WHERE a.status IN ('accepted', 'unknown') AND r.host = ? AND NOT EXISTS (
		SELECT 1 FROM attempts b WHERE b.run = a.run AND b.row = a.row AND b.id > a.id)
	ORDER BY a.run, a.id`

// Open implements importer.OpenEnds: it yields what is open of all runs at a
// host, the oldest first, from one moment of the ledger, in bounded memory. It
// may be settled meanwhile.
func (l *Ledger) Open(ctx context.Context, host string) iter.Seq2[importer.OpenAttempt, error] {
	return each(ctx, l, scanOpen, oldestFirst, host)
}

func scanOpen(rows *sql.Rows) (importer.OpenAttempt, error) {
	var a importer.OpenAttempt
	var payload sql.RawBytes
	var begun, looked int64
	err := rows.Scan(&a.Attempt, &a.Lead, &a.Run, &a.Row, &a.Status, &a.Reason, &a.Job, &a.Retry, &payload, &begun, &looked, &a.Superseded)
	copy(a.Payload[:], payload)
	a.Begun, a.Looked = moment(begun), moment(looked)
	return a, err
}

// Settle implements importer.OpenEnds: it makes durable what looks at accepted
// or unknown attempts showed, or last looks at failed ones, in one transaction.
// What an ending leaves empty (job, HTTP status) stays as it was. If it is
// accepted or unknown itself, the attempt stays open and only was looked for.
// Settling an attempt that has another end is an error.
func (l *Ledger) Settle(ends map[importer.AttemptID]importer.Ending) error {
	return l.do(put{change: func(c *conn) error {
		for id, e := range ends {
			if err := settle(c, id, e); err != nil {
				return err
			}
		}
		return nil
	}})
}

func settle(c *conn, id importer.AttemptID, e importer.Ending) error {
	at := e.Time.UnixMilli()
	settled := driver.Value(at)
	if e.Status == importer.Accepted || e.Status == importer.Unknown {
		settled = nil
	}
	err := c.one(fmt.Sprintf("attempt %d is not open", id),
		`UPDATE attempts SET status = ?, reason = ?, error = ?, fields = ?,
		http = coalesce(?, http), job = coalesce(?, job), settled = ?, looked = ?
		WHERE id = ? AND status IN ('accepted', 'unknown', 'failed')`,
		string(e.Status), text(string(e.Reason)), text(e.Error), text(e.Fields),
		number(e.HTTP), text(e.Job), settled, at, int64(id))
	return errors.Join(err, inVain(c, id, e.Status), comesToLight(c, id, e.Status))
}

// CloseLead takes a person's word on what became of a lead: an attempt of its
// own that speaks for the row from now on. It is ErrNotOpen if the lead's
// latest attempt at the host is neither unknown nor partial nor such a word:
// a person may think better of it until the lead has been sent again.
func (l *Ledger) CloseLead(host string, lead importer.LeadID, e importer.Ending) error {
	id, at := l.attempts.Add(1), e.Time.UnixMilli()
	var refused error
	err := l.do(put{change: func(c *conn) error {
		changed, err := c.run(`INSERT INTO attempts
			(id, lead, run, row, kind, begun, status, reason, error, job, answered, settled)
			SELECT ?, a.lead, a.run, a.row, 'close', ?, ?, ?, ?, a.job, ?, ?
			FROM leads l JOIN attempts a ON a.id = l.attempt JOIN runs r ON r.id = l.run
			WHERE l.id = ? AND r.host = ? AND (a.status IN ('unknown', 'partial') OR a.kind = 'close')`,
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

// Looked implements importer.OpenEnds.
func (l *Ledger) Looked(attempts []importer.AttemptID, until time.Time) error {
	return l.do(put{change: func(c *conn) error {
		for _, id := range attempts {
			if err := c.exec(`UPDATE attempts SET looked = ? WHERE id = ?`, until.UnixMilli(), int64(id)); err != nil {
				return err
			}
		}
		return nil
	}})
}

// Job implements importer.OpenEnds.
func (l *Ledger) Job(ctx context.Context, job string) (own importer.OwnJob, err error) {
	var payload sql.RawBytes
	rows, err := l.query(ctx, `SELECT a.id, CASE WHEN l.attempt = a.id THEN l.payload END, a.begun
		FROM attempts a JOIN leads l ON l.id = a.lead WHERE a.job = ? LIMIT 1`, job)
	if err != nil {
		return own, err
	}
	defer rows.Close()
	if rows.Next() {
		var begun int64
		if err := rows.Scan(&own.Attempt, &payload, &begun); err != nil {
			return own, l.failed(err)
		}
		copy(own.Payload[:], payload)
		own.Begun = moment(begun)
	}
	if err := rows.Err(); err != nil {
		return own, l.failed(err)
	}
	return own, nil
}
