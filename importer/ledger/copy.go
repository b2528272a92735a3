package ledger

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
)

// A Copy is an input on its way into the ledger's keeping: what is written to
// it is compressed, and counted into a SHA-256. One goroutine writes it. Close
// makes it durable; a run takes it over, or Discard removes it.
type Copy struct {
	file *os.File
	gzip *gzip.Writer
	hash hash.Hash
	sum  string
}

// CreateCopy begins a copy of an input.
func (l *Ledger) CreateCopy() (*Copy, error) {
	if l.write == nil {
		return nil, errReader
	}
	if err := os.MkdirAll(l.copies(), 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of kept copies: %w", err)
	}
	f, err := os.CreateTemp(l.copies(), incoming) // mode 0600
	if err != nil {
		return nil, fmt.Errorf("keeping a copy of the input: %w", err)
	}
	// The fastest level: the input waits for it.
	z, _ := gzip.NewWriterLevel(f, gzip.BestSpeed)
	return &Copy{file: f, gzip: z, hash: sha256.New()}, nil
}

// Write implements io.Writer.
func (c *Copy) Write(p []byte) (int, error) {
	c.hash.Write(p)
	n, err := c.gzip.Write(p)
	if err != nil {
		return n, fmt.Errorf("keeping a copy of the input: %w", err)
	}
	return n, nil
}

// Close makes the copy durable.
func (c *Copy) Close() error {
	if err := errors.Join(c.gzip.Close(), c.file.Sync(), c.file.Close()); err != nil {
		return fmt.Errorf("keeping a copy of the input: %w", err)
	}
	c.sum = hex.EncodeToString(c.hash.Sum(nil))
	return nil
}

// Sum returns the SHA-256 of what was written, in hex, once it is closed.
func (c *Copy) Sum() string { return c.sum }

// Open reads what was written, once it is closed and before a run takes it
// over. The caller closes it.
func (c *Copy) Open() (io.ReadCloser, error) { return openCopy(c.file.Name()) }

// Discard removes a copy that no run will take over.
func (c *Copy) Discard() error {
	c.file.Close()
	return os.Remove(c.file.Name())
}

func openCopy(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading the kept copy of the input: %w", err)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the kept copy of the input %s: %w", name, err), f.Close())
	}
	return &unzipped{z, f}, nil
}

// unzipped closes the file under the decompressor.
type unzipped struct {
	*gzip.Reader
	file *os.File
}

func (u *unzipped) Close() error { return errors.Join(u.Reader.Close(), u.file.Close()) }
