package ledger

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
)

// OpenReader opens the ledger at path for looking only, also while a run is
// writing to it. It takes no lock. A ledger that does not exist yet is an
// empty one; no file is made. What changes the ledger returns an error.
func OpenReader(path string) (*Ledger, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	l := &Ledger{path: path}
	empty, err := missing(path)
	if err == nil && !empty {
		err = recognise(path)
	}
	if err == nil && !empty {
		empty, err = checkReadable(path)
	}
	switch {
	case err != nil:
	case empty:
		err = l.openEmpty()
	default:
		err = l.openReading()
	}
	if err != nil {
		return nil, fmt.Errorf("opening the ledger %s: %w", path, explain(err))
	}
	return l, nil
}

// checkReadable returns whether the file is empty still, and an error if it is
// not a ledger of this program's version.
func checkReadable(path string) (empty bool, err error) {
	c, err := dial(readingDSN(path))
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	version, err := checkVersion(c, len(migrations))
	if err == nil && version > 0 && version < len(migrations) {
		err = fmt.Errorf("an older version of the program made it: the next run brings it up to date")
	}
	return version == 0, err
}

func readingDSN(path string) string {
	return dsn(path, "ro", "busy_timeout(10000)")
}

// openEmpty stands in for a ledger that does not exist yet.
func (l *Ledger) openEmpty() (err error) {
	if l.read, err = sql.Open("sqlite", ":memory:"); err != nil {
		return err
	}
	l.read.SetMaxOpenConns(1) // another connection would see another memory
	if _, err := l.read.Exec(schema + views); err != nil {
		return errors.Join(err, l.read.Close())
	}
	if l.searches, err = prepareSearches(l.read); err != nil {
		return errors.Join(err, l.read.Close())
	}
	return nil
}

// openReading opens the connections that only read.
func (l *Ledger) openReading() (err error) {
	if l.read, err = sql.Open("sqlite", readingDSN(l.path)); err != nil {
		return err
	}
	l.read.SetMaxIdleConns(4)
	if err := l.read.QueryRow(`SELECT tag FROM ledger`).Scan(&l.tag); err != nil {
		return errors.Join(unreadable(err), l.read.Close())
	}
	if l.searches, err = prepareSearches(l.read); err != nil {
		return errors.Join(err, l.read.Close())
	}
	return nil
}
