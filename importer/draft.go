package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A Draft is a file that is complete or absent: it is written under another
// name in the folder of its place, and takes that place only when it is whole
// and on disk. Its mode is 0600. It is for one goroutine.
type Draft struct {
	path string
	file *os.File // nil until the first byte: a run that is killed leaves nothing behind
	sum  hash.Hash
}

// abandoned is the age at which a draft's file belongs to nobody any more: its
// process was killed while it wrote.
const abandoned = time.Minute

// NewDraft begins a draft of the file at path. That it succeeds shows that
// the folder can be written.
func NewDraft(path string) (*Draft, error) {
	d := &Draft{path: path, sum: sha256.New()}
	if err := d.begin(); err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", path, Plain(err))
	}
	d.Discard()
	d.clear()
	return d, nil
}

func (d *Draft) begin() (err error) {
	if d.file == nil {
		d.file, err = os.CreateTemp(filepath.Dir(d.path), d.pattern())
	}
	return err
}

func (d *Draft) pattern() string { return "." + filepath.Base(d.path) + ".*.part" }

// clear removes what killed processes left of drafts of this file.
func (d *Draft) clear() {
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(d.path), d.pattern())) // a name with a bracket matches nothing
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > abandoned {
			os.Remove(path)
		}
	}
}

// Write adds to the draft.
func (d *Draft) Write(p []byte) (int, error) {
	if err := d.begin(); err != nil {
		return 0, err
	}
	d.sum.Write(p)
	return d.file.Write(p)
}

// Publish puts the draft into its place and returns that place and the hash
// of what stands there. A file that is there already is replaced only if ours
// says so of its hash, or if it holds the same; else the draft goes to the same name with -2, -3 …
// behind it, and nothing of anybody's is lost.
func (d *Draft) Publish(ours func(sum string) bool) (path, sum string, err error) {
	defer d.Discard()
	if err := d.begin(); err != nil {
		return "", "", fmt.Errorf("writing %s: %w", d.path, Plain(err))
	}
	if err := errors.Join(d.file.Sync(), d.file.Close()); err != nil {
		return "", "", fmt.Errorf("writing %s: %w", d.path, Plain(err))
	}
	path, sum = d.path, hex.EncodeToString(d.sum.Sum(nil))
	for n := 2; ; n++ {
		old, err := Sum(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && (old == sum || ours(old)) {
			break
		}
		path = numbered(d.path, n)
	}
	if err := os.Rename(d.file.Name(), path); err != nil {
		return "", "", fmt.Errorf("writing %s: %w", path, Plain(err))
	}
	syncFolder(filepath.Dir(path))
	return path, sum, nil
}

// Discard gives the draft up. After Publish it does nothing.
func (d *Draft) Discard() {
	if d.file != nil {
		d.file.Close()
		os.Remove(d.file.Name())
		d.file = nil
	}
}

// Sum is the hash of a file's bytes.
func Sum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// numbered puts -n before the endings of a file's name that are ours.
func numbered(path string, n int) string {
	for _, ending := range []string{resultsEnding, failuresEnding} {
		if base, ok := strings.CutSuffix(path, ending); ok {
			return fmt.Sprintf("%s-%d%s", base, n, ending)
		}
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), n, ext)
}

// syncFolder makes a rename durable where the system can do so; elsewhere
// there is nothing to be done about it.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		f.Sync()
		f.Close()
	}
}
