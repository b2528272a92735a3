package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"leadimport/importer"
	"leadimport/importer/ledger"
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// A held is an input in the ledger's keeping: from here on, whatever happens
// to the file itself, the run reads the copy.
type held struct {
	base      string // "-" is standard input
	path      string // absolute; empty is standard input
	info      os.FileInfo
	sheet     *sheet.Sheet
	sheetText string // the sheet as JSON, for a later process
	copy      *ledger.Copy
	open      func() (io.ReadCloser, error)
}

// hold surveys the input while it is copied, so that standard input too is
// read just once.
func hold(ctx context.Context, in *inputFile, l *ledger.Ledger, o sheet.Options) (*held, error) {
	kept, err := l.CreateCopy()
	if err != nil {
		return nil, err
	}
	h := &held{base: in.base, path: in.path, info: in.info, copy: kept, open: kept.Open}
	h.sheet, err = sheet.Survey(shown(in.base), io.TeeReader(interruptible(ctx, in.file), kept), o)
	if err = errors.Join(err, kept.Close()); err != nil {
		return nil, errors.Join(err, kept.Discard())
	}
	text, err := json.Marshal(h.sheet)
	h.sheetText = string(text)
	return h, err
}

// keptBy says that a run has taken the copy over.
func (h *held) keptBy(l *ledger.Ledger, run int64) {
	h.copy = nil
	h.open = func() (io.ReadCloser, error) { return l.OpenCopy(run) }
}

// discard removes a copy that no run has taken over.
func (h *held) discard() {
	if h.copy != nil {
		h.copy.Discard()
		h.copy = nil
	}
}

// readInput copies, surveys and binds.
func (m *importing) readInput(ctx context.Context) error {
	in, err := m.openInput(m.file)
	if err != nil {
		return err
	}
	defer in.file.Close()
	if m.held, err = hold(ctx, in, m.ledger, sheetOptions(m.mapped)); err != nil {
		return err
	}
	m.atEnd = append(m.atEnd, m.held.discard)
	m.input, err = bind(m.held.base, m.held.sheet, m.mapped, func() (io.ReadCloser, error) { return m.held.open() })
	return err
}

func sheetOptions(m *mapping.Mapping) sheet.Options {
	return sheet.Options{Encoding: m.Input.Encoding, HeaderRow: m.Input.HeaderRow, Own: importer.OwnColumns}
}

// bind puts a mapping and a surveyed sheet together.
func bind(name string, s *sheet.Sheet, m *mapping.Mapping, open func() (io.ReadCloser, error)) (*importer.Input, error) {
	in, err := importer.NewInput(name, s, m, open)
	if err != nil {
		return nil, fmt.Errorf("%w%s", mappingError(err), headerHint(shown(name), s, m, open))
	}
	return in, nil
}

// An inputFile is the input as the person named it, opened.
type inputFile struct {
	file io.ReadCloser
	base string // "-" is standard input
	path string
	info os.FileInfo // nil if it has none
}

func (p *program) openInput(name string) (*inputFile, error) {
	if name == "-" {
		in := &inputFile{file: io.NopCloser(p.stdin), base: "-"}
		if f, ok := p.stdin.(*os.File); ok {
			in.info, _ = f.Stat() // it may be a file, and must not be written to
		}
		return in, nil
	}
	file, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s", name)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", name, importer.Plain(err))
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = fmt.Errorf("%s is a folder: name a file in it", name)
	}
	path, absErr := filepath.Abs(name)
	if err = errors.Join(err, absErr); err != nil {
		file.Close()
		return nil, err
	}
	return &inputFile{file, filepath.Base(name), path, info}, nil
}

// interruptible reads r until ctx ends: a signal must not wait for whoever
// feeds a pipe.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	go func() {
		_, err := io.Copy(in, r)
		in.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { out.CloseWithError(context.Cause(ctx)) })
	return out
}
