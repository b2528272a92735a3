package sheet

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// Survey reads r once to its end and says what it is. r may be compressed with
// gzip. Memory is bounded by the longest row, not by the file. Every error is
// an *Error that begins with name; no rows after the header is none.
func Survey(name string, r io.Reader, o Options) (*Sheet, error) {
	s := &Sheet{Name: name}
	if err := s.survey(r, o); err != nil {
		return nil, named(err, name, 0)
	}
	return s, nil
}

func (s *Sheet) survey(r io.Reader, o Options) error {
	page, err := findCodepage(o.Encoding)
	if err != nil {
		return err
	}
	src, err := open(r, o.Own)
	if err != nil {
		return err
	}
	scan := newScanner(src, page)
	s.Dialect = Dialect{Encoding: src.encoding, BOM: src.bom, Sep: scan.skipSep()}
	if !s.Dialect.Sep {
		sample, complete := scan.sample()
		if page != nil && page.wide && !utf8.Valid(sample) {
			sample = page.decode(nil, sample) // the bytes of some characters look like delimiters
		}
		found := findDelimiter(sample, complete, o)
		scan.delimiter, s.Suggest = found.delimiter, found.title
	}
	s.Dialect.Delimiter = rune(scan.delimiter)
	if err := s.findHeader(scan, o); err != nil {
		return err
	}
	if !o.HeadOnly {
		if err := s.countRows(scan); err != nil {
			return err
		}
	}
	return s.settleEncoding(scan.chars)
}

// newScanner begins at the first byte of the text.
func newScanner(src source, page *codepage) *scanner {
	chars := &charset{utf8: true, bom: src.bom, page: page}
	if src.bom {
		chars.page = nil
	}
	return &scanner{win: window{in: src.text}, chars: chars, limit: maxRow, offset: src.offset}
}

// sample returns the beginning of the text without taking it, and whether that
// is the complete text.
func (s *scanner) sample() (text []byte, complete bool) {
	text = s.win.peek(sampleSize)
	return text, s.win.err == io.EOF && len(text) == len(s.win.bytes())
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

// settleEncoding says what the file turned out to be, now that all of it has
// been seen, and decodes what was kept of it before that.
func (s *Sheet) settleEncoding(chars *charset) error {
	switch {
	case s.Dialect.BOM:
		return nil
	case chars.utf8:
		s.Dialect.Encoding = utf8Name
		return nil
	case chars.page.hides(s.Dialect.Delimiter):
		return refuse(fmt.Sprintf("in %s a %s cannot be told from half a character", chars.page.name, delimiterName(s.Dialect.Delimiter)),
			"save the file as CSV UTF-8, or export it with commas or tabs")
	}
	s.Dialect.Encoding = chars.page.name
	for _, texts := range [][]string{s.Titles, s.Header, s.Written} {
		for i, text := range texts {
			texts[i] = string(chars.page.decode(nil, []byte(text)))
		}
	}
	return nil
}
