package mapping

import "strings"

// generations belong to the last name that they follow.
var generations = map[string]bool{
	"jr": true, "jr.": true, "sr": true, "sr.": true, "ii": true, "iii": true, "iv": true,
}

// splitName splits a full name so that no word of it is lost: the last word
// is the last name, with a "Jr." behind it, and all before it the first. What
// stands before a comma is the last name: "Smith, Mary Ann". One word alone
// is a first name.
func splitName(full string) (first, last string) {
	if before, after, found := strings.Cut(full, ","); found {
		before, after = trim(before), trim(after)
		if !generations[strings.ToLower(after)] {
			return after, before
		}
		full = before + ", " + after
	}
	words := strings.FieldsFunc(full, isBlank)
	cut := len(words) - 1
	for cut > 1 && generations[strings.ToLower(words[cut])] {
		cut--
	}
	if cut < 1 {
		return strings.Join(words, " "), ""
	}
	return strings.Join(words[:cut], " "), strings.Join(words[cut:], " ")
}
