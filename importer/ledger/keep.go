package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The kept copies lie beside the ledger:
//
//	ledger.db.copies/run-000012.csv.gz   the input of run 12
//	ledger.db.copies/run-000012.toml     its mapping file
//	ledger.db.copies/incoming-*          an input that no run has taken over yet
const (
	copySuffix    = ".csv.gz"
	mappingSuffix = ".toml"
	incoming      = "incoming-"
)

// keepFor is how long a copy is kept after nothing of its run is open.
const keepFor = 30 * 24 * time.Hour

// OpenCopy reads the input of a run, as it was written to its Copy. The error
// is fs.ErrNotExist if the copy is kept no longer. The caller closes it.
func (l *Ledger) OpenCopy(run int64) (io.ReadCloser, error) { return openCopy(l.kept(run, copySuffix)) }

// Mapping returns what the mapping file of a run said. The error is
// fs.ErrNotExist if it is kept no longer.
func (l *Ledger) Mapping(run int64) ([]byte, error) { return os.ReadFile(l.kept(run, mappingSuffix)) }

func (l *Ledger) copies() string { return l.path + ".copies" }

func (l *Ledger) kept(run int64, suffix string) string {
	return filepath.Join(l.copies(), fmt.Sprintf("run-%06d%s", run, suffix))
}

// keep gives the run its files before the ledger knows of the run: if the
// process dies between the two, the next run replaces them.
func (l *Ledger) keep(run int64, input *Copy, mapping []byte) error {
	name := l.kept(run, mappingSuffix)
	f, err := os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(mapping)
	if err := errors.Join(err, f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(input.file.Name(), l.kept(run, copySuffix)); err != nil {
		return err
	}
	return syncFolder(l.copies())
}

// clearIncoming removes what killed runs left half copied.
func (l *Ledger) clearIncoming() error {
	entries, err := os.ReadDir(l.copies())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), incoming) {
			err = errors.Join(err, os.Remove(filepath.Join(l.copies(), entry.Name())))
		}
	}
	return err
}

// Prune removes the kept copies of runs of which nothing has been open for 30
// days. Results of these runs cannot be written again.
func (l *Ledger) Prune(ctx context.Context, now time.Time) error {
	entries, err := os.ReadDir(l.copies())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		var run int64
		if _, err := fmt.Sscanf(entry.Name(), "run-%d"+copySuffix, &run); err != nil {
			continue
		}
		needed, needErr := l.needed(ctx, run, now.Add(-keepFor))
		err = errors.Join(err, needErr)
		if needErr == nil && !needed {
			err = errors.Join(err, l.drop(run))
		}
	}
	return err
}

// drop removes the copy last: while it is there, the mapping is looked for.
func (l *Ledger) drop(run int64) error {
	if err := os.Remove(l.kept(run, mappingSuffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Remove(l.kept(run, copySuffix))
}

// needed says whether a row of the run is open, or was until after then.
func (l *Ledger) needed(ctx context.Context, run int64, then time.Time) (bool, error) {
	var needed bool
	err := l.read.QueryRowContext(ctx, `SELECT
		EXISTS (SELECT 1 FROM runs WHERE id = ?1 AND coalesce(ended, started) > ?2) OR
		EXISTS (SELECT 1 FROM outcomes WHERE run = ?1 AND (status IN ('accepted', 'unknown') OR time > ?2))`,
		run, then.UnixMilli()).Scan(&needed)
	if err != nil {
		return false, l.failed(err)
	}
	return needed, nil
}
