package mapping

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clipped is how many characters of a cell a message shows.
const clipped = 60

// quote shows a text within a message: in quotes, on one line, clipped, with
// what cannot be seen written as an escape. What it adds is ASCII: every
// encoding of a spreadsheet can hold it.
func quote(s string) string {
	if len(s) <= clipped && isPrintableASCII(s) {
		return `"` + s + `"`
	}
	n := 0
	for i := range s {
		if n++; n > clipped {
			s = s[:i] + "..."
			break
		}
	}
	// Not strconv.Quote whole: a cell's own quotes and backslashes stay as
	// they were typed.
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == utf8.RuneError || !unicode.IsPrint(r):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

func isPrintableASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// plural counts a thing: "1 column", "2 columns".
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}

// isBlank knows the blanks of spreadsheets and web pages: Unicode's, with the
// no-break space, and those of no width.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// trim cuts blanks at both ends. It never copies.
func trim(s string) string {
	if s == "" || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.TrimFunc(s, isBlank)
}

func plain(c byte) bool { return ' ' < c && c < 0x7f }

// headerName is the form in which column names are compared: trimmed, inner
// blanks as one space, composed. Case matters.
func headerName(s string) string {
	return norm.NFC.String(strings.Join(strings.FieldsFunc(s, isBlank), " "))
}

// fold is the form in which cells are compared with the words of a mapping:
// without regard to case and blanks.
func fold(s string) string {
	var buf [64]byte
	return string(appendFold(buf[:0], s))
}

// appendFold appends the folded form of s, so that a map can be asked without
// making a string.
func appendFold(buf []byte, s string) []byte {
	start := len(buf)
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return foldUnicode(buf[:start], s)
		case 'A' <= c && c <= 'Z':
			buf = append(buf, c+'a'-'A')
		case c == ' ' || '\t' <= c && c <= '\r':
		default:
			buf = append(buf, c)
		}
	}
	return buf
}

func foldUnicode(buf []byte, s string) []byte {
	for _, r := range norm.NFC.String(s) {
		if !isBlank(r) {
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		}
	}
	return buf
}
