package mapping

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text takes any text and keeps its words, its case and its inner blanks.
// Line breaks become LF and letters are composed (NFC), so that a file saved
// on another system gives the same value. Control characters are refused: a
// property system shows them as rubbish or stops at them.
func text(cell string) (string, *trouble) {
	returns, ascii := false, true
	for i := range len(cell) {
		switch c := cell[i]; {
		case c == '\r':
			returns = true
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ' && c != '\n' && c != '\t', c == 0x7f:
			return "", unprintable(rune(c))
		}
	}
	if returns {
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n")
	}
	if ascii {
		return cell, nil
	}
	return composed(cell)
}

// composed is the part of text for more than ASCII.
func composed(cell string) (string, *trouble) {
	if !utf8.ValidString(cell) {
		return "", bad(Unprintable, "the cell holds bytes that are no text",
			"save the file as UTF-8, or name its encoding under [input] in the mapping")
	}
	for _, r := range cell {
		if 0x80 <= r && r < 0xa0 {
			return "", unprintable(r)
		}
	}
	if strings.ContainsRune(cell, utf8.RuneError) {
		return norm.NFC.String(cell), &trouble{code: DoubtfulText, told: true,
			problem: quote(cell) + " holds the mark of a character that was lost before the file was written",
			fix:     "compare it with the system that the file comes from"}
	}
	return norm.NFC.String(cell), nil
}

func unprintable(r rune) *trouble {
	return bad(Unprintable, fmt.Sprintf("the cell holds a control character (%U)", r),
		"delete the cell's text and type it again")
}

// name takes a person's name as text does, but not with a lost character: it
// is how the person will be greeted.
func name(cell string) (string, *trouble) {
	value, t := text(cell)
	if t != nil && t.told {
		return "", bad(Damaged, t.problem, "type the name again")
	}
	return value, t
}
