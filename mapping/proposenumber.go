package mapping

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A quantity is a number in a cell and the word behind it.
type quantity struct {
	number string // digits, with a point before decimals
	unit   string // in lower case; empty if none follows
}

// spelled are the numbers that people write as words.
var spelled = []string{"zero", "one", "two", "three", "four", "five", "six"}

// quantities reads "2 BR / 1.5 BA" as two. A grouping comma belongs to its
// number.
func quantities(cell string) []quantity {
	var found []quantity
	rest := strings.ToLower(cell)
	for _, word := range strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if i := slices.Index(spelled, word); i >= 0 {
			rest = strings.Replace(rest, word, strconv.Itoa(i), 1)
		}
	}
	for {
		at := strings.IndexFunc(rest, unicode.IsDigit)
		if at < 0 {
			return found
		}
		end := numberEnd(rest, at)
		if end == at {
			return nil // a digit of another script
		}
		number := strings.ReplaceAll(rest[at:end], ",", "")
		rest = rest[end:]
		bare := strings.TrimLeft(rest, " -_")
		unit := strings.IndexFunc(bare, func(r rune) bool { return !unicode.IsLetter(r) })
		if unit < 0 {
			unit = len(bare)
		}
		found = append(found, quantity{number, bare[:unit]})
	}
}

// numberEnd is where the number at a place ends. A comma belongs to it before
// three digits, as in 1,500; "1,2" is two numbers.
func numberEnd(s string, at int) int {
	end := at
	digits := func(from int) (n int) {
		for from+n < len(s) && isDigit(s[from+n]) {
			n++
		}
		return n
	}
	for end += digits(end); end < len(s); end += 1 + digits(end+1) {
		if more := digits(end + 1); s[end] == '.' && more == 0 || s[end] == ',' && more != 3 || s[end] != '.' && s[end] != ',' {
			break
		}
	}
	return end
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// vague are the traces of a cell that names no one number.
var vague = []string{"+", "<", ">", "more", "less", "least", "up to", "under", "over", "max", "min", " or ", "mehr", "ab "}

func isVague(cell string) bool {
	lower := strings.ToLower(cell)
	return slices.ContainsFunc(vague, func(sign string) bool { return strings.Contains(lower, sign) })
}

// numberIn is the one number that a cell can stand for: 0 for a studio, 2 for
// "2 BR", and none for "3+" or "2-3".
func numberIn(field *Field, cell string) (string, bool) {
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune("/,&|", r) }) {
		if value, ok := field.Hints.Words[fold(part)]; ok {
			return value, true // Studio / 1 BA
		}
	}
	all := quantities(cell)
	if isVague(cell) || len(all) == 0 {
		return "", false
	}
	own := slices.DeleteFunc(slices.Clone(all), func(q quantity) bool { return !slices.Contains(field.Hints.Units, q.unit) })
	switch {
	case len(own) == 1:
		return canonical(field, own[0].number)
	case len(all) == 1 && all[0].unit == "" && strings.Trim(cell, "0123456789., ") == "":
		return canonical(field, all[0].number)
	}
	return "", false
}

// canonical writes a number as the field does, if it takes it.
func canonical(field *Field, number string) (string, bool) {
	read := plainDecimal('.')
	if field.Kind == Count {
		read = count('.')
	}
	value, t := read(number)
	return value, t == nil
}

// amountsIn are the amounts of money in a cell, in cents: two of
// "$1,200 - $1,500".
func amountsIn(cell string) []string {
	var found []string
	read := dollars('.')
	for _, q := range quantities(strings.ReplaceAll(cell, "$ ", "$")) {
		number := q.number
		if q.unit == "k" {
			number = thousands(number)
		}
		value, t := read(number)
		if t != nil || q.unit != "" && !slices.Contains(amountUnits, q.unit) {
			return nil
		}
		found = append(found, value)
	}
	return found
}

// amountUnits are the words that may follow an amount.
var amountUnits = []string{"k", "usd", "mo", "month", "monthly", "per", "a", "to", "and", "or", "dollars", "max", "m", "p", "bis"}

// thousands multiplies by a thousand: 1.5 of "1.5k".
func thousands(number string) string {
	whole, fraction, _ := strings.Cut(number, ".")
	if len(fraction) > 3 {
		return number + "k" // no amount
	}
	return whole + fraction + "000"[len(fraction):]
}

// amountIn is the one amount, in cents, that a cell can stand for: of a range
// the end that the field takes. "$2,000 or more" has no upper end.
func amountIn(field *Field, cell string) (string, bool) {
	all := amountsIn(cell)
	lower := strings.ToLower(cell)
	upper := containsAny(lower, "under", "up to", "less", "below", "max", "<", "bis ")
	open := containsAny(lower, "+", "over", "above", "more", "least", ">", "from", "min", "ab ")
	switch {
	case len(all) == 1 && (open && field.Hints.High || upper && !field.Hints.High || open && upper):
		return "", false
	case len(all) == 1:
		return all[0], true
	case len(all) != 2 || open || upper:
		return "", false
	}
	low, high := centsOf(all[0]), centsOf(all[1])
	if low > high {
		return "", false
	}
	if field.Hints.High {
		return all[1], true
	}
	return all[0], true
}

func containsAny(s string, signs ...string) bool {
	return slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(s, sign) })
}

func centsOf(value string) int {
	n, _ := strconv.Atoi(value)
	return n
}
