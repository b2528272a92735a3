package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"strings"
	"unicode"
)

// likelyEncodings are those in which spreadsheets save CSV that is not UTF-8:
// on Windows, on older Macs, in a Windows console or older programs, in Japan.
var likelyEncodings = []string{"windows-1252", "macintosh", "cp437", "cp850", japanese}

const japanese = "shift_jis"

// findEncoding tries the likely encodings on a file that is not UTF-8. It takes
// one only if no other makes another text of it that makes sense; else it says
// what to try.
func (in *surveyed) findEncoding(cause error, file string) error {
	var possible, sensible []string
	texts := map[uint64]bool{}
	for _, name := range likelyEncodings {
		in.encoding = name
		if in.survey() != nil {
			continue
		}
		possible = append(possible, name)
		if sum, ok := in.sensibleText(); ok && !texts[sum] {
			texts[sum] = true
			sensible = append(sensible, name)
		}
	}
	switch {
	case len(sensible) == 1:
		in.encoding = sensible[0]
		return in.survey()
	case len(possible) == 0:
		return cause
	case len(sensible) > 1:
		possible = sensible
	}
	try := shellLine("leadimport", "init", dashless(file), "--encoding", possible[0])
	if others := possible[1:]; len(others) > 0 {
		try += ", or " + strings.Join(others, ", ")
	}
	return fmt.Errorf("%w\nwhich encoding it is cannot be told: try %s, and look whether check shows the accents of names aright", cause, try)
}

// sensibleText sums the text up as the encoding makes it, and says whether it
// makes sense.
func (in *surveyed) sensibleText() (sum uint64, ok bool) {
	hash := fnv.New64a()
	garbled := isGarbled
	if in.encoding == japanese {
		garbled = isGarbledJapanese
	}
	ok = true
	look := func(cells []string) bool {
		for _, cell := range cells {
			io.WriteString(hash, cell+"\x00")
			ok = ok && !garbled(cell)
		}
		return ok
	}
	if look(in.sheet.Header) {
		ok = in.records(look) == nil && ok
	}
	return hash.Sum64(), ok
}

// isGarbled says whether a text was decoded wrongly: a sign, a strange letter
// or a capital within a word, as in M¸ller, Mⁿller and MŸller.
func isGarbled(text string) bool {
	letters := []rune(text)
	at := func(i int) rune {
		if i < 0 || i >= len(letters) {
			return ' '
		}
		return letters[i]
	}
	for i, r := range letters {
		before, after := at(i-1), at(i+1)
		within := unicode.IsLetter(before) && unicode.IsLetter(after)
		switch {
		case r < unicode.MaxASCII || strings.ContainsRune("’‘–—‑", r):
		case unicode.IsUpper(r) && (unicode.IsLower(before) || within && unicode.IsLower(after)),
			unicode.IsLetter(r) && !strings.ContainsRune(strangers, r) && r > unicode.MaxLatin1,
			unicode.IsControl(r), unicode.In(r, drawings), !unicode.IsLetter(r) && within:
			return true
		}
	}
	return false
}

// strangers are the letters of western names beyond Latin 1.
const strangers = "ŒœŠšŽžŸ"

// drawings are the lines and formulas that other encodings have where one has
// letters.
var drawings = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x2200, Hi: 0x22ff, Stride: 1}, {Lo: 0x2500, Hi: 0x25ff, Stride: 1}}}

// isGarbledJapanese says whether a text has what no Japanese file has: a letter
// of another script, or, without wide kana, a character of Japan within a Latin
// word, as in J駻駑ie and ﾜber.
func isGarbledJapanese(text string) bool {
	if strings.ContainsFunc(text, isKana) {
		return false
	}
	before := ' '
	for _, r := range text {
		if isForeign(r) || isJapanese(r) && isLatin(before) || isLatin(r) && isJapanese(before) {
			return true
		}
		before = r
	}
	return false
}

func isLatin(r rune) bool { return r <= unicode.MaxASCII && unicode.IsLetter(r) }

func isForeign(r rune) bool {
	return r > unicode.MaxASCII && unicode.IsLetter(r) && !isJapanese(r) && (r < '！' || r > '～')
}

// isJapanese takes narrow kana too, which stand where western encodings have
// capitals with accents.
func isJapanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hiragana) || r == 'ｰ'
}

func isKana(r rune) bool {
	return unicode.In(r, unicode.Hiragana, unicode.Katakana) && r < '！' || r == 'ー'
}
