package sheet

import (
	"bytes"
	"io"
	"slices"
	"strings"
)

const (
	sampleSize = 64 << 10 // bytes from which delimiter and header are found
	sampleRows = 20       // rows of the sample that are compared
)

// delimiters are the candidates, the likeliest in a tie first: commas and bars
// occur in names and notes, tabs hardly ever.
var delimiters = []byte{'\t', ';', '|', ','}

// delimiterName is the word for messages.
func delimiterName(delimiter rune) string {
	switch delimiter {
	case ',':
		return "comma"
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	case '|':
		return "pipe"
	}
	return string(delimiter)
}

// sepLine reads the line sep=; that some programs put first for Excel. It
// returns the delimiter and the length of the line with its end, or 0.
func sepLine(text []byte) (delimiter byte, length int) {
	if len(text) < 5 || !bytes.EqualFold(text[:4], []byte("sep=")) {
		return 0, 0
	}
	end, _ := lineEndAt(text[5:], true)
	d := text[4]
	if end == 0 && len(text) > 5 || d < ' ' && d != '\t' || d > '~' || d == '"' {
		return 0, 0
	}
	return d, 5 + end
}

// A sampleRow is a row of the sample as one candidate splits it.
type sampleRow struct {
	row    int
	cells  int
	filled int  // cells that hold anything
	last   int  // the last of these, counted from 1
	own    bool // one of the cells is a name of the program's own columns
}

// A guess is what one candidate makes of the sample.
type guess struct {
	delimiter byte
	header    int  // delimiters in the header
	agree     int  // rows after it with as many
	own       bool // it finds our own columns, so it wrote the file
	title     int  // the row of the header, if the first one looks like a title
}

// better says whether g explains the sample better than h.
func (g guess) better(h guess) bool {
	switch {
	case g.own != h.own:
		return g.own
	case (g.header > 0) != (h.header > 0):
		return g.header > 0
	case (g.agree > 0) != (h.agree > 0):
		return g.agree > 0
	case (g.title > 0) != (h.title > 0):
		return g.title == 0 // commas in the notes of every row make no header of row 2
	case g.agree != h.agree && (2*g.agree < h.agree || 2*h.agree < g.agree):
		return g.agree > h.agree
	case g.header != h.header:
		return g.header > h.header
	}
	return g.agree > h.agree
}

// findDelimiter finds the candidate that is most frequent outside quotes in the
// header and equally frequent in the rows after it. Where there is none, a file
// has one column and its delimiter is a comma.
func findDelimiter(sample []byte, complete bool, o Options) guess {
	best := guess{delimiter: ','}
	for _, d := range delimiters {
		if g := examine(splitSample(sample, complete, d, o), o.HeaderRow); g.header > 0 {
			if g.delimiter = d; g.better(best) {
				best = g
			}
		}
	}
	return best
}

// splitSample splits the sample's rows. The last one counts only if the sample
// is the complete file, or if there is no other.
func splitSample(sample []byte, complete bool, delimiter byte, o Options) []sampleRow {
	scan := &scanner{win: window{buf: sample, end: len(sample), err: io.EOF}, delimiter: delimiter, limit: maxRow}
	var rows []sampleRow
	for len(rows) < o.HeaderRow+2*sampleRows {
		f, err := scan.next()
		if err != nil || len(f.end) == 0 && !complete && len(rows) > 0 {
			break
		}
		row := sampleRow{row: f.row, cells: len(f.cells)}
		text := string(f.text)
		for i, c := range f.cells {
			if !isBlank(c.value(text)) {
				row.filled++
				row.last = i + 1
			}
			row.own = row.own || slices.Contains(o.Own, c.value(text))
		}
		rows = append(rows, row)
	}
	return rows
}

// examine judges one candidate by the rows that it makes.
func examine(rows []sampleRow, headerRow int) guess {
	at := slices.IndexFunc(rows, func(r sampleRow) bool { return r.row == headerRow || headerRow == 0 && r.filled > 0 })
	if at < 0 {
		return guess{}
	}
	g := guess{}
	if headerRow == 0 && !rows[at].own {
		if below := belowTitle(rows, at); below > at {
			g.title, at = rows[below].row, below
		}
	}
	g.header, g.own = rows[at].cells-1, rows[at].own
	for _, r := range rows[at+1 : min(len(rows), at+1+sampleRows)] {
		if r.cells == rows[at].cells {
			g.agree++
		}
	}
	return g
}

// belowTitle returns the row that looks like the header where the first one
// looks like a title: it has at least twice as many names as that has cells,
// none of them empty but at its end, and the next row is as long.
func belowTitle(rows []sampleRow, first int) int {
	const near = 10
	for i := first + 1; i < min(len(rows)-1, first+near); i++ {
		r, next := rows[i], rows[i+1]
		if r.filled == r.last && r.last > 1 && r.last >= 2*rows[first].filled && r.last <= next.cells && next.cells <= r.cells {
			return i
		}
	}
	return 0
}

// trimBlanks takes off what isBlank takes for nothing, which is the same bytes
// in every encoding.
func trimBlanks(name string) string { return strings.Trim(name, " \t") }

// isBlank says whether a cell holds nothing that a person would see.
func isBlank(cell string) bool {
	for i := range len(cell) {
		if cell[i] != ' ' && cell[i] != '\t' {
			return false
		}
	}
	return true
}
