package sheet

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// A codepage is an encoding that a file cannot tell of itself. It is for one
// goroutine.
type codepage struct {
	name    string // as mappings and dialects spell it
	wide    bool   // it has characters of several bytes
	decoder *encoding.Decoder
	encoder *encoding.Encoder
	decoded []byte // scratch
}

// decode appends text to dst as UTF-8. It must have no gap.
func (c *codepage) decode(dst, text []byte) []byte {
	dst, _, _ = transform.Append(c.decoder, dst, text) // decoders replace and do not fail
	return dst
}

// encode appends UTF-8 to dst in this encoding. Characters that it lacks become
// question marks.
func (c *codepage) encode(dst, text []byte) []byte {
	for {
		coded, used, err := transform.Append(c.encoder, dst, text)
		if err == nil {
			return coded
		}
		_, size := utf8.DecodeRune(text[used:])
		dst, text = append(coded, '?'), text[used+size:]
	}
}

// gap returns the place of the first byte that stands for no character, -1 if
// all do.
func (c *codepage) gap(text []byte) int {
	if isASCII(text) || !c.lacks(text) {
		return -1
	}
	at := 0
	for at < len(text) {
		size := c.character(text[at:])
		if size == 0 {
			break
		}
		at += size
	}
	return at
}

// longest is the bytes of the longest character: three in EUC-JP.
const longest = 3

// character returns how many bytes the first character has, 0 if there is none.
func (c *codepage) character(text []byte) int {
	for size := range min(longest, len(text)) {
		if !c.lacks(text[:size+1]) {
			return size + 1
		}
	}
	return 0
}

// lacks says whether some byte of text stands for no character. One that
// Shift_JIS reads as a control character does not survive being written again.
func (c *codepage) lacks(text []byte) bool {
	c.decoded = c.decode(c.decoded[:0], text)
	return bytes.ContainsRune(c.decoded, utf8.RuneError) || c.wide && bytes.ContainsRune(c.decoded, '\u0080')
}

// hides says whether a delimiter can be the second byte of a character: those
// begin at 0x40, above comma, semicolon and tab, but below the pipe.
func (c *codepage) hides(delimiter rune) bool { return c.wide && delimiter >= 0x40 }

// isASCII says whether text is the same in every encoding that is read here.
func isASCII(text []byte) bool {
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
