package main

import (
	"fmt"
	"io"

	"leadimport/importer"
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// nearTop is how far down a header is looked for.
const nearTop = 20

// headerHint tells of another row that names the columns of the mapping, or
// looks as if it named columns: exports often begin with a title.
func headerHint(name string, s *sheet.Sheet, m *mapping.Mapping, open func() (io.ReadCloser, error)) string {
	row := s.Suggest
	for r := 1; r <= nearTop; r++ {
		if r != s.Dialect.HeaderRow && namesColumnsOf(m, name, r, open) {
			row = r
			break
		}
	}
	if row == 0 {
		return ""
	}
	return fmt.Sprintf("\nrow %d of %s looks like the header: say header_row = %d under [input] in the mapping", row, name, row)
}

// namesColumnsOf says whether a row has all the columns of the mapping.
func namesColumnsOf(m *mapping.Mapping, name string, row int, open func() (io.ReadCloser, error)) bool {
	file, err := open()
	if err != nil {
		return false
	}
	defer file.Close()
	options := sheetOptions(m)
	options.HeaderRow, options.HeadOnly = row, true
	s, err := sheet.Survey(name, file, options)
	if err != nil {
		return false
	}
	_, err = importer.NewInput(name, s, m, open)
	return err == nil
}
