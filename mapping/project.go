package mapping

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Project makes the fields' values of one record. The result has one value
// for each field, in the order in which Parse was told of them, "" where the
// field is absent; it reuses values if that is large enough. A record may be
// shorter or longer than the header: what is missing is empty. Values share
// memory with the cells wherever a cell is canonical already.
//
// Every bad cell has a finding, in the order of the fields. The row can be
// sent if all its findings are Omitted or Told.
func (p *Projection) Project(values, cells []string) ([]string, []Finding) {
	values = slices.Grow(values[:0], len(p.fields))[:len(p.fields)]
	clear(values)
	var findings []Finding
	for i := range p.rules {
		b := &p.rules[i]
		values[b.index], _, findings = b.resolve(cells, values, findings)
	}
	if len(findings) > 1 {
		p.sort(findings)
	}
	return values, findings
}

func (p *Projection) sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int { return p.index(a.Field) - p.index(b.Field) })
}

// resolve makes the value of one field; cell is the text that it was made of.
// Values already holds those that the rule depends on.
func (b *bound) resolve(cells, values []string, findings []Finding) (value, cell string, _ []Finding) {
	alone := b.with != nil && values[b.with.index] == ""
	if alone && !spoilt(findings, b.with) {
		return "", "", findings
	}
	by := ""
	if b.by != nil {
		if by = values[b.by.index]; by == "" && spoilt(findings, b.by) {
			return "", "", findings // the other cell is to blame
		}
	}
	switch {
	case b.value != "":
		value = b.value
	case b.template != nil:
		value, cell, findings = b.compose(cells, by, findings)
	default:
		value, cell, findings = b.prefer(cells, by, findings)
	}
	if alone {
		value = ""
	}
	return value, cell, findings
}

// spoilt says whether a field is empty because its cell was bad and the row
// with it.
func spoilt(findings []Finding, u *rule) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Field == u.name() && !f.Omitted && !f.Told })
}

// prefer reads the first column that is not empty.
func (b *bound) prefer(cells []string, by string, findings []Finding) (value, cell string, _ []Finding) {
	for i, index := range b.indexes {
		if index >= len(cells) {
			continue
		}
		found := trim(cells[index])
		if b.nothing.cell(found) {
			cell = cmp.Or(cell, found)
			continue
		}
		value, t := b.read(found, by)
		if t == nil && (value == "" || b.nothing.values[value]) {
			cell = cmp.Or(cell, found)
			continue
		}
		if t != nil {
			findings = append(findings, b.finding(t, b.columns[i].name, cells[index]))
		}
		return value, found, findings
	}
	return b.absent(cell, by, findings)
}

// compose fills the template. A damaged cell spoils it.
func (b *bound) compose(cells []string, by string, findings []Finding) (value, cell string, _ []Finding) {
	parts := make([]string, len(b.indexes))
	damaged := false
	for i, index := range b.indexes {
		if index >= len(cells) {
			continue
		}
		part := trim(cells[index])
		if b.nothing.cell(part) {
			continue
		}
		if t := damage(part); t != nil {
			findings = append(findings, b.finding(t, b.columns[i].name, cells[index]))
			damaged = true
		}
		parts[i] = part
	}
	whole := fill(b.template, parts)
	switch {
	case damaged:
		return "", whole, findings
	case whole == "":
		return b.absent("", by, findings)
	}
	value, t := b.read(whole, by)
	if t != nil {
		findings = append(findings, b.finding(t, strings.Join(b.columnNames(), ", "), whole))
	}
	return value, whole, findings
}

// read makes the value of one cell that is not empty.
func (u *rule) read(cell, by string) (string, *trouble) {
	if u.choices != nil {
		return u.choose(cell, by)
	}
	if t := damage(cell); t != nil {
		return "", t
	}
	switch u.part {
	case "first":
		cell, _ = splitName(cell)
	case "last":
		_, cell = splitName(cell)
	}
	if cell == "" {
		return "", nil
	}
	return u.convert(cell)
}

// absent is for a field all of whose cells are empty; cell is one that came
// to nothing.
func (b *bound) absent(cell, by string, findings []Finding) (value, _ string, _ []Finding) {
	if value, ok := b.deflt.get(by); ok {
		return value, cell, findings
	}
	if b.required {
		columns := strings.Join(b.columnNames(), ", ")
		findings = append(findings, b.finding(b.missing(cell), columns, cell))
	}
	return "", cell, findings
}

func (b *bound) missing(cell string) *trouble {
	fix := "fill it in: " + b.name() + " is required"
	switch {
	case cell != "" && b.part != "":
		return bad(Missing, quote(cell)+" has no "+b.part+" name", "write the full name: "+b.name()+" is required")
	case cell != "":
		return bad(Missing, quote(cell)+" counts as empty", fix)
	case len(b.columns) > 1:
		return bad(Missing, b.columnList()+" are empty", "fill one in: "+b.name()+" is required")
	}
	return bad(Missing, b.columnList()+" is empty", fix)
}

func (b *bound) finding(t *trouble, column, cell string) Finding {
	f := Finding{Field: b.name(), Column: column, Cell: cell, Code: t.code, Problem: t.problem, Fix: t.fix,
		Cause: strings.TrimSpace(strings.TrimPrefix(t.problem, quote(trim(cell)))), Cure: t.fix,
		Omitted: b.omit && !t.told, Told: t.told}
	if mentions(f.Cause, cell) {
		f.Cause = "cannot be used (" + t.code + ")"
	}
	if cell := trim(cell); cell != "" && strings.Contains(f.Cure, cell) {
		f.Cure = "" // it shows how this cell would be right
	}
	return f
}

// mentions says whether a text gives away a part of a cell that could tell
// something about a person.
func mentions(text, cell string) bool {
	text = strings.ToLower(text)
	parts := strings.FieldsFunc(strings.ToLower(cell), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.ContainsFunc(parts, func(part string) bool { return len(part) >= 3 && strings.Contains(text, part) })
}
