package mapping

import (
	"regexp"
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

// plausible refuses numbers that no home has: most are rents, or days that a
// spreadsheet shows as their numbers, under the wrong name. What the mapping
// itself says is taken.
func plausible(read convert) convert {
	return func(cell string) (string, *trouble) {
		value, t := read(cell)
		if t != nil {
			return value, t
		}
		if whole, _, _ := strings.Cut(value, "."); len(whole) <= longestPlausible {
			return value, nil
		}
		if _, _, _, what := readSerial(value); what == isDate {
			return "", bad(Damaged, quote(cell)+" is the number of a day, as a spreadsheet counts them", refit)
		}
		return "", bad(BadNumber, quote(cell)+" is far too many",
			"write the number that is meant, or map the column that holds it")
	}
}

const longestPlausible = 2

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
	case isMonthDay(cell) || fit(cell) != fitting{}:
		return bad(Damaged, quote(cell)+" is a date: a spreadsheet makes one of 1-2, 1/2 or 1.5", refit)
	}
	return bad(BadNumber, quote(cell)+" is not a number",
		"write "+wanted+", or say under values in the mapping what each cell stands for")
}

// refit undoes what a spreadsheet took for a date. To type the number again is
// not enough: it would become a date again.
const refit = "format the column as text, then type the number again and save"

// isMonthDay knows the days without a year that spreadsheets show: 2-Jan,
// Jan-02, 01. Mai, 5月1日.
var isMonthDay = regexp.MustCompile(`(?i)^(\d{1,2}[-. /]+(` + someMonth + `)|(` + someMonth + `)[-. /]+\d{1,2}|\d{1,2}月\d{1,2}日)$`).MatchString

const someMonth = `(jan|feb|m[aä]?r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\pL{0,6}\.?`

// isNegative knows -5, 5- and the bookkeepers' (5).
func isNegative(cell string) bool {
	bare := strings.TrimLeft(cell, "$ ")
	return strings.HasPrefix(bare, "-") || strings.HasPrefix(bare, "−") || strings.HasSuffix(bare, "-") ||
		strings.HasPrefix(bare, "(") && strings.HasSuffix(bare, ")")
}
