package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// poll is how often a run that waits asks for the lock again.
const poll = 50 * time.Millisecond

// glance is how long whoever only looks may keep the lock from a run.
const glance = 2 * poll

// lockedError names the holder of the lock; it is ErrLocked.
type lockedError struct{ path, holder string }

func (e *lockedError) Error() string {
	if e.holder == "" {
		return fmt.Sprintf("another run holds the ledger %s: wait for its end", e.path)
	}
	return fmt.Sprintf("another run (%s) holds the ledger %s: wait for its end", e.holder, e.path)
}

func (e *lockedError) Is(target error) bool { return target == ErrLocked }

// takeLock takes the lock of the ledger at path, waiting up to wait for it, but
// no less than somebody who only looks may have it (see held). The
// lock file stays when the lock is gone: if it were deleted, two runs could
// hold locks on two files of one name. The system frees the lock of a process
// that dies.
//
// The file tells the holder, as a line that begins at its second byte: the
// first byte is what Windows locks, and nobody else may read that.
func takeLock(ctx context.Context, path string, wait time.Duration) (*flock.Flock, error) {
	name := path + ".lock"
	lock := flock.New(name, flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeoutCause(ctx, max(wait, glance), ErrLocked)
	defer cancel()
	ours, err := lock.TryLock()
	if err == nil && !ours {
		ours, err = lock.TryLockContext(ctx, poll)
	}
	switch {
	case ours:
		err = sign(name)
	case err != nil && errors.Is(err, ctx.Err()) && context.Cause(ctx) == ErrLocked: // it waited for nothing
		return nil, &lockedError{path, holder(name)}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking the ledger %s: %w", path, explain(err)), lock.Unlock())
	}
	return lock, nil
}

// held says whether a run or another command holds the lock of the ledger at
// path. Nobody can see that without sharing the lock for an instant.
func held(path string) bool {
	lock := flock.New(path+".lock", flock.SetFlag(os.O_RDONLY))
	shared, err := lock.TryRLock()
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return errors.Join(err, lock.Unlock()) != nil || !shared
}

func sign(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	line := fmt.Sprintf("pid %d since %s\n", os.Getpid(), time.Now().Format("2006-01-02 15:04:05"))
	_, err = f.WriteAt([]byte(line), 1)
	return errors.Join(err, f.Chmod(0o600), f.Close())
}

// holder returns what the lock file tells of its holder, or nothing.
func holder(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	text := make([]byte, 100)
	n, _ := f.ReadAt(text, 1)
	line, _, found := bytes.Cut(text[:n], []byte("\n"))
	if !found {
		return ""
	}
	return string(line)
}
