package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"leadimport/importer"
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// A surveyed is an input that init has found out about: with what must be
// declared for it in the mapping.
type surveyed struct {
	*looked
	sheet     *sheet.Sheet
	encoding  string // empty: nothing to declare
	headerRow int    // 0: nothing to declare
}

// surveyForInit surveys the input. What the file does not say itself it takes
// from the flags, or finds out if there is only one answer.
func surveyForInit(f *initFlags, source *looked, file string) (*surveyed, error) {
	in := &surveyed{looked: source, encoding: f.encoding, headerRow: f.headerRow}
	err := in.survey()
	if err != nil && f.encoding == "" {
		err = in.findEncoding(err, file)
	}
	if err == nil && f.headerRow == 0 {
		err = in.findHeader()
	}
	if err != nil {
		return nil, err
	}
	d := in.sheet.Dialect
	in.headerRow, in.encoding = d.HeaderRow, d.Encoding
	if d.BOM || d.Encoding == "UTF-8" {
		in.encoding = "" // the file says so itself
	}
	return in, nil
}

// findHeader goes below a title to the header, if one row alone can be it.
func (in *surveyed) findHeader() error {
	first, last := in.sheet.Dialect.HeaderRow, in.sheet.Suggest
	var rows []int
	for row := first + 1; row <= last; row++ {
		in.headerRow = row
		if in.survey() == nil && in.namesColumns() {
			rows = append(rows, row)
		}
	}
	if last == 0 && in.namesColumns() {
		return nil
	}
	if len(rows) != 1 {
		return fmt.Errorf("%s: which row names the columns cannot be told: say it with --header-row N, as Excel counts rows; or put such a row first",
			shown(in.base))
	}
	in.headerRow = rows[0]
	return in.survey()
}

// namesColumns says whether the header can be one: several names, and no
// values of a person among them.
func (in *surveyed) namesColumns() bool {
	names := 0
	for _, name := range in.sheet.Header {
		switch {
		case strings.TrimSpace(name) == "":
			continue
		case mapping.LooksLikeValue(name):
			return false
		}
		names++
	}
	return names > 1
}

func (in *surveyed) survey() error {
	file, err := in.open()
	if err != nil {
		return err
	}
	defer file.Close()
	options := sheet.Options{Encoding: in.encoding, HeaderRow: in.headerRow, Own: importer.OwnColumns}
	in.sheet, err = sheet.Survey(shown(in.base), file, options)
	return err
}

// records yields the user's cells of every record that can be read.
func (in *surveyed) records(yield func(cells []string) bool) error {
	file, err := in.open()
	if err != nil {
		return err
	}
	defer file.Close()
	reader, err := sheet.NewReader(file, in.sheet)
	if err != nil {
		return err
	}
	for {
		record, err := reader.Read()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case record.Problem == nil && !yield(in.users(record.Cells)):
			return nil
		}
	}
}

// users takes the program's own columns of an earlier run away.
func (in *surveyed) users(cells []string) []string {
	if len(in.sheet.Own) == 0 {
		return cells
	}
	var users []string
	for i, cell := range cells {
		if !slices.Contains(in.sheet.Own, i) {
			users = append(users, cell)
		}
	}
	return users
}
