package ledger

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/gofrs/flock"
)

// A Ledger is an open ledger file. Its methods are safe for concurrent use.
// Those that change it need one that was opened by Open, and return when the
// change is durable unless they say otherwise; their first error is final, and
// all later ones return it again.
type Ledger struct {
	path  string
	tag   string
	isNew bool
	read  *sql.DB
	searches
	write *writer // nil: opened by OpenReader
	conn  *conn   // the writer's
	lock  *flock.Flock

	leads, attempts atomic.Int64 // the highest ids in use
}

// Path returns the ledger's file, as an absolute path.
func (l *Ledger) Path() string { return l.path }

// New says whether Open made the file.
func (l *Ledger) New() bool { return l.isNew }

// Tag returns four letters (a to z) that are drawn when a ledger is made. They
// tell its lead ids from those of another ledger.
func (l *Ledger) Tag() string { return l.tag }

// Flush returns when everything that was noted before is durable.
func (l *Ledger) Flush() error {
	if l.write == nil {
		return nil
	}
	return l.do(put{})
}

// do returns when the put is durable.
func (l *Ledger) do(p put) error {
	if l.write == nil {
		return errReader
	}
	return l.write.do(p)
}

// change runs a statement that must change one line; otherwise is what the
// caller did wrong if it changes none.
func (l *Ledger) change(otherwise, query string, values ...driver.Value) error {
	return l.do(put{change: func(c *conn) error { return c.one(otherwise, query, values...) }})
}

// Close makes durable what is not yet, and frees the lock. It is called once,
// after all other calls have returned; an error that one of them returned is
// not told again.
func (l *Ledger) Close() error {
	if l.write == nil {
		return l.read.Close()
	}
	err := l.write.close()
	// The reader goes first: the last one to close tidies the -wal file away.
	return errors.Join(err, l.read.Close(), l.conn.close(), l.lock.Unlock())
}

// query reads with the ledger's reading connections, after what was written
// before; its errors say what a person can do.
func (l *Ledger) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if err := l.Flush(); err != nil {
		return nil, err
	}
	rows, err := l.read.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, l.failed(err)
	}
	return rows, nil
}

func (l *Ledger) failed(err error) error {
	return fmt.Errorf("reading the ledger %s: %w", l.path, unreadable(err))
}
