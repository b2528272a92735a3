package sheet

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// Survey reads r once to its end and says what it is. r may be compressed with
// gzip. Memory is bounded by the longest row, not by the file. Every error is
// an *Error that begins with name; no rows after the header is none.
func Survey(name string, r io.Reader, o Options) (*Sheet, error) {
	s := &Sheet{Name: name}
	scan := &scanner{}
	if err := s.survey(scan, r, o); err != nil {
		return nil, named(err, name, 0)
	}
	return s, nil
}

func (s *Sheet) survey(scan *scanner, r io.Reader, o Options) error {
	table, err := findTable(o.Encoding)
	if err != nil {
		return err
	}
	src, err := open(r)
	if err != nil {
		return err
	}
	*scan = *newScanner(src, table)
	s.Dialect = Dialect{Encoding: src.encoding, BOM: src.bom, Sep: scan.skipSep()}
	if !s.Dialect.Sep {
		sample := scan.win.peek(sampleSize)
		found := findDelimiter(sample, scan.win.err == io.EOF && len(sample) == len(scan.win.bytes()), o)
		scan.delimiter, s.Suggest = found.delimiter, found.title
	}
	s.Dialect.Delimiter = rune(scan.delimiter)
	if err := s.findHeader(scan, o); err != nil {
		return err
	}
	if err := s.countRows(scan); err != nil {
		return err
	}
	return s.settleEncoding(scan.chars)
}

// newScanner begins at the first byte of the text.
func newScanner(src source, table *charmap.Charmap) *scanner {
	chars := &charset{utf8: true, bom: src.bom, table: table}
	if src.bom {
		chars.table = nil
	}
	return &scanner{win: window{in: src.text}, chars: chars, limit: maxRow, offset: src.offset}
}

// skipSep takes the line sep=; if the text begins with one, and its delimiter.
func (s *scanner) skipSep() bool {
	d, length := sepLine(s.win.peek(7))
	if length == 0 {
		return false
	}
	s.win.take(length)
	s.offset += int64(length)
	s.delimiter = d
	return true
}

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
		if slices.Contains(o.Own, strings.TrimSpace(name)) {
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

// countRows reads to the end.
func (s *Sheet) countRows(scan *scanner) error {
	own := s.ownMask()
	for {
		f, err := scan.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case f.blank(own):
			s.Blank++
			continue
		}
		s.Rows++
		if f.fault == whole {
			s.Widest = max(s.Widest, len(f.cells))
		}
	}
}

// blank says whether no cell of the user's holds anything.
func (f *frame) blank(own []bool) bool {
	if f.fault != whole {
		return false
	}
	for i, c := range f.cells {
		if i < len(own) && own[i] {
			continue
		}
		if c.quoted {
			c.start, c.end = c.start+1, c.end-1
		}
		for _, b := range f.text[c.start:c.end] {
			if b != ' ' && b != '\t' {
				return false
			}
		}
	}
	return true
}

// settleEncoding says what the file turned out to be, now that all of it has
// been seen, and decodes what was kept of it before that.
func (s *Sheet) settleEncoding(chars *charset) error {
	switch {
	case s.Dialect.BOM:
		return nil
	case chars.utf8:
		s.Dialect.Encoding = utf8Name
		return nil
	}
	s.Dialect.Encoding = tableName(chars.table)
	for _, texts := range [][]string{s.Titles, s.Header, s.Written} {
		for i, text := range texts {
			texts[i] = string(decode(nil, chars.table, []byte(text)))
		}
	}
	return nil
}
