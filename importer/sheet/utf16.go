package sheet

import (
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// A utf16Reader recodes UTF-16 as UTF-8. The decoder of golang.org/x/text
// would put U+FFFD where a surrogate lacks its other half; this one stops and
// names the byte.
type utf16Reader struct {
	in     io.Reader
	big    bool
	offset int64 // of raw[0] in the file
	raw    []byte
	out    []byte // recoded, not yet read
	err    error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 && u.err == nil {
		u.fill()
	}
	if len(u.out) == 0 {
		return 0, u.err
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

// fill reads a piece and recodes what is whole of it.
func (u *utf16Reader) fill() {
	if u.raw == nil {
		u.raw = make([]byte, 0, 32<<10)
	}
	n, err := u.in.Read(u.raw[len(u.raw):cap(u.raw)])
	u.raw = u.raw[:len(u.raw)+n]
	used := u.recode()
	u.raw = u.raw[:copy(u.raw, u.raw[used:])]
	u.offset += int64(used)
	if u.err != nil || err == nil {
		return
	}
	u.err = err
	if err == io.EOF && len(u.raw) > 0 {
		u.err = u.broken(0, "the file ends in the middle of a character: it seems cut off")
	}
}

// recode appends the text of raw to out and returns how many bytes it used.
// The half of a pair is left for the next piece.
func (u *utf16Reader) recode() (used int) {
	u.out = u.out[:0]
	for used+2 <= len(u.raw) {
		r, size := rune(u.unit(used)), 2
		if utf16.IsSurrogate(r) {
			if used+4 > len(u.raw) && r < 0xDC00 {
				return used
			}
			if r, size = utf8.RuneError, 4; used+4 <= len(u.raw) {
				r = utf16.DecodeRune(rune(u.unit(used)), rune(u.unit(used+2)))
			}
			if r == utf8.RuneError {
				u.err = u.broken(used, "half of a UTF-16 character stands alone")
				return used
			}
		}
		u.out = utf8.AppendRune(u.out, r)
		used += size
	}
	return used
}

func (u *utf16Reader) unit(at int) uint16 {
	if u.big {
		return uint16(u.raw[at])<<8 | uint16(u.raw[at+1])
	}
	return uint16(u.raw[at+1])<<8 | uint16(u.raw[at])
}

// broken makes the error about a byte of raw.
func (u *utf16Reader) broken(at int, text string) error {
	return &Error{Byte: u.offset + int64(at), Text: text, Fix: "export the file again, or " + saveAs}
}
