package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"leadimport/importer"
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// A looked is an input that is only looked at: it is read where it lies, and
// standard input from a temporary copy, as it can be read only once.
type looked struct {
	base, path string
	temporary  bool
}

func (p *program) lookAt(file string) (*looked, error) {
	in, err := p.openInput(file)
	if err != nil {
		return nil, err
	}
	defer in.file.Close()
	if file != "-" {
		return &looked{base: in.base, path: in.path}, nil
	}
	spool, err := os.CreateTemp("", "leadimport-check-*") // mode 0600
	if err != nil {
		return nil, fmt.Errorf("keeping standard input for a while: %w", err)
	}
	_, err = io.Copy(spool, in.file)
	s := &looked{base: in.base, path: spool.Name(), temporary: true}
	if err = errors.Join(err, spool.Close()); err != nil {
		s.close()
		return nil, fmt.Errorf("keeping standard input for a while: %w", err)
	}
	return s, nil
}

func (s *looked) close() {
	if s.temporary {
		os.Remove(s.path)
	}
}

func (s *looked) open() (io.ReadCloser, error) { return os.Open(s.path) }

// bind surveys the input and binds a mapping file to it. Its error tells the
// faults of the mapping and those of its columns together.
func (s *looked) bind(mappingFile string) (*importer.Input, error) {
	_, m, err := readMapping(mappingFile)
	if m == nil {
		return nil, err
	}
	return s.bindTo(m)
}

func (s *looked) bindTo(m *mapping.Mapping) (*importer.Input, error) {
	file, err := s.open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	surveyed, err := sheet.Survey(shown(s.base), file, sheetOptions(m))
	if err != nil {
		return nil, err
	}
	return bind(s.base, surveyed, m, s.open)
}
