package mapping

import (
	"fmt"
	"slices"
	"strings"
)

// A draft is what will be written for one field.
type draft struct {
	field    *Field
	why      []string    // said above it
	settings []setting   // its keys
	options  [][]setting // keys of which one is to be chosen; each stands in a comment
	tables   []subtable
	note     string // said behind it
}

// A setting is one line of the file: a key, what it is set to, a word on it.
type setting struct {
	key   string // as TOML writes it
	value string // the same
	note  string
}

// A subtable is a table of a field, such as values.
type subtable struct {
	path     []string // below the field
	settings []setting
}

func (d *draft) open() bool { return len(d.options) > 0 }

func (d *draft) set(key, value string) {
	d.settings = append(d.settings, setting{key: key, value: value})
}

func (d *draft) ask(why string, options ...setting) {
	d.why = append(d.why, why)
	d.options = append(d.options, options)
}

// draft makes the drafts of all fields that are to be written.
func (p *proposer) draft() {
	for i := range p.fields {
		field := &p.fields[i]
		d := &draft{field: field}
		switch pick := p.picks[i]; {
		case len(pick.columns) > 0:
			p.draftColumns(d, i)
		case !field.Required && field.Kind == PhoneType && field.Refused == "":
			if !p.draftPhoneType(d) {
				continue
			}
		case !field.Required || field.Refused != "":
			continue
		case field.Kind == ID:
			p.draftConstant(d)
		default:
			d.ask("no column looks like it: name the one that holds it", setting{key: "column", value: tomlString("…")})
		}
		p.drafts = append(p.drafts, d)
	}
}

// draftColumns drafts a field that columns feed.
func (p *proposer) draftColumns(d *draft, i int) {
	pick := p.picks[i]
	if len(pick.columns) == 1 {
		d.set("column", tomlString(pick.columns[0].name))
	} else {
		d.ask("these columns could feed it, and it takes one", columnOptions(pick.columns, d.field.Kind)...)
	}
	if pick.part != "" {
		d.set("part", tomlString(pick.part))
	}
	if pick.byLooks {
		d.note = "by what its values look like"
	}
	c := merge(pick.columns)
	p.draftCells(d, c)
	if len(pick.columns) > 1 && slices.ContainsFunc(d.tables, func(t subtable) bool { return t.path[0] == "values" }) {
		d.why = append(d.why, "the values of all these columns are listed: delete the lines of those that it does not take")
	}
}

// draftCells drafts how the cells of a column are read.
func (p *proposer) draftCells(d *draft, c *column) {
	switch d.field.Kind {
	case Date:
		draftDates(d, c)
	case Cents:
		draftAmounts(d, c)
	case Count, Decimal:
		draftNumbers(d, c)
	case State:
		if c.share(isUSState) == 1 {
			d.set("kind", `"us-state"`)
		}
	case ZIP:
		draftZIP(d, c)
	case ID:
		p.draftIDs(d, c)
	}
}

// columnOptions are the columns of which one is to be chosen. Texts can be
// joined instead.
func columnOptions(columns []*column, k Kind) []setting {
	var options []setting
	var joined []string
	for _, c := range columns {
		options = append(options, setting{"column", tomlString(c.name), "filled in " + plural(c.filled, "row")})
		if !strings.ContainsAny(c.name, "{}") {
			joined = append(joined, "{"+c.name+"}")
		}
	}
	if k == Text && len(joined) == len(columns) {
		options = append(options, setting{"template", tomlString(strings.Join(joined, " ")), "all of them"})
	}
	return options
}

// draftPhoneType drafts the type of a phone whose column tells it by its name.
func (p *proposer) draftPhoneType(d *draft) bool {
	with := p.index(d.field.With)
	if with < 0 || len(p.picks[with].columns) != 1 {
		return false
	}
	typed := typeInName(p.picks[with].columns[0])
	if typed != "" {
		d.set("value", tomlString(typed))
	}
	return typed != ""
}

func isUSState(cell string) bool {
	_, t := usState(cell)
	return t == nil
}

// draftZIP asks for ZIP codes of the United States where all are, but for the
// zeros that spreadsheets take from their beginning.
func draftZIP(d *draft, c *column) {
	american := func(cell string) bool {
		_, t := usZIP(5)(cell)
		return t == nil
	}
	switch {
	case c.filled == 0:
	case c.share(american) == 1 && containsAny(squash(c.words), "zip", "postalcode"):
		d.set("kind", `"us-zip"`)
		d.set("pad", "5")
	case c.share(func(cell string) bool { return len(cell) == 5 && allDigits(cell) }) > 0.5 && c.share(american) == 1:
		d.set("pad", "5")
	}
}

// draftDates writes the formats that read all cells of the column.
func draftDates(d *draft, c *column) {
	plan := planDates(c)
	if len(plan.left) == 0 {
		d.set("format", tomlStrings(plan.formats))
	} else {
		left, right := slices.Concat(plan.formats, plan.left), slices.Concat(plan.formats, plan.right)
		d.ask(twoReadings(plan),
			setting{"format", tomlStrings(left), readAs(plan.l, plan.sample)},
			setting{"format", tomlStrings(right), readAs(plan.r, plan.sample)})
	}
	if plan.unread > 0 {
		d.why = append(d.why, fmt.Sprintf(`%s no date: a row with one is invalid, or with on_bad = "omit" goes without it`, isOrAre(plan.unread, "cell")))
	}
}

// twoReadings says why the format is left open.
func twoReadings(plan datePlan) string {
	left, right := strings.Join(plan.left, ", "), strings.Join(plan.right, ", ")
	if plan.mixed {
		return fmt.Sprintf("some of its dates can only be %s and others only %s: mend these in the file", left, right)
	}
	return fmt.Sprintf("its dates can be read as %s and as %s", left, right)
}

// isOrAre counts a thing as the subject of a sentence.
func isOrAre(n int, thing string) string {
	if n == 1 {
		return plural(n, thing) + " is"
	}
	return plural(n, thing) + " are"
}
