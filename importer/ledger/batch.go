package ledger

import (
	"database/sql/driver"
	"strings"
)

// lines are the values of new lines, table by table. A line is width values
// of its insertion.
type lines struct {
	leads, keys, attempts, rows []driver.Value
}

// A batch is the transaction under way. New lines gather in it and are
// written many at a time, which costs a third of writing each by itself.
type batch struct {
	*conn
	leads, keys, attempts, rows insertion

	newKeys int // how many are in the table of that name
}

// sortKeys is how many new keys are moved at a time: while fewer than a page
// of keys each land on a page of the index, moving more is cheaper.
const sortKeys = 1 << 14

func newBatch(c *conn) *batch {
	return &batch{
		conn: c,
		leads: newInsertion(
			`INSERT INTO leads (id, run, row, attempt, payload, first_name, email) VALUES `, 7),
		keys: newInsertion(
			`INSERT INTO new_keys (key, lead) VALUES `, 2),
		attempts: newInsertion(
			`INSERT INTO attempts (id, lead, run, row, kind, begun, retry_of) VALUES `, 7),
		rows: newInsertion(
			`INSERT INTO rows (run, row, status, reason, lead, of_row, attempt) VALUES `, 7),
	}
}

// commit makes one durable transaction of the group.
func (b *batch) commit(group []put) error {
	if err := b.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	err := b.apply(group)
	if err == nil {
		err = b.exec(`COMMIT`)
	}
	if err != nil {
		b.exec(`ROLLBACK`)
	}
	return err
}

// apply writes the new lines first, so that a change finds all that its caller
// knows of.
func (b *batch) apply(group []put) error {
	for _, p := range group {
		b.leads.add(p.leads)
		b.keys.add(p.keys)
		b.newKeys += len(p.keys) / b.keys.width
		b.attempts.add(p.attempts)
		b.rows.add(p.rows)
	}
	for _, i := range []*insertion{&b.leads, &b.keys, &b.attempts, &b.rows} {
		if err := i.flush(b.conn); err != nil {
			return err
		}
	}
	if b.newKeys >= sortKeys {
		if err := moveKeys(b.conn); err != nil {
			return err
		}
		b.newKeys = 0
	}
	for _, p := range group {
		if p.change == nil {
			continue
		}
		if err := p.change(b.conn); err != nil {
			return err
		}
	}
	return nil
}

// moveKeys makes the new keys part of the index.
func moveKeys(c *conn) error {
	if err := c.exec(`INSERT OR IGNORE INTO keys (key, lead) SELECT key, lead FROM new_keys ORDER BY key`); err != nil {
		return err
	}
	return c.exec(`DELETE FROM new_keys`)
}

// chunks are the numbers of lines that one statement writes: few, so that
// their statements stay prepared.
var chunks = [...]int{64, 8, 1}

// An insertion gathers new lines of one table.
type insertion struct {
	width      int
	statements [len(chunks)]string
	values     []driver.Value
}

func newInsertion(head string, width int) insertion {
	line := "(?" + strings.Repeat(",?", width-1) + ")"
	i := insertion{width: width}
	for at, lines := range chunks {
		i.statements[at] = head + line + strings.Repeat(","+line, lines-1)
	}
	return i
}

func (i *insertion) add(lines []driver.Value) {
	i.values = append(i.values, lines...)
}

func (i *insertion) flush(c *conn) error {
	rest := i.values
	for at, lines := range chunks {
		for n := lines * i.width; len(rest) >= n; rest = rest[n:] {
			if err := c.exec(i.statements[at], rest[:n]...); err != nil {
				return err
			}
		}
	}
	clear(i.values)
	i.values = i.values[:0]
	return nil
}
