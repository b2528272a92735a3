package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// States that a caller decides on.
var (
	// ErrLocked: another run holds the ledger; nothing was done. The error that
	// is found with it names the holder.
	ErrLocked = errors.New("another run holds the ledger")

	// ErrMissing: there is no ledger yet, and one was required.
	ErrMissing = errors.New("there is no ledger")

	// ErrNewer: a newer version of the program has written the ledger.
	ErrNewer = errors.New("the ledger was written by a newer version of the program")

	// ErrNoRun: the ledger has no run of that number.
	ErrNoRun = errors.New("the ledger has no run")

	// ErrNotOpen: no outcome of the lead is in doubt.
	ErrNotOpen = errors.New("the lead is neither unknown nor partial")

	// ErrDamaged: the file is not a ledger any more.
	ErrDamaged = errors.New("the ledger is damaged")

	// ErrNoLedger: the file never was one; nothing of it was changed.
	ErrNoLedger = errors.New("the file is no ledger")
)

// errReader is the answer to a change of a ledger opened for looking.
var errReader = errors.New("the ledger was opened for looking only")

// explain says what a person can do about an error of SQLite's or the system's.
func explain(err error) error {
	var from *sqlite.Error
	switch {
	case errors.Is(err, ErrDamaged): // it has been said
		return err
	case errors.As(err, &from):
	case errors.Is(err, fs.ErrPermission):
		return forbidden(err)
	default:
		return err
	}
	switch from.Code() & 0xff { // the rest is detail
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR: // an error: a table is gone
		return damaged(err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk is full: make room, then run again (%w)", err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return forbidden(errors.Join(fs.ErrPermission, err))
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("another program writes to it: leave the sqlite3 shell, then run again (%w)", err)
	}
	return err
}

// unreadable is explain for an error of a query, or of taking its lines apart:
// a line that does not hold what it was written with is damage too.
func unreadable(err error) error {
	var from *sqlite.Error
	if errors.As(err, &from) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return explain(err)
	}
	return damaged(err)
}

func damaged(err error) error {
	return fmt.Errorf("%w: restore a copy of it, or take what sqlite3's .recover saves of it; or move it aside "+
		"together with its -wal and -shm files and run again, knowing that leads sent before are then not remembered "+
		"and may be sent twice (%w)", ErrDamaged, err)
}

func forbidden(err error) error {
	return fmt.Errorf("the file, its .lock file and their folder must be yours to write: "+
		"run as the user whose ledger it is, or name another with --ledger (%w)", err)
}
