package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Options say how Open opens a ledger.
type Options struct {
	// Require makes a missing ledger an error (ErrMissing), where otherwise a
	// new one is made.
	Require bool

	// Wait is how long to wait for another run to end; 0 does not wait.
	Wait time.Duration
}

// Open opens the ledger at path for writing, which one process can do at a
// time: it is ErrLocked if another one does. It makes the file and its folder
// if they are missing, readable for their owner alone, and refuses a network
// disk. A file that is no ledger is left as it is (ErrNoLedger). Attempts that a killed run left in flight end here, as unknown.
//
// Ending ctx ends the waiting for the lock. The caller closes the ledger.
func Open(ctx context.Context, path string, options Options) (*Ledger, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	isNew, err := missing(path)
	switch {
	case err != nil:
	case isNew && options.Require:
		return nil, fmt.Errorf("%w at %s, and one is required: name the right file", ErrMissing, path)
	case !isNew:
		err = recognise(path)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the ledger %s: %w", path, explain(err))
	}
	if err := prepareFolder(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("opening the ledger %s: %w", path, explain(err))
	}
	lock, err := takeLock(ctx, path, options.Wait)
	if err != nil {
		return nil, err
	}
	l := &Ledger{path: path, lock: lock}
	if err := l.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the ledger %s: %w", path, explain(err)), lock.Unlock())
	}
	l.write = startWriter(path, l.conn)
	return l, nil
}

// missing says whether there is no ledger at path. An empty file is none: its
// maker died before it became one.
func missing(path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%s is not a file", path)
	}
	return info.Size() == 0, nil
}

func prepareFolder(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("making its folder: %w", err)
	}
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return fmt.Errorf("looking at its folder: %w", err)
	}
	if kind := network(real); kind != "" {
		return fmt.Errorf("its folder is on a network disk (%s), where it could be damaged: "+
			"name a file on a local disk", kind)
	}
	return nil
}

// open runs under the lock.
func (l *Ledger) open() (err error) {
	if l.isNew, err = missing(l.path); err != nil {
		return err
	}
	if err := private(l.path); err != nil {
		return err
	}
	suspect := suspicious(l.path)
	if l.conn, err = connect(l.path); err != nil {
		return err
	}
	if err = l.start(suspect); err == nil {
		err = l.openReading()
	}
	if err != nil {
		return errors.Join(err, l.conn.close())
	}
	return l.clearIncoming()
}

// private makes the file if it is missing, and keeps others out of it whatever
// the umask. SQLite gives its -wal and -shm files the same mode.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		err = errors.Join(f.Close(), syncFolder(filepath.Dir(path)))
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Chmod(path, 0o600)
}

// syncFolder makes the names in a folder durable. Windows cannot do it, and
// does it by itself.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// start brings the ledger up to date and learns where it stands. Asking for the
// highest ids also reads one edge of every table, so that a file that was cut
// short is noticed before anything is sent.
func (l *Ledger) start(suspect bool) error {
	if err := migrate(l.conn, migrations); err != nil {
		return err
	}
	if suspect {
		if err := sound(l.conn); err != nil {
			return err
		}
	}
	if err := errors.Join(endInterrupted(l.conn, time.Now()), endKilled(l.conn)); err != nil {
		return err
	}
	var leads, attempts int64
	if err := errors.Join(
		l.conn.scan(`SELECT max(id) FROM leads`, &leads),
		l.conn.scan(`SELECT max(id) FROM attempts`, &attempts),
	); err != nil {
		return err
	}
	l.leads.Store(leads)
	l.attempts.Store(attempts)
	return nil
}

// endInterrupted gives every attempt an end: those that a process left behind
// when it died may have been processed. Those before ledger.ended are known to
// have one.
func endInterrupted(c *conn, now time.Time) error {
	if err := c.exec(`UPDATE attempts SET status = 'unknown', reason = 'interrupted', answered = ?
		WHERE status IS NULL AND id > (SELECT ended FROM ledger)`, now.UnixMilli()); err != nil {
		return err
	}
	return c.exec(`UPDATE ledger SET ended = (SELECT max(id) FROM attempts)
		WHERE ended < (SELECT max(id) FROM attempts)`)
}

// endKilled says of the runs that have no end that they were killed: whoever
// has the lock knows it. Their time and exit code stay unknown.
func endKilled(c *conn) error {
	return c.exec(`UPDATE runs SET stopped = 'the run was killed' WHERE ended IS NULL AND stopped = ''`)
}
