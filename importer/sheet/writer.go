package sheet

import (
	"bufio"
	"fmt"
	"io"
	"slices"
)

// A Writer writes records of a sheet in its dialect, with columns of the
// program's own at the end. It is for one goroutine.
type Writer struct {
	sheet *Sheet
	out   *bufio.Writer
	page  *codepage // of a declared encoding; nil: UTF-8 or UTF-16
	drop  []bool    // columns of the input that are not written
	width int       // the user's columns that are written, padding included
	own   int       // the program's own columns
	line  []byte    // the line that is being made, as UTF-8
	coded []byte    // the same in another encoding
}

// NewWriter writes what stands above the records: BOM, sep line, title rows,
// and the header with the names of our own columns at its end. Input columns
// whose names are in drop, and those that Survey was told of, are not written.
// The caller owes Close; w stays open.
func NewWriter(w io.Writer, s *Sheet, own, drop []string) (*Writer, error) {
	page, err := findCodepage(s.Dialect.Encoding)
	if err != nil {
		return nil, named(err, s.Name, 0)
	}
	wr := &Writer{sheet: s, out: bufio.NewWriterSize(w, 64<<10), page: page, own: len(own)}
	wr.drop = make([]bool, len(s.Header))
	wr.width = max(s.Widest, len(s.Header))
	for i, name := range s.Header {
		if slices.Contains(s.Own, i) || slices.Contains(drop, trimBlanks(name)) {
			wr.drop[i] = true
			wr.width--
		}
	}
	return wr, wr.head(own)
}

func (w *Writer) head(own []string) error {
	d := w.sheet.Dialect
	if d.BOM {
		w.line = append(w.line, "\ufeff"...)
	}
	if d.Sep {
		w.line = append(w.line, "sep="+string(d.Delimiter)+d.LineEnd...)
	}
	for _, title := range w.sheet.Titles {
		w.line = append(w.line, title+d.LineEnd...)
	}
	return w.row(w.sheet.Written, own)
}

// Write writes one record: the user's cells as they were read, padded, then our
// own. A record that cannot be split is written as one quoted cell that holds
// its text, and a Reader takes it for the same row again if one of our own
// cells is its Problem.Code. In our own cells only, a text that a spreadsheet
// would run as a formula is defused by an apostrophe, and characters that the
// encoding lacks become question marks.
//
// The record may come from a Reader of this sheet, or be made by hand. own must
// be as long as the names that NewWriter was given.
func (w *Writer) Write(rec Record, own []string) error {
	if len(own) != w.own {
		return fmt.Errorf("writing row %d: %d own cells for %d columns", rec.Row, len(own), w.own)
	}
	cells := rec.written
	if cells == nil {
		for _, cell := range rec.Cells {
			cells = append(cells, w.quoteAsNeeded(cell))
		}
	}
	if cells == nil || w.kept(cells) > w.width {
		cells = w.oneCell(rec.Raw)
	}
	return w.row(cells, own)
}

// Close writes what is still in memory.
func (w *Writer) Close() error { return w.out.Flush() }

// row writes the user's cells as they are, then our own.
func (w *Writer) row(cells, own []string) error {
	delimiter := byte(w.sheet.Dialect.Delimiter)
	begin := len(w.line)
	written := 0
	for i, cell := range cells {
		if i < len(w.drop) && w.drop[i] {
			continue
		}
		w.line = append(append(w.line, cell...), delimiter)
		written++
	}
	for ; written < w.width; written++ {
		w.line = append(w.line, delimiter)
	}
	for _, cell := range own {
		w.line = append(append(w.line, w.quoteAsNeeded(defuse(cell))...), delimiter)
	}
	if len(w.line) > begin {
		w.line = w.line[:len(w.line)-1]
	}
	w.line = append(w.line, w.sheet.Dialect.LineEnd...)
	_, err := w.out.Write(w.encode())
	w.line = w.line[:0]
	return err
}

// kept counts the cells that are not dropped.
func (w *Writer) kept(cells []string) int {
	n := len(cells)
	for i := range min(n, len(w.drop)) {
		if w.drop[i] {
			n--
		}
	}
	return n
}

// oneCell puts the text of a row into the first column that is written.
func (w *Writer) oneCell(text string) []string {
	cells := make([]string, max(0, slices.Index(w.drop, false))+1)
	cells[len(cells)-1] = quote(text)
	return cells
}
