package sheet

import (
	"fmt"
	"strings"
)

// Problems that are the same wherever they occur.
var (
	brokenRow = &Problem{Code: BrokenRow,
		Text: "this looks like a piece of a row that was broken by a line break outside quotes",
		Fix:  "join it with the other pieces into one row"}
	cutOff = &Problem{Code: CutOff,
		Text: "the file seems cut off here: its last row is short and has no line end",
		Fix:  "export the file again, or complete the row"}
	tooLong = &Problem{Code: TooLong,
		Text: "the row is longer than 1 MB",
		Fix:  "shorten its cells"}
)

// quoteProblem tells of a quote in a cell where the row could not be split.
func (r *Reader) quoteProblem(v verdict, cell int) *Problem {
	if v == strayQ {
		return &Problem{Code: StrayQuote,
			Text: r.column(cell) + ": text follows a closing quote",
			Fix:  `double the quotes that belong to the text (""), or remove them`}
	}
	return &Problem{Code: OpenQuote,
		Text: r.column(cell) + ": a quote opens and is never closed",
		Fix:  `close the quote, or double it ("") and put the whole cell between quotes`}
}

// tooManyCells tells of cells beyond the last column that has a name. They are
// the user's own columns only, counted as a person would.
func (r *Reader) tooManyCells(cells int) *Problem {
	return &Problem{Code: TooManyCells,
		Text: fmt.Sprintf("the row has %s, more than the header has names (%d)", count(cells, "cell"), r.sheet.Columns),
		Fix: fmt.Sprintf("put quotes around the cell that holds a %s, or give the last column a name",
			delimiterName(r.sheet.Dialect.Delimiter))}
}

// underNoName tells of a cell in a column of the header without a name, behind
// those that have one. Excel makes such columns when it saves a file in which a
// row is too long, so the cells before it may have moved.
func (r *Reader) underNoName(cell int) *Problem {
	return &Problem{Code: TooManyCells,
		Text: fmt.Sprintf("%s holds something, but has no name in the header", r.column(cell)),
		Fix: fmt.Sprintf("give %s a name or clear it; if a %s has split a cell in two, join them between quotes",
			r.column(cell), delimiterName(r.sheet.Dialect.Delimiter))}
}

// cellProblem judges a record whose cells can be told apart by these cells.
func (r *Reader) cellProblem(d *draft) *Problem {
	if d.count > r.named {
		switch cells, last := r.userCells(d); {
		case cells <= r.sheet.Columns:
		case last < len(r.sheet.Header):
			return r.underNoName(last)
		default:
			return r.tooManyCells(cells)
		}
	}
	if len(d.Raw) > maxRow && r.userLength(d) > maxRow {
		return tooLong
	}
	if !hasNUL(d.Raw) {
		return nil
	}
	for i, cell := range d.Cells {
		if hasNUL(cell) && !r.isOwn(i) {
			return &Problem{Code: Unprintable,
				Text: r.column(i) + ": the cell holds a NUL character, which no spreadsheet can show",
				Fix:  "type the cell again"}
		}
	}
	return nil
}

// userCells counts the user's cells up to the last one that holds anything, and
// says where that is.
func (r *Reader) userCells(d *draft) (cells, last int) {
	upTo := 0
	for i, cell := range d.Cells {
		if r.isOwn(i) {
			continue
		}
		if upTo++; !isBlank(cell) {
			cells, last = upTo, i
		}
	}
	return cells, last
}

// userLength measures the user's cells. Delimiters do not count, so that the
// padding in a file of failures makes no row too long.
func (r *Reader) userLength(d *draft) int {
	n := 0
	for i, cell := range d.written {
		if !r.isOwn(i) {
			n += len(cell)
		}
	}
	return n
}

// judgeShort looks at the neighbours of a short record. Excel leaves out empty
// cells at the end of a block of rows, so to be short is no fault by itself;
// but short rows that make one whole row when their ends are joined are most
// likely one row whose line breaks were not quoted, and what stops in the middle
// of the last line has been cut off.
func (r *Reader) judgeShort(d *draft) {
	pieces := r.pieces(d)
	for n := range pieces {
		r.peek(n).spoil(brokenRow)
	}
	if pieces == 0 && d.cut {
		d.spoil(cutOff)
	}
}

// pieces counts the rows, d among them, that make one when they are joined; 0
// if there are none. Of more than two, those in the middle are lines of one
// cell, as the paragraphs of a note are. A row with an e-mail address of its
// own is no piece: two people would become one.
func (r *Reader) pieces(d *draft) int {
	cells := d.count
	for n := 1; n < len(r.ring)-1; n++ {
		next := r.peek(n)
		if next == nil || !next.short || r.hasOwnAddress(d, next, cells-1) {
			return 0
		}
		cells += next.count - 1
		switch {
		case cells == r.named && n == 1 && r.inBlock(d.count, next.count):
			return 0
		case cells == r.named:
			return n + 1
		case next.count > 1:
			return 0
		}
	}
	return 0
}

// hasOwnAddress says whether next, a neighbour of d, holds an e-mail address
// where rows have theirs, and would not if its first cell belonged to a column
// further on.
func (r *Reader) hasOwnAddress(d, next *draft, further int) bool {
	for i, cell := range next.Cells[:next.count] {
		if isAddress(cell) && !r.addresses[i+further] && (r.addresses[i] || isAddress(d.Cells[i])) {
			return true
		}
	}
	return false
}

// isAddress knows an e-mail address well enough to tell it from a word.
func isAddress(cell string) bool {
	return strings.Count(cell, "@") == 1 && !strings.ContainsAny(trimBlanks(cell), " \t\r\n") && len(cell) > 3
}

// inBlock says whether two short records are of a block of equally short ones.
func (r *Reader) inBlock(count, next int) bool {
	if count != next {
		return false
	}
	third := r.peek(2)
	return r.before == count || third != nil && third.short && third.count == count
}

// column names a column for messages, by its letter if it has no other name.
func (r *Reader) column(at int) string {
	if at < len(r.sheet.Header) && !isBlank(r.sheet.Header[at]) {
		return fmt.Sprintf("column %q", r.sheet.Header[at])
	}
	letters := ""
	for at++; at > 0; at = (at - 1) / 26 {
		letters = string(rune('A'+(at-1)%26)) + letters
	}
	return "column " + letters
}

// hasNUL says whether the cell holds a character that no spreadsheet can show.
func hasNUL(cell string) bool { return strings.IndexByte(cell, 0) >= 0 }
