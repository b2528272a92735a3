package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The encodings that can be seen from a file itself, as a Dialect names them.
const (
	utf8Name = "UTF-8"
	utf16LE  = "UTF-16LE"
	utf16BE  = "UTF-16BE"
)

// findTable returns the table of an 8-bit encoding by any of its usual names,
// nil for an encoding that is seen from the file itself. Only encodings whose
// lower half is ASCII are known, so that delimiters, quotes and line ends are
// the same bytes in all of them.
func findTable(name string) (*charmap.Charmap, error) {
	wanted := usualName(name)
	if wanted == "" || strings.HasPrefix(wanted, "utf8") || strings.HasPrefix(wanted, "utf16") {
		return nil, nil
	}
	for _, e := range charmap.All {
		table, ok := e.(*charmap.Charmap)
		if ok && table.DecodeByte('A') == 'A' && foldName(tableName(table)) == wanted {
			return table, nil
		}
	}
	return nil, refuse(fmt.Sprintf("the encoding %q is not known", name),
		`use a name like "windows-1252", "macintosh" or "cp437", or save the file as CSV UTF-8`)
}

// tableName is how mappings and dialects spell an encoding: "windows-1252",
// "iso-8859-2", "cp437", "macintosh".
func tableName(table *charmap.Charmap) string {
	name := strings.ReplaceAll(strings.ToLower(table.String()), " ", "-")
	name = strings.TrimPrefix(name, "ibm-code-page-")
	name = strings.TrimPrefix(name, "windows-code-page-")
	if name[0] >= '0' && name[0] <= '9' {
		name = "cp" + name
	}
	return name
}

// foldName makes spellings of one name equal.
func foldName(name string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
}

// usualName folds a name and puts the usual one for what else people write.
// Latin 1 is taken for Windows-1252, as browsers do: no spreadsheet writes the
// control characters in which they differ.
func usualName(name string) string {
	name = foldName(name)
	if rest, ok := strings.CutPrefix(name, "ibm"); ok {
		name = "cp" + rest
	}
	switch {
	case name == "latin1" || name == "iso88591" || name == "ansi":
		return "windows1252"
	case name == "mac" || name == "macroman":
		return "macintosh"
	case strings.HasPrefix(name, "cp125") || name == "cp874":
		return "windows" + name[len("cp"):]
	}
	return name
}

// A charset decides, row by row, whether a text is UTF-8 or in the declared
// encoding: UTF-8 for as long as every byte agrees.
type charset struct {
	utf8  bool             // all rows so far were valid UTF-8
	bom   bool             // the file says that it is UTF-8
	table *charmap.Charmap // the declared encoding; nil: none
	gap   error            // the first byte that the table lacks
}

// check takes the next row's text, which begins at offset.
func (c *charset) check(text []byte, row int, offset int64) error {
	if c.table != nil && c.gap == nil {
		c.gap = findGap(c.table, text, row, offset)
	}
	if c.utf8 && utf8.Valid(text) {
		return nil
	}
	if c.table == nil {
		return c.invalid(text, row, offset)
	}
	c.utf8 = false
	return c.gap
}

// findGap returns an error for the first byte that stands for no character.
func findGap(table *charmap.Charmap, text []byte, row int, offset int64) error {
	for i, b := range text {
		if b >= utf8.RuneSelf && table.DecodeByte(b) == utf8.RuneError {
			return &Error{Row: row, Byte: offset + int64(i),
				Text: fmt.Sprintf("the byte %02X is no character in %s", b, tableName(table)),
				Fix:  "correct encoding under [input] in the mapping, or save the file as CSV UTF-8"}
		}
	}
	return nil
}

// invalid names the first byte of text that is not UTF-8.
func (c *charset) invalid(text []byte, row int, offset int64) error {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	e := &Error{Row: row, Byte: offset + int64(at), Text: fmt.Sprintf("the byte %02X is not UTF-8", text[at]),
		Fix: `if a program on Windows wrote the file, put encoding = "windows-1252" under [input] in the mapping; else save it as CSV UTF-8`}
	if c.bom {
		e.Text += ", although the file begins with the mark of UTF-8"
		e.Fix = "export the file again"
	}
	return e
}

// decode appends the text of 8-bit bytes to dst as UTF-8. All of them must
// have passed check.
func decode(dst []byte, table *charmap.Charmap, text []byte) []byte {
	for _, b := range text {
		dst = utf8.AppendRune(dst, table.DecodeByte(b))
	}
	return dst
}

// isASCII says whether text is the same in every encoding that is read here.
func isASCII[T string | []byte](text T) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
