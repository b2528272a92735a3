package mapping

import (
	"strconv"
	"strings"
	"unicode"
)

// phone takes a North American number (ten digits, or eleven that begin with
// 1; area code and exchange begin with 2 to 9) and makes ten digits of it, or
// any other number that begins with + and makes "+" and 8 to 15 digits.
// Blanks, brackets, hyphens, dots and slashes between the digits are left
// out. An extension is cut, and told.
func phone(cell string) (string, *trouble) {
	cell = unmarked(cell, phoneMarks...)
	if isTenDigits(cell) {
		return cell, nil
	}
	if t := numberDamage(cell); t != nil {
		return "", t
	}
	number, extension := cutExtension(cell)
	digits, plus, t := phoneDigits(cell, number)
	if t != nil {
		return "", t
	}
	value, t := phoneNumber(cell, digits, plus)
	if t == nil && extension != "" {
		t = &trouble{code: ExtensionCut, told: true,
			problem: "the extension of " + quote(cell) + " was left out",
			fix:     "a phone has no place for it: map it into a text if it matters"}
	}
	return value, t
}

var phoneMarks = []string{"p:", "tel:"}

// unmarked takes away what says of what kind a value is: exports of Facebook's
// lead forms write p:+16175550100 and z:02139, so that no spreadsheet takes
// them for numbers.
func unmarked(cell string, marks ...string) string {
	for _, mark := range marks {
		if len(cell) > len(mark) && strings.EqualFold(cell[:len(mark)], mark) {
			return strings.TrimLeftFunc(cell[len(mark):], isBlank)
		}
	}
	return cell
}

func isTenDigits(s string) bool {
	return len(s) == 10 && allDigits(s) && s[0] >= '2' && s[3] >= '2'
}

// phoneDigits gathers the digits of a number and refuses what does not belong
// between them.
func phoneDigits(cell, number string) (digits string, plus bool, t *trouble) {
	var kept [24]byte
	n := 0
	for i, r := range number {
		switch {
		case '0' <= r && r <= '9':
			if n == len(kept) {
				return "", false, bad(BadPhone, quote(cell)+" has more digits than a phone number", "keep one number in the cell")
			}
			kept[n] = byte(r)
			n++
		case r == '+' && n == 0 && !plus && strings.Trim(number[:i], "( ") == "":
			plus = true
		case unicode.IsLetter(r):
			return "", false, bad(BadPhone, quote(cell)+" has letters in it", "write digits only, such as 617-555-0100")
		case strings.ContainsRune("()-./\u2010\u2011\u2012\u2013\u2014\u2212", r) || isBlank(r):
		default:
			return "", false, bad(BadPhone, quote(cell)+" has "+quote(string(r))+" in it", "write one number, such as 617-555-0100")
		}
	}
	if plus && strings.Contains(number, "(0)") {
		return "", false, bad(BadPhone, quote(cell)+" has a (0) that is not dialled from abroad", "take the (0) out")
	}
	return string(kept[:n]), plus, nil
}

// phoneNumber decides which number the digits are.
func phoneNumber(cell, digits string, plus bool) (string, *trouble) {
	national, american := digits, !plus
	if len(digits) == 11 && digits[0] == '1' || plus && strings.HasPrefix(digits, "1") {
		national, american = digits[1:], true
	}
	switch {
	case !american && 8 <= len(digits) && len(digits) <= 15 && digits[0] != '0':
		return "+" + digits, nil
	case !american:
		return "", bad(BadPhone, quote(cell)+" is no international number",
			"write + , the country code and the number: 8 to 15 digits")
	case isTenDigits(national):
		return national, nil
	case len(national) == 10:
		return "", bad(BadPhone, quote(cell)+" is no North American number: area code and exchange begin with 2 to 9",
			"correct the number, or write + and the country code before one from elsewhere")
	case len(national) == 7:
		return "", bad(BadPhone, quote(cell)+" has 7 digits: the area code is missing", "write all ten digits")
	case len(national) >= 20:
		return "", bad(BadPhone, quote(cell)+" has "+strconv.Itoa(len(national))+" digits: more than one number?",
			"keep one number in the cell")
	}
	return "", bad(BadPhone, quote(cell)+" has "+plural(len(national), "digit")+", a North American number has 10",
		"write all ten digits, or + and the country code before a number from elsewhere")
}

// cutExtension splits "x12", "ext. 12", "extension 12" or "#12" from the end.
func cutExtension(cell string) (number, extension string) {
	digits := strings.TrimRight(cell, "0123456789")
	extension = cell[len(digits):]
	if extension == "" || len(extension) > 7 || digits == "" {
		return cell, ""
	}
	before := strings.TrimRightFunc(digits, func(r rune) bool { return isBlank(r) || r == '.' || r == ':' })
	for _, mark := range []string{"extension", "ext", "x", "#"} {
		if rest := len(before) - len(mark); rest > 0 && strings.EqualFold(before[rest:], mark) {
			return strings.TrimRightFunc(before[:rest], func(r rune) bool { return isBlank(r) || r == ',' || r == ';' }), extension
		}
	}
	return cell, ""
}
