package ledger

import (
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
)

// errReader is the answer to a change of a ledger opened for looking.
var errReader = errors.New("the ledger was opened for looking only")

// explain says what a person can do about an error of SQLite's.
func explain(err error) error {
	var from *sqlite.Error
	if !errors.As(err, &from) {
		return err
	}
	switch from.Code() & 0xff { // the rest is detail
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%w: restore a copy of it; or move it aside together with its -wal and -shm files "+
			"and run again, knowing that leads sent before are then not remembered and may be sent twice (%w)",
			ErrDamaged, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk is full: make room, then run again (%w)", err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Errorf("the file and its folder must be writable for you (%w; %w)", fs.ErrPermission, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("another program writes to it: leave the sqlite3 shell, then run again (%w)", err)
	}
	return err
}
