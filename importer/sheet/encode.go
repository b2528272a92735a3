package sheet

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

func (w *Writer) quoteAsNeeded(cell string) string {
	if strings.ContainsAny(cell, "\"\r\n") || strings.IndexByte(cell, byte(w.sheet.Dialect.Delimiter)) >= 0 {
		return quote(cell)
	}
	return cell
}

func quote(cell string) string {
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}

// defuse makes one of our own cells harmless: Excel runs cells that begin so as
// formulas, and no file that we read again may hold a NUL or broken UTF-8.
func defuse(cell string) string {
	cell = strings.ToValidUTF8(strings.ReplaceAll(cell, "\x00", "?"), "?")
	if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
		cell = "'" + cell
	}
	return cell
}

// encode returns the line in the dialect's encoding.
func (w *Writer) encode() []byte {
	switch encoding := w.sheet.Dialect.Encoding; {
	case encoding == utf16LE || encoding == utf16BE:
		w.coded = encodeUTF16(w.coded[:0], w.line, encoding == utf16BE)
		return w.coded
	case w.page == nil || isASCII(w.line):
		return w.line
	}
	w.coded = w.page.encode(w.coded[:0], w.line)
	return w.coded
}

func encodeUTF16(dst, text []byte, big bool) []byte {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		var units [2]uint16
		for _, u := range utf16.AppendRune(units[:0], r) {
			if big {
				u = u<<8 | u>>8
			}
			dst = append(dst, byte(u), byte(u>>8))
		}
	}
	return dst
}
