package sheet

import (
	"fmt"
	"unicode/utf8"
)

// A charset decides, row by row, whether a text is UTF-8 or in the declared
// encoding: UTF-8 for as long as every byte agrees.
type charset struct {
	utf8 bool      // all rows so far were valid UTF-8
	bom  bool      // the file says that it is UTF-8
	page *codepage // the declared encoding; nil: none
	gap  error     // the first byte that stands for no character there
}

// check takes the next row's text, which begins at offset.
func (c *charset) check(text []byte, row int, offset int64) error {
	if c.page != nil && c.gap == nil {
		c.gap = c.findGap(text, row, offset)
	}
	if c.utf8 && utf8.Valid(text) {
		return nil
	}
	if c.page == nil {
		return c.invalid(text, row, offset)
	}
	c.utf8 = false
	return c.gap
}

// findGap returns an error for the first byte that stands for no character.
func (c *charset) findGap(text []byte, row int, offset int64) error {
	at := c.page.gap(text)
	if at < 0 {
		return nil
	}
	return &Error{Row: row, Byte: offset + int64(at),
		Text: fmt.Sprintf("the byte %02X is no character in %s", text[at], c.page.name),
		Fix:  "correct encoding under [input] in the mapping, or save the file as CSV UTF-8"}
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
		Fix: `if a program on Windows wrote the file, put encoding = "windows-1252" (or "shift_jis" for Japanese) under [input] in the mapping; else save it as CSV UTF-8`}
	if c.bom {
		e.Text += ", although the file begins with the mark of UTF-8"
		e.Fix = "export the file again"
	}
	return e
}
