package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"leadimport/importer"
	"leadimport/mapping"
)

const defaultMapping = "leadimport.toml"

// readMapping reads a mapping file. With a fault in the file the mapping is
// returned all the same, for its Bind to tell the faults of the columns too; it
// is nil if the file cannot be read at all.
func readMapping(file string) (text []byte, m *mapping.Mapping, err error) {
	text, err = os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("there is no mapping file %s: name it with --mapping", file)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("the mapping %s cannot be read: %w", file, importer.Plain(err))
	}
	m, err = importer.ParseMapping(file, text)
	return text, m, mappingError(err)
}

// mappingError puts each of several faults on a line of its own.
func mappingError(err error) error {
	var faults mapping.Errors
	if errors.As(err, &faults) && len(faults) > 1 {
		return fmt.Errorf("the mapping has %d faults\n%w", len(faults), faults)
	}
	return err
}

// readMapping reads the mapping. If it has faults, the file is looked at for
// those of its columns, so that all are told at once.
func (m *importing) readMapping(context.Context) (err error) {
	m.mapText, m.mapped, err = readMapping(m.mapping)
	if err == nil || m.mapped == nil || m.file == "-" {
		return err
	}
	source, lookErr := m.lookAt(m.file)
	if lookErr != nil {
		return err
	}
	defer source.close()
	if _, bindErr := source.bindTo(m.mapped); bindErr != nil {
		return bindErr
	}
	return err
}
