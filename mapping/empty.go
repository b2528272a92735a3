package mapping

import "strings"

// A nothing knows the cells that mean nothing to one rule: those that the
// mapping lists as empty, compared without regard to case and blanks, and
// compared again as the field reads them. So "000-000-0000" stands for
// "(000) 000-0000" too, and "1/1/1900" for "01/01/1900".
type nothing struct {
	cells  map[string]bool // folded
	values map[string]bool // canonical
	digits map[string]bool // of phones: a listed number need not be a possible one
}

func newNothing(u *rule, words []string) nothing {
	n := nothing{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, word := range words {
		word = trim(word)
		n.cells[fold(word)] = true
		if u.field.Kind == Phone {
			if digits := dialled(word); digits != "" {
				n.digits[digits] = true
			}
		} else if value, t := u.convert(word); t == nil && u.choices == nil {
			n.values[value] = true
		}
	}
	return n
}

// cell says whether a trimmed cell means nothing.
func (n *nothing) cell(cell string) bool {
	if cell == "" {
		return true
	}
	if len(n.cells) == 0 {
		return false
	}
	var buf [64]byte
	if n.cells[string(appendFold(buf[:0], cell))] {
		return true
	}
	return len(n.digits) > 0 && n.digits[dialled(cell)]
}

// dialled gathers the digits of what looks like a phone, without the 1 of
// North America.
func dialled(cell string) string {
	if strings.Trim(cell, "0123456789 ()-./+\u00a0") != "" {
		return ""
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, cell)
	if len(digits) == 11 {
		return strings.TrimPrefix(digits, "1")
	}
	return digits
}
