package mapping

import (
	"strings"
	"unicode/utf8"
)

// read reads the step's part of a cell and says how many bytes it took, or -1.
func (s *dateStep) read(rest string) (n, used int) {
	switch s.part {
	case literal:
		return 0, readLiteral(rest, s.text)
	case monthWord:
		return readMonth(rest, s.longForm)
	case halfDay:
		if len(rest) >= 2 && (strings.EqualFold(rest[:2], "AM") || strings.EqualFold(rest[:2], "PM")) {
			return 0, 2
		}
		return 0, -1
	}
	for used < len(rest) && used < s.most && '0' <= rest[used] && rest[used] <= '9' {
		n = n*10 + int(rest[used]-'0')
		used++
	}
	tooHigh := s.part == hour24 && n > 23 || s.part == hour12 && (n < 1 || n > 12) ||
		(s.part == minute || s.part == second) && n > 59
	if used < s.least || tooHigh {
		return 0, -1
	}
	return n, used
}

func readLiteral(rest, text string) int {
	if text != " " {
		if strings.HasPrefix(rest, text) {
			return len(text)
		}
		return -1
	}
	used := 0
	for used < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[used:])
		if !isBlank(r) {
			break
		}
		used += size
	}
	if used == 0 {
		return -1
	}
	return used
}

// readMonth reads an English month in any case: whole, or its first three
// letters, or Sept.
func readMonth(rest string, longForm bool) (n, used int) {
	letters := 0
	for letters < len(rest) && 'a' <= rest[letters]|0x20 && rest[letters]|0x20 <= 'z' {
		letters++
	}
	word := rest[:letters]
	for i, name := range monthNames {
		if longForm && strings.EqualFold(word, name) || !longForm && strings.EqualFold(word, name[:3]) {
			return i + 1, letters
		}
	}
	if !longForm && strings.EqualFold(word, "Sept") {
		return 9, letters
	}
	return 0, -1
}
