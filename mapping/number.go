package mapping

import (
	"strings"
)

// Numbers beyond these lengths are slips, whatever they count.
const (
	longestWhole    = 9
	longestFraction = 6
)

// count takes a whole number, 0 or more. Decimals are taken if they are
// zeros: spreadsheets write 2.0.
func count(decimal byte) convert {
	return func(cell string) (string, *trouble) {
		whole, fraction, ok := splitNumber(cell, decimal)
		switch {
		case !ok:
			return "", noNumber(cell, "a whole number such as 2")
		case strings.Trim(fraction, "0") != "":
			return "", bad(BadNumber, quote(cell)+" is not a whole number", "write a whole number such as 2")
		}
		return withoutZeros(whole), nil
	}
}

// plainDecimal takes a number, 0 or more, such as 2 or 1.5, and writes it
// without zeros that say nothing.
func plainDecimal(decimal byte) convert {
	return func(cell string) (string, *trouble) {
		whole, fraction, ok := splitNumber(cell, decimal)
		if !ok {
			return "", noNumber(cell, "a number such as 1.5")
		}
		whole, fraction = withoutZeros(whole), strings.TrimRight(fraction, "0")
		switch {
		case fraction == "":
			return whole, nil
		case decimal == '.' && len(whole)+1+len(fraction) == len(cell):
			return cell, nil
		}
		return whole + "." + fraction, nil
	}
}

// splitNumber splits digits at the decimal sign.
func splitNumber(cell string, decimal byte) (whole, fraction string, ok bool) {
	whole = cell
	if at := strings.IndexByte(cell, decimal); at >= 0 {
		if whole, fraction = cell[:at], cell[at+1:]; !allDigits(fraction) {
			return "", "", false
		}
	}
	return whole, fraction, allDigits(whole) && len(whole) <= longestWhole && len(fraction) <= longestFraction
}

func withoutZeros(digits string) string {
	if short := strings.TrimLeft(digits, "0"); short != "" {
		return short
	}
	return digits[len(digits)-1:]
}

// noNumber says why, as far as it can be seen.
func noNumber(cell, wanted string) *trouble {
	switch {
	case isScientific(cell):
		return bad(Damaged, quote(cell)+" is a number that a spreadsheet has shortened", "write it out: "+wanted)
	case isNegative(cell):
		return bad(BadNumber, quote(cell)+" is negative", "write "+wanted)
	}
	return bad(BadNumber, quote(cell)+" is not a number",
		"write "+wanted+", or say under values in the mapping what each cell stands for")
}

// isNegative knows -5, 5- and the bookkeepers' (5).
func isNegative(cell string) bool {
	bare := strings.TrimLeft(cell, "$ ")
	return strings.HasPrefix(bare, "-") || strings.HasPrefix(bare, "−") || strings.HasSuffix(bare, "-") ||
		strings.HasPrefix(bare, "(") && strings.HasSuffix(bare, ")")
}
