package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// Options says what cannot be seen from the file itself. The zero value reads
// UTF-8 and UTF-16 whose header is the first row that is not empty.
type Options struct {
	Encoding  string   // of files that have neither a BOM nor valid UTF-8: "windows-1252", "shift_jis", …, as Encodings lists them; empty: such files are refused
	HeaderRow int      // the row of the column names as Excel counts it, from 1; 0: not declared
	HeadOnly  bool     // nothing below the header is read: no rows are counted, and the encoding is that of the rows down to it
	Own       []string // names of the columns that the program appends: where the header has them, the file is of an earlier run
}

// A Dialect is how a file is written. It is stored with a run, and what is
// written in it looks like the file that it was found in.
type Dialect struct {
	Encoding  string // "UTF-8", "UTF-16LE", "UTF-16BE", or a declared one such as "windows-1252"
	BOM       bool   // the file begins with a byte order mark
	Delimiter rune   // an ASCII character
	Sep       bool   // the file begins with a line such as sep=; which Excel obeys and does not show
	LineEnd   string // "\n", "\r\n" or "\r": the header's
	HeaderRow int    // the row of the header as Excel counts it, from 1
}

// A Sheet is what one reading of a file taught about it. It is plain data and
// survives JSON, so that a later process can read the same bytes again. A
// Sheet is not changed after Survey and may be shared.
type Sheet struct {
	Name    string // for messages
	Dialect Dialect
	Titles  []string // the text of the rows above the header, as it was read
	Header  []string // all names of the header, those of Own included; unnamed columns are ""
	Written []string // the cells of the header as they stand in the file, quotes and all
	Own     []int    // which columns of the header are the program's own, in rising order
	Rows    int      // records after the header: the good and the bad, not the blank
	Blank   int      // rows after the header in which no cell of the user's holds anything
	Columns int      // the user's columns up to the last one that has a name
	Widest  int      // cells of the widest record whose cells can be told apart, the header included
	Suggest int      // the row that looks like the header, if none was declared and row 1 looks like a title; else 0
}

// String tells in one line what was found, for the person who runs it:
// "UTF-16, tab, 1,204 rows, 14 columns, 3 blank rows left out".
func (s *Sheet) String() string {
	encoding := s.Dialect.Encoding
	if strings.HasPrefix(encoding, "UTF-16") {
		encoding = "UTF-16"
	}
	text := fmt.Sprintf("%s, %s, %s, %s", encoding, delimiterName(s.Dialect.Delimiter),
		count(s.Rows, "row"), count(s.Columns, "column"))
	if s.Blank > 0 {
		text += ", " + count(s.Blank, "blank row") + " left out"
	}
	return text
}

// count writes a number with its noun: "1 row", "1,204 rows".
func count(n int, noun string) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n != 1 {
		noun += "s"
	}
	return digits + " " + noun
}

// ownMask says of every column of the header whether it is the program's own;
// nil if none is.
func (s *Sheet) ownMask() []bool {
	if len(s.Own) == 0 {
		return nil
	}
	mask := make([]bool, len(s.Header))
	for _, column := range s.Own {
		mask[column] = true
	}
	return mask
}

// ownNames are the names of the program's own columns, as the header has them.
func (s *Sheet) ownNames() []string {
	var names []string
	for _, i := range s.Own {
		names = append(names, s.Header[i])
	}
	return names
}
