package mapping

import (
	"fmt"
	"slices"
	"strings"
)

const (
	mostChoices   = 200 // more values than these are no choices
	longestChoice = 120 // nor is a text that is longer
	mostNumbers   = 30  // different ways to write a number, that are listed
	oneLine       = 110 // the longest line that values may share with their field
)

// placeholder is what stands in the file until somebody fills it in.
func placeholder(what string) string {
	return tomlString("<" + strings.Join(strings.Fields(what), " ") + ">")
}

// draftConstant drafts a required id that no column gives. Where each value
// of another field has its own, that field's column chooses.
func (p *proposer) draftConstant(d *draft) {
	by := p.index(d.field.Hints.By)
	if by < 0 || len(p.picks[by].columns) != 1 || p.picks[by].columns[0].share(looksLikeID) == 1 {
		d.set("value", placeholder(d.field.Name))
		return
	}
	d.why = append(d.why, fmt.Sprintf("no column tells it: each %s has one for all its rows", d.field.Hints.By))
	c := p.picks[by].columns[0]
	d.set("column", tomlString(c.name))
	d.tables = append(d.tables, subtable{[]string{"values"}, p.idChoices(d, c.byRows(), func(v *cellValue) string { return "at " + v.text })})
}

// draftIDs drafts ids that stand for what people write.
func (p *proposer) draftIDs(d *draft, c *column) {
	if c.filled > 0 && c.share(looksLikeID) == 1 {
		return
	}
	by := p.index(d.field.Hints.By)
	if by >= 0 && len(p.picks[by].columns) > 0 {
		p.draftOwned(d, c, merge(p.picks[by].columns))
		return
	}
	d.tables = append(d.tables, subtable{[]string{"values"}, p.idChoices(d, c.byRows(), func(v *cellValue) string { return "of " + v.text })})
	if empty := p.rows - c.filled; empty > 0 && by >= 0 {
		d.settings = append(d.settings, setting{"default", placeholder(d.field.Name + " where none is given"), plural(empty, "row")})
	}
}

func (p *proposer) idChoices(d *draft, values []*cellValue, what func(*cellValue) string) []setting {
	var choices []setting
	for _, v := range values {
		choices = append(choices, setting{tomlString(v.text), placeholder(d.field.Name + " " + what(v)), plural(v.rows, "row")})
	}
	return choices
}

// draftOwned drafts ids that belong to the value of another field: the same
// name has another id at each.
func (p *proposer) draftOwned(d *draft, c, owner *column) {
	var groups []subtable
	var defaults []setting
	for _, at := range owner.byRows() {
		key := placeholder(d.field.Hints.By + " of " + at.text)
		if looksLikeID(at.text) {
			key = tomlString(at.text)
		}
		group := subtable{path: []string{"values", key}}
		for _, v := range c.byRows() {
			if rows := p.pairs[pair{fold(at.text), fold(v.text)}]; rows > 0 {
				id := placeholder(fmt.Sprintf("%s of %s at %s", d.field.Name, v.text, at.text))
				group.settings = append(group.settings, setting{tomlString(v.text), id, plural(rows, "row")})
			}
		}
		if len(group.settings) > 0 {
			groups = append(groups, group)
		}
		if rows := p.pairs[pair{fold(at.text), ""}]; rows > 0 {
			id := placeholder(fmt.Sprintf("%s at %s where none is given", d.field.Name, at.text))
			defaults = append(defaults, setting{key, id, plural(rows, "row")})
		}
	}
	if groups == nil { // no row has a value of both: there are no names to tell apart
		d.set("default", placeholder(d.field.Name+" where none is given"))
		return
	}
	d.why = append(d.why, fmt.Sprintf("the same name has another id at each %s", d.field.Hints.By))
	d.set("by", tomlString(d.field.Hints.By))
	d.tables = append(d.tables, groups...)
	if defaults != nil {
		d.tables = append(d.tables, subtable{[]string{"default"}, defaults})
	}
}

// draftNumbers drafts a number. Where people write more than numbers, each way
// is listed, with its answer if it has only one.
func draftNumbers(d *draft, c *column) {
	for _, decimal := range []byte{'.', ','} {
		read := plainDecimal(decimal)
		if d.field.Kind == Count {
			read = count(decimal)
		}
		looks := func(cell string) bool {
			return taken(read)(cell) && (decimal == '.' || !strings.Contains(cell, ",") || isHalf(cell))
		}
		if c.share(looks) == 1 || c.filled == 0 {
			if decimal == ',' {
				d.set("decimal", `","`)
			}
			return
		}
	}
	if c.share(isMonthDay) > 0 {
		d.why = append(d.why, "days such as 2-Jan were numbers such as 1-2 before a spreadsheet made dates of them")
	}
	if len(c.values) > mostNumbers {
		d.why = append(d.why, `some cells are no plain number: list them under values, or let on_bad = "omit" leave them out`)
		return
	}
	listChoices(d, c, "number", func(cell string) (string, bool) { return numberIn(d.field, cell) })
}

// isHalf knows 1,5: a comma before other digits rather parts two choices.
func isHalf(cell string) bool {
	_, fraction, _ := strings.Cut(cell, ",")
	return slices.Contains([]string{"5", "50", "0", "00"}, fraction)
}

// listChoices writes a values table of what a column holds, in the order of
// the answers.
func listChoices(d *draft, c *column, what string, answer func(cell string) (string, bool)) {
	var choices, unanswered []setting
	for _, v := range c.values {
		if value, ok := answer(v.text); ok {
			choices = append(choices, setting{tomlString(v.text), tomlString(value), ""})
		} else {
			unanswered = append(unanswered, setting{tomlString(v.text), placeholder(what + " for " + v.text), plural(v.rows, "row")})
		}
	}
	slices.SortStableFunc(choices, func(a, b setting) int { return compareNumbers(a.value, b.value) })
	line := make([]string, len(choices))
	for i, choice := range choices {
		line[i] = choice.key + " = " + choice.value
	}
	inline := "{ " + strings.Join(line, ", ") + " }"
	if unanswered == nil && len(inline) <= oneLine {
		d.set("values", inline)
		return
	}
	d.tables = append(d.tables, subtable{[]string{"values"}, slices.Concat(choices, unanswered)})
	if unanswered != nil {
		d.why = append(d.why, "what has no one answer is to be filled in; or delete its line and add", `on_bad = "omit" below column: then such a cell is left out of its row`)
	}
}

// compareNumbers compares numbers as they are written in quotes.
func compareNumbers(a, b string) int {
	wholeA, _, _ := strings.Cut(strings.Trim(a, `"`), ".")
	wholeB, _, _ := strings.Cut(strings.Trim(b, `"`), ".")
	if len(wholeA) != len(wholeB) {
		return len(wholeA) - len(wholeB)
	}
	return strings.Compare(a, b)
}
