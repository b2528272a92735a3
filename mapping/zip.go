package mapping

import "strings"

// zip takes any postal code: the field has no country. But three or four
// digits alone are most often a ZIP code that a spreadsheet has read as a
// number, so these are refused unless the mapping's pad says how long a code
// is: then they are filled up with zeros.
func zip(pad int) convert {
	return func(cell string) (string, *trouble) {
		if t := numberDamage(cell); t != nil {
			return "", t
		}
		cell = padded(unmarked(cell, "z:"), pad)
		if pad == 0 && (len(cell) == 3 || len(cell) == 4) && allDigits(cell) {
			return "", bad(Damaged, quote(cell)+" looks like a ZIP code that has lost a zero",
				"add pad = 5 to the field in the mapping, or pad = 4 if four digits are right")
		}
		return name(cell)
	}
}

// usZIP takes five digits, or five and four with a hyphen between.
func usZIP(pad int) convert {
	return func(cell string) (string, *trouble) {
		if t := numberDamage(cell); t != nil {
			return "", t
		}
		code := padded(unmarked(cell, "z:"), pad)
		first, more, plus := strings.Cut(code, "-")
		switch {
		case allDigits(first) && len(first) == 5 && (!plus || allDigits(more) && len(more) == 4):
			return code, nil
		case allDigits(code) && len(code) == 9:
			return code[:5] + "-" + code[5:], nil
		case allDigits(first) && (len(first) == 3 || len(first) == 4):
			return "", bad(Damaged, quote(cell)+" looks like a ZIP code that has lost a zero", "add pad = 5 to the field in the mapping")
		}
		return "", bad(BadZIP, quote(cell)+" is no ZIP code of the United States", "write it like 02139 or 02139-4307")
	}
}

// padded puts zeros before a number that is shorter than pad; of a code with
// a hyphen, before its first part.
func padded(cell string, pad int) string {
	first, _, _ := strings.Cut(cell, "-")
	if len(first) >= pad || !allDigits(first) {
		return cell
	}
	return strings.Repeat("0", pad-len(first)) + cell
}
