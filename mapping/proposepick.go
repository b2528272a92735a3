package mapping

import (
	"cmp"
	"slices"
	"strings"
)

// pickPart picks the column of a first or a last name: one of its own, else
// one of full names, of which the field takes its part.
func (p *proposer) pickPart(claims []claim, i int) pick {
	if own := choose(claims, i, false); own.columns != nil {
		return own
	}
	whole := choose(claims, i, true)
	if len(whole.columns) == 0 {
		return whole
	}
	whole.part = p.fields[i].Hints.Part
	words := merge(whole.columns).share(looksLikeWhole)
	if words >= 0.5 {
		return whole
	}
	// One word a cell beside a column of first names is the last name, as in
	// Vorname, Name. Without such a column it is anybody's guess.
	if whole.part == "last" && words < 0.2 && p.hasOwn(claims, "first") {
		whole.part = ""
		return whole
	}
	return pick{}
}

func (p *proposer) hasOwn(claims []claim, part string) bool {
	return slices.ContainsFunc(claims, func(one claim) bool { return !one.whole && p.fields[one.field].Hints.Part == part })
}

// pickPhones deals the columns of phones to the fields: a mobile first, then
// one without a type, then the others as they stand. What is left for the last
// field is open if it is more than one.
func (p *proposer) pickPhones(claims []claim) {
	var fields []int
	for i := range p.fields {
		if p.fields[i].Kind == Phone && p.fields[i].Refused == "" {
			fields = append(fields, i)
		}
	}
	phones := slices.DeleteFunc(slices.Clone(claims), func(one claim) bool { return !slices.Contains(fields, one.field) })
	rank := func(one claim) int {
		typed := typeInName(one.column)
		switch {
		case one.empty:
			return 4
		case typed == "MOBILE":
			return 0
		case one.field != fields[0]:
			return 3
		case typed == "":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(phones, func(a, b claim) int { return cmp.Compare(rank(a), rank(b)) })
	for n, i := range fields {
		if n >= len(phones) {
			return
		}
		mine := phones[n : n+1]
		if n == len(fields)-1 {
			mine = slices.DeleteFunc(slices.Clone(phones[n:]), func(one claim) bool { return one.empty != phones[n].empty })
		}
		for _, one := range mine {
			p.picks[i].columns = append(p.picks[i].columns, one.column)
			p.picks[i].byLooks = one.tier == byLooks
		}
	}
}

// typeInName is the type of phone that a column's name tells, or "".
func typeInName(c *column) string {
	for _, word := range c.words {
		switch {
		case len(word) < 3, word == "text": // Phone in text is a phone that was found there
		case germanPhones[word] != "":
			return germanPhones[word]
		case phoneTypeWords[word] != "" && phoneTypeWords[word] != "OTHER":
			return phoneTypeWords[word]
		}
	}
	return ""
}

var germanPhones = map[string]string{
	"handy": "MOBILE", "handynummer": "MOBILE", "mobil": "MOBILE", "mobilnummer": "MOBILE", "mobiltelefon": "MOBILE", "festnetz": "HOME",
}

// dropUseless takes away what cannot stand: a field that depends on another
// which nothing feeds, and ids that are not the system's own where the field
// can be done without.
func (p *proposer) dropUseless() {
	for i := range p.fields {
		field, pick := &p.fields[i], &p.picks[i]
		switch with := p.index(field.With); {
		case len(pick.columns) == 0:
		case with >= 0 && (len(p.picks[with].columns) != 1 || typeInName(p.picks[with].columns[0]) != ""):
			pick.columns = nil // or it would be the type of another phone
		case field.Kind == ID && !field.Required && merge(pick.columns).share(looksLikeID) < 1:
			for _, c := range pick.columns {
				c.remark = "could feed " + field.Name + " if values say which id each stands for"
			}
			pick.columns = nil
		}
	}
}

// explain says of the columns that feed nothing why they do not, where their
// names or values would make one wonder.
func (p *proposer) explain(claims []claim) {
	for _, c := range p.unmapped() {
		claimed := slices.IndexFunc(claims, func(one claim) bool { return one.column == c })
		switch {
		case c.name == "":
			c.remark = "has no name: give it one in the file"
		case c.twice:
			c.remark = "stands in the header more than once: rename all but one"
		case c.filled == 0:
			c.remark = "is empty"
		case c.remark != "":
		case claimed >= 0 && claims[claimed].whole:
			c.remark = "holds names, but other columns hold their parts"
		case claimed >= 0:
			c.remark = p.fields[claims[claimed].field].Name + " has a better column"
		default:
			c.remark = c.holds()
		}
	}
}

// holds says what a column seems to hold, or nothing.
func (c *column) holds() string {
	for _, look := range []struct {
		of   string
		look func(string) bool
	}{
		{"dates", func(s string) bool { return fit(s) != fitting{} }},
		{"e-mail addresses", looksLikeEmail},
		{"phones", isSurelyPhone},
		{"amounts of money", func(s string) bool { return strings.Contains(s, "$") && len(amountsIn(s)) > 0 }},
	} {
		if c.share(look.look) > 0.5 {
			return "holds " + look.of
		}
	}
	switch {
	case c.constant():
		return "is the same in every row"
	case c.distinct() && c.share(hasDigit) == 1:
		return "is different in every row"
	}
	return ""
}
