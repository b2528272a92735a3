package mapping

import (
	"strings"
	"unicode"
)

// looksLike says whether a cell looks like a value of a field. It is laxer
// than the field's conversion: a column is recognised although some of its
// cells are bad.
func looksLike(field *Field) func(cell string) bool {
	switch field.Kind {
	case Name:
		return looksLikeName
	case Phone:
		return looksLikePhone
	case PhoneType:
		return func(cell string) bool { _, t := phoneType(cell); return t == nil }
	case Email:
		return looksLikeEmail
	case State:
		return looksLikeState
	case ZIP:
		return func(cell string) bool { return len(cell) < 11 && hasDigit(cell) && !strings.ContainsAny(cell, "/@$") }
	case Date:
		return func(cell string) bool { return fit(cell) != fitting{} }
	case Cents:
		return func(cell string) bool { return len(amountsIn(cell)) > 0 || taken(dollars(','))(cell) }
	case Count, Decimal:
		return func(cell string) bool { return looksLikeNumber(field, cell) }
	case ID:
		return func(cell string) bool { return len(cell) <= longestChoice && !looksLikeEmail(cell) }
	}
	return func(cell string) bool { return !looksLikeEmail(cell) }
}

// recognisable says whether the values of a field can be told from others.
func recognisable(k Kind) bool {
	return k == Phone || k == Email || k == Date || k == Cents || k == Count || k == Decimal || k == ZIP
}

func looksLikeName(cell string) bool {
	return len(cell) <= clipped && !strings.ContainsAny(cell, "@/$") && !hasDigit(cell) &&
		strings.IndexFunc(cell, unicode.IsLetter) >= 0 && len(strings.Fields(cell)) <= 6 && !answers[strings.ToLower(cell)]
}

// answers stand in a column named First that asks something of each row.
var answers = wordSet("yes no true false")

// looksLikeWhole knows a full name: a name in more than one word.
func looksLikeWhole(cell string) bool { return looksLikeName(cell) && strings.ContainsAny(cell, " ,") }

func looksLikeEmail(cell string) bool {
	_, t := email(cell)
	return t == nil
}

// looksLikePhone knows the digits of a phone however they are written, and a
// phone that a spreadsheet has spoilt.
func looksLikePhone(cell string) bool {
	if isScientific(cell) {
		return true
	}
	number, _ := cutExtension(unmarked(cell, phoneMarks...))
	digits := len(digitsOf(number))
	return 7 <= digits && digits <= 15 && strings.Trim(number, "0123456789+()-./ \u00a0\u2010\u2011\u2012\u2013") == "" &&
		fit(cell) == fitting{}
}

// isSurelyPhone is for a column whose name does not say so: a number that is
// written as no other is.
func isSurelyPhone(cell string) bool {
	_, t := phone(cell)
	return (t == nil || t.told) && strings.ContainsAny(cell, "+()-. ") && fit(cell) == fitting{}
}

// statusWords stand in columns named State that hold another kind of state.
var statusWords = wordSet("new open closed active inactive won lost contacted qualified unqualified working pending converted prospect applied leased cancelled canceled yes no")

func looksLikeState(cell string) bool {
	if _, t := usState(cell); t == nil {
		return true
	}
	return len(cell) <= 40 && !hasDigit(cell) && !statusWords[strings.ToLower(cell)] && !strings.ContainsAny(cell, "@/$")
}

func looksLikeNumber(field *Field, cell string) bool {
	if _, t := plainDecimal(',')(cell); t == nil {
		return true
	}
	_, answered := numberIn(field, cell)
	return answered || len(cell) <= 24 && hasDigit(cell) && !strings.ContainsAny(cell, "@$") && fit(cell) == fitting{}
}

// looksLikeID knows an identifier of the system itself, which needs no values:
// long, of small letters and digits, as no property is called.
func looksLikeID(cell string) bool {
	return len(cell) >= 20 && hasDigit(cell) && strings.Trim(cell, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// LooksLikeValue says whether a text is a value rather than the name of a
// column: an e-mail address, a phone, a date or a number.
func LooksLikeValue(text string) bool {
	text = trim(text)
	if text == "" {
		return false
	}
	return looksLikeEmail(text) || looksLikePhone(text) || fit(text) != fitting{} || taken(dollars('.'))(text)
}
