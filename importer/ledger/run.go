package ledger

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"leadimport/importer"
)

// Info describes a run as it begins.
type Info struct {
	Host        string // where its leads are sent
	Integration string // that all its leads go to; empty: several
	Started     time.Time
	Input       string // base name; "-" is standard input
	InputPath   string // absolute; may be empty
	Rows        int    // as the first pass counted
	Sheet       string // the dialect of the input: text that only the sheet understands
	Mapping     string // the name of the mapping file
	Text        []byte // what the mapping file says; kept with the copy
	Copy        *Copy  // closed; the run takes it over
}

// A Run is the ledger of the run in hand: an importer.Ledger. Its methods are
// safe for concurrent use.
//
// A row is either sent (Begin) or decided without sending (Note), never both.
type Run struct {
	ledger *Ledger
	id     int64
	host   string
	first  bool // the ledger held no lead when the run began
}

var _ importer.Ledger = (*Run)(nil)

// BeginRun makes a run of which everything is known that can be known before
// the first row is decided. It takes over the kept copy; a process that dies in
// here leaves no run behind.
func (l *Ledger) BeginRun(info Info) (*Run, error) {
	if l.write == nil {
		return nil, errReader
	}
	var last int64
	if err := l.read.QueryRow(`SELECT coalesce(max(id), 0) FROM runs`).Scan(&last); err != nil {
		return nil, l.failed(err)
	}
	run := &Run{ledger: l, id: last + 1, host: info.Host, first: l.leads.Load() == 0}
	if err := l.keep(run.id, info.Copy, info.Text); err != nil {
		return nil, fmt.Errorf("keeping a copy of the input: %w", err)
	}
	return run, l.write.do(put{change: func(c *conn) error {
		if err := moveKeys(c); err != nil {
			return err
		}
		return c.exec(`INSERT INTO runs (id, host, started, input, input_path, input_sum, rows, sheet, mapping, integration)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			run.id, info.Host, info.Started.UnixMilli(), info.Input, info.InputPath, info.Copy.sum,
			int64(info.Rows), info.Sheet, info.Mapping, info.Integration)
	}})
}

// ID returns the run's number, from 1.
func (r *Run) ID() int64 { return r.id }

// NextLead returns the id of a lead that is new. It is the lead's once an
// Intent or a Decision with it is durable; an id that is not used may be given
// out again by a later run.
func (r *Run) NextLead() importer.LeadID {
	return importer.LeadID(r.ledger.leads.Add(1))
}

// Begin implements importer.Ledger. If the lead has an attempt in flight still,
// that one ends as unsent: only what was certainly not processed is begun anew.
func (r *Run) Begin(intent importer.Intent) (importer.AttemptID, error) {
	id, lead, row := r.ledger.attempts.Add(1), int64(intent.Lead), int64(intent.Row)
	kind := "create"
	if intent.Retry != "" {
		kind = "retry"
	}
	p := put{lines: lines{
		keys:     keyLines(nil, lead, intent.Keys),
		attempts: []driver.Value{id, lead, r.id, row, kind, intent.Time.UnixMilli(), text(intent.Retry)},
	}}
	if intent.New {
		p.leads = []driver.Value{lead, r.id, row, id,
			digest(intent.Payload), digest(intent.FirstName), digest(intent.Email)}
	} else {
		p.change = func(c *conn) error { return resume(c, id, intent) }
	}
	return importer.AttemptID(id), r.ledger.write.do(p)
}

// resume points a lead that the ledger knows to its next attempt.
func resume(c *conn, attempt int64, intent importer.Intent) error {
	lead := int64(intent.Lead)
	if err := c.exec(`UPDATE attempts SET status = 'unsent', answered = ?
		WHERE id = (SELECT attempt FROM leads WHERE id = ?) AND status IS NULL`,
		intent.Time.UnixMilli(), lead); err != nil {
		return err
	}
	return c.one(fmt.Sprintf("lead %d is not in the ledger", lead),
		`UPDATE leads SET attempt = ?, payload = ?, first_name = ?, email = ? WHERE id = ?`,
		attempt, digest(intent.Payload), digest(intent.FirstName), digest(intent.Email), lead)
}

// End implements importer.Ledger. It does not wait: a worker would wait twice
// for the disk with every lead, and what it begins next is durable after this.
// Ending an attempt twice is an error, told by what comes next.
func (r *Run) End(id importer.AttemptID, e importer.Ending) error {
	values := []driver.Value{
		string(e.Status), text(string(e.Reason)), text(e.Error), text(e.Fields), number(e.HTTP), text(e.Job),
		e.Time.UnixMilli(), int64(id),
	}
	return r.ledger.write.send(put{change: func(c *conn) error {
		err := c.one(fmt.Sprintf("attempt %d is not in flight", id), `UPDATE attempts
			SET status = ?, reason = ?, error = ?, fields = ?, http = ?, job = ?, answered = ?
			WHERE id = ? AND status IS NULL`, values...)
		return errors.Join(err, inVain(c, id, e.Status))
	}})
}

// Note implements importer.Ledger. It does not wait; Ledger.Flush does.
func (r *Run) Note(decisions []importer.Decision) error {
	var p put
	for _, d := range decisions {
		if d.New {
			p.leads = append(p.leads, int64(d.Lead), r.id, int64(d.Row), nil, nil, nil, nil)
			p.keys = keyLines(p.keys, int64(d.Lead), d.Keys)
		}
		p.rows = append(p.rows, r.id, int64(d.Row), text(string(d.Status)), text(string(d.Reason)),
			number(d.Lead), number(d.Of), number(d.Attempt))
	}
	return r.ledger.write.send(p)
}

func keyLines(to []driver.Value, lead int64, keys []importer.Hash) []driver.Value {
	for _, key := range keys {
		to = append(to, key[:], lead)
	}
	return to
}
