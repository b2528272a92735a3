package sheet

import (
	"bytes"
	"io"
)

const (
	maxRow  = 1 << 20  // bytes of a row; a quote that spans more was never meant to
	maxLine = 16 << 20 // bytes of a line; more is no spreadsheet
)

// A frame is one row as it stands in the file. It is valid until the next one
// is asked for.
type frame struct {
	row   int
	text  []byte // without its line end
	end   []byte // its line end; empty at the end of the file
	cells []span
	fault verdict // openQ, strayQ: the cells end before the faulty one
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

// A scanner cuts a text into rows. Every byte belongs to a frame, as text or as
// line end; a row that cannot be split costs one line and never the next one.
type scanner struct {
	win       window
	delimiter byte
	chars     *charset // nil: any bytes will do
	limit     int      // longest row
	offset    int64    // in the file, of what is not taken yet
	row       int      // of the last frame
	frame     frame
}

// next returns the next row, be it blank. After the last one it returns
// io.EOF; any other error is an *Error that names the row.
func (s *scanner) next() (*frame, error) {
	for {
		text := s.win.bytes()
		if len(text) == 0 && s.win.err != nil {
			return nil, s.failed()
		}
		cells, length, lineEnd, v := split(text, s.delimiter, s.win.err != nil, s.frame.cells[:0])
		s.frame.cells = cells
		switch {
		case v == whole && length <= s.limit:
			return s.cut(length, lineEnd, whole)
		case v == more && len(text) <= s.limit:
			s.win.fill()
		default:
			return s.line()
		}
	}
}

// line takes one line where a row cannot be had: to read on behind it loses
// nothing but that line.
func (s *scanner) line() (*frame, error) {
	length, lineEnd := s.findLineEnd()
	if length > maxLine {
		return nil, refuseRow(s.row+1, "this line is longer than 16 MB", "is this a spreadsheet export? export it again")
	}
	cells, _, _, v := split(s.win.bytes()[:length], s.delimiter, true, s.frame.cells[:0])
	s.frame.cells = cells
	return s.cut(length, lineEnd, v)
}

// findLineEnd fills the window until the end of the line is in sight, or the
// line is longer than any may be.
func (s *scanner) findLineEnd() (length, lineEnd int) {
	for {
		text := s.win.bytes()
		if at := bytes.IndexAny(text[length:], "\r\n"); at >= 0 {
			length += at
			if n, sure := lineEndAt(text[length:], s.win.err != nil); sure {
				return length, n
			}
		} else if length = len(text); s.win.err != nil || length > maxLine {
			return length, 0
		}
		s.win.fill()
	}
}

// cut takes the row from the window. What ends in an error of the file's and
// not in a line end is not known to be whole.
func (s *scanner) cut(length, lineEnd int, v verdict) (*frame, error) {
	text := s.win.bytes()
	if lineEnd == 0 && s.win.err != io.EOF {
		return nil, s.failed()
	}
	s.row++
	if s.chars != nil {
		if err := s.chars.check(text[:length], s.row, s.offset); err != nil {
			return nil, err
		}
	}
	s.win.take(length + lineEnd)
	s.offset += int64(length + lineEnd)
	s.frame.row, s.frame.fault = s.row, v
	s.frame.text, s.frame.end = text[:length], text[length:length+lineEnd]
	return &s.frame, nil
}

// failed returns the window's error as one about the row that it hit.
func (s *scanner) failed() error {
	if s.win.err == io.EOF {
		return io.EOF
	}
	return named(s.win.err, "", s.row+1)
}
