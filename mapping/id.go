package mapping

import "strings"

// id takes an identifier of another system. It is opaque: all that can be
// seen of it is that blanks do not belong inside, and that a spreadsheet took
// it for a number.
func id(cell string) (string, *trouble) {
	if t := numberDamage(cell); t != nil {
		return "", t
	}
	value, t := name(cell)
	if t != nil {
		return "", t
	}
	if strings.ContainsFunc(value, isBlank) {
		return "", bad(BadID, quote(cell)+" has a blank inside", "an id has none: copy it again from its source")
	}
	return value, nil
}
