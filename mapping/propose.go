package mapping

import (
	"iter"
	"slices"
	"strings"
)

// A Spreadsheet is what Propose reads: a header and the records below it.
type Spreadsheet struct {
	Name    string   // for the comments of the mapping
	Header  []string // a column without a name, or with another's, cannot be mapped
	Records iter.Seq[[]string]
	// Records yields every record from the first; it is ranged over twice, and
	// the cells need not outlive their turn.

	Encoding  string // what [input] has to declare; empty: nothing
	HeaderRow int    // the same; 0: nothing
}

// A Proposal is a mapping file that somebody has still to complete.
type Proposal struct {
	Text         []byte   // the file; its comments say what is left to do
	Mapped       []string // the fields that columns feed, in the order of the fields
	Open         []string // the fields that are left open: no candidate, or more than one
	Placeholders int      // values in the form <…> that are to be filled in
	Unmapped     []string // the columns that feed no field
}

// readable yields records whose cells TOML can hold: what is no UTF-8 in two of
// them is the same value in the mapping, and so it is here.
func readable(records iter.Seq[[]string]) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var valid []string
		for cells := range records {
			valid = valid[:0]
			for _, cell := range cells {
				valid = append(valid, strings.ToValidUTF8(cell, "\uFFFD"))
			}
			if !yield(valid) {
				return
			}
		}
	}
}

// Propose writes a mapping for a spreadsheet: columns are matched to fields
// by their names, exact ones before similar ones, and by what their values
// look like. Where two columns, or two readings of one, are as good as each
// other it does not choose: the field is left open, with the choices as
// comments of which one loses its #. Ids, which no spreadsheet holds, are
// placeholders. Parse reads what it writes, and its only faults are what is
// open and what is to be filled in.
//
// Of the cells, the text holds values of ids, numbers, amounts and dates;
// names, phones, e-mails, addresses and texts never.
func Propose(s Spreadsheet, fields []Field) *Proposal {
	s.Records = readable(s.Records)
	p := &proposer{sheet: s, fields: fields}
	for _, field := range fields {
		p.names = append(p.names, newVocabulary(append(slices.Clone(field.Names), field.Name)...))
		p.wholes = append(p.wholes, newVocabulary(field.Hints.Wholes...))
	}
	p.study()
	p.claim()
	p.readAgain()
	p.draft()
	return p.write()
}

// A proposer gathers what is known of a spreadsheet, and what follows from it.
type proposer struct {
	sheet   Spreadsheet
	fields  []Field
	names   []vocabulary // of the fields
	wholes  []vocabulary // of the full names that they take a part of
	rows    int
	columns []*column
	picks   []pick   // which columns feed which field, by the index of the field
	drafts  []*draft // what is to be written, in the order of the fields
	pairs   map[pair]int
}

// A pick is the columns that may feed a field: none, one, or several that are
// as good as each other.
type pick struct {
	columns []*column
	part    string // of a full name
	byLooks bool   // the name of the column says nothing
}

// study reads all records once.
func (p *proposer) study() {
	p.columns = newColumns(p.sheet.Header)
	for cells := range p.sheet.Records {
		p.rows++
		for i, c := range p.columns {
			if i < len(cells) {
				c.add(trim(cells[i]))
			}
		}
	}
}

// A pair is a value of one field with a value of another in the same row.
type pair struct {
	by, id string // folded
}

// readAgain reads all records a second time, for what can only be asked when
// the columns are known: how dates are written, and what goes with what.
func (p *proposer) readAgain() {
	var dated []*column
	for i, pick := range p.picks {
		if p.fields[i].Kind == Date {
			dated = append(dated, pick.columns...)
		}
	}
	p.pairs = map[pair]int{}
	owned, owner := p.ownership()
	for cells := range p.sheet.Records {
		for _, c := range dated {
			c.addDate(c.cell(cells))
		}
		for _, by := range owner {
			for _, id := range owned {
				p.pairs[pair{fold(by.cell(cells)), fold(id.cell(cells))}]++
			}
		}
	}
}

// ownership returns the columns of ids that belong to the value of another
// field, and the columns of that field.
func (p *proposer) ownership() (owned, owner []*column) {
	for i, field := range p.fields {
		if by := p.index(field.Hints.By); by >= 0 && len(p.picks[by].columns) > 0 {
			owned = append(owned, p.picks[i].columns...)
			owner = p.picks[by].columns
		}
	}
	return owned, owner
}

func (p *proposer) index(field string) int {
	return slices.IndexFunc(p.fields, func(f Field) bool { return f.Name == field })
}

// unmapped lists the columns that feed no field.
func (p *proposer) unmapped() []*column {
	return slices.DeleteFunc(slices.Clone(p.columns), func(c *column) bool {
		return c.name == "" && c.filled == 0 || slices.ContainsFunc(p.picks, func(pick pick) bool { return slices.Contains(pick.columns, c) })
	})
}
