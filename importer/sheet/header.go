package sheet

import (
	"bytes"
	"io"
	"slices"
)

// findHeader reads down to the header: the declared row, or the first that is
// not empty.
func (s *Sheet) findHeader(scan *scanner, o Options) error {
	for {
		f, err := scan.next()
		switch {
		case err == io.EOF && scan.row == 0:
			return refuse("the file is empty", "")
		case err == io.EOF && o.HeaderRow == 0:
			return refuse("every row is empty", "")
		case err == io.EOF:
			return refuseRow(o.HeaderRow, "header_row in the mapping names this row, but the file ends before it", "")
		case err != nil:
			return err
		}
		if o.HeaderRow == f.row || o.HeaderRow == 0 && !f.blank(nil) {
			return s.takeHeader(scan, f, o)
		}
		s.Titles = append(s.Titles, string(f.text))
	}
}

// takeHeader keeps the header's names and what follows from them.
func (s *Sheet) takeHeader(scan *scanner, f *frame, o Options) error {
	switch {
	case f.fault != whole:
		return refuseRow(f.row, "the header has a quote that is not closed, or text after a closing quote", "correct the quotes")
	case f.blank(nil):
		return refuseRow(f.row, "header_row in the mapping names this row, but it is empty", "")
	case bytes.IndexByte(f.text, 0) >= 0:
		return refuseRow(f.row, "the header holds a NUL character", "export the file again, or "+saveAs)
	}
	s.Dialect.HeaderRow, s.Dialect.LineEnd = f.row, "\r\n"
	if len(f.end) > 0 {
		s.Dialect.LineEnd = string(f.end)
	}
	text := string(f.text)
	for i, c := range f.cells {
		name := c.value(text)
		s.Header, s.Written = append(s.Header, name), append(s.Written, c.raw(text))
		if slices.Contains(o.Own, trimBlanks(name)) {
			s.Own = append(s.Own, i)
		} else if !isBlank(name) {
			s.Columns = i + 1 - len(s.Own)
		}
	}
	if s.Columns == 0 {
		return refuseRow(f.row, "the header names none of your columns", "put the names of the columns into this row")
	}
	s.Widest = len(s.Header)
	scan.limit = s.rowLimit()
	return nil
}

// rowLimit is the longest row. Files of an earlier run have our own columns
// beside the user's row, which may have been as long as any.
func (s *Sheet) rowLimit() int {
	if len(s.Own) > 0 {
		return maxRow + 64<<10
	}
	return maxRow
}
