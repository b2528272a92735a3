package mapping

import "strings"

// longestAmount keeps cents within what every JSON reader holds exactly.
const longestAmount = 13

// dollars takes an amount such as 1234, 1,234.50 or $1,234.5 and makes whole
// cents of it, digit by digit: no float is near. Which sign begins the
// decimals is never guessed: a point, unless the mapping says a comma.
func dollars(decimal byte) convert {
	group := byte(',')
	if decimal == ',' {
		group = '.'
	}
	return func(cell string) (string, *trouble) {
		amount := bareAmount(cell)
		whole, fraction := amount, ""
		if at := strings.IndexByte(amount, decimal); at >= 0 {
			if whole, fraction = amount[:at], amount[at+1:]; !allDigits(fraction) {
				return "", noMoney(cell, decimal)
			}
		}
		digits, ok := ungrouped(whole, group)
		switch {
		case !ok || len(digits) > longestAmount:
			return "", noMoney(cell, decimal)
		case len(fraction) > 2:
			return "", bad(BadMoney, quote(cell)+" has more than two decimals", "write dollars and cents, such as "+sampleAmount(decimal))
		}
		return withoutZeros(digits + fraction + "00"[len(fraction):]), nil
	}
}

// cents takes a number of whole cents.
func cents(decimal byte) convert {
	group := byte(',')
	if decimal == ',' {
		group = '.'
	}
	return func(cell string) (string, *trouble) {
		whole, fraction := cell, ""
		if at := strings.IndexByte(cell, decimal); at >= 0 {
			whole, fraction = cell[:at], cell[at+1:]
		}
		digits, ok := ungrouped(whole, group)
		switch {
		case !ok || len(digits) > longestAmount+2 || fraction != "" && !allDigits(fraction):
			return "", noMoney(cell, decimal)
		case strings.Trim(fraction, "0") != "":
			return "", bad(BadMoney, quote(cell)+" has parts of a cent", `if these are dollars, say unit = "dollars" in the mapping`)
		}
		return withoutZeros(digits), nil
	}
}

// bareAmount takes the currency away.
func bareAmount(cell string) string {
	if last := cell[len(cell)-1]; '0' <= cell[0] && cell[0] <= '9' && '0' <= last && last <= '9' {
		return cell
	}
	bare := cell
	for _, sign := range []string{"US$", "USD", "$"} {
		if rest, found := strings.CutPrefix(bare, sign); found {
			bare = trim(rest)
			break
		}
	}
	for _, sign := range []string{"USD", "$"} { // behind the amount, as a German Excel writes it
		if rest, found := strings.CutSuffix(bare, sign); found {
			return trim(rest)
		}
	}
	return bare
}

// ungrouped takes the grouping sign out of a whole number, if every group but
// the first has three digits.
func ungrouped(whole string, group byte) (string, bool) {
	if strings.IndexByte(whole, group) < 0 {
		return whole, allDigits(whole)
	}
	groups := strings.Split(whole, string(group))
	for i, digits := range groups {
		if !allDigits(digits) || len(digits) > 3 || i > 0 && len(digits) < 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// noMoney says why, as far as it can be seen.
func noMoney(cell string, decimal byte) *trouble {
	amount := bareAmount(cell)
	fix := "write one amount, such as " + sampleAmount(decimal)
	switch {
	case isNegative(cell):
		return bad(BadMoney, quote(cell)+" is negative", fix)
	case amount != "" && isScientific(amount):
		return bad(Damaged, quote(cell)+" is a number that a spreadsheet has shortened", fix)
	case decimal == '.' && looksEuropean(amount):
		return bad(BadMoney, quote(cell)+" has a comma where a decimal point belongs",
			`write it like 1234.50, or say decimal = "," in the mapping`)
	}
	return bad(BadMoney, quote(cell)+" is not an amount of money", fix)
}

// looksEuropean knows a comma before the last one or two digits.
func looksEuropean(amount string) bool {
	at := strings.LastIndexByte(amount, ',')
	return at > 0 && len(amount)-at <= 3 && allDigits(amount[at+1:])
}

func sampleAmount(decimal byte) string {
	if decimal == ',' {
		return "1.234,50"
	}
	return "1,234.50"
}
