package mapping

import (
	"fmt"
	"slices"
	"strings"
)

// A Projection turns records of one header into values of the fields. It is
// immutable and safe for concurrent use.
type Projection struct {
	fields []Field
	rules  []bound // in the order of Mapping.rules
	header []string
	used   []int
}

// A bound is a rule whose columns have been found in a header.
type bound struct {
	*rule
	indexes []int // of the rule's columns in a record
}

// Bind finds the mapping's columns in a header. Names are compared trimmed
// and with inner blanks (line breaks and no-break spaces too) as one space;
// case matters. An error is always an Errors: a column that the header lacks,
// or has twice, at its place in the mapping file. The header is not kept.
func (m *Mapping) Bind(header []string) (*Projection, error) {
	faults := &faults{file: m.file, list: slices.Clone(m.faults)}
	p := &Projection{fields: m.fields, header: make([]string, len(header))}
	at := map[string][]int{}
	for i, name := range header {
		p.header[i] = headerName(name)
		at[p.header[i]] = append(at[p.header[i]], i)
	}
	for _, u := range m.rules {
		b := bound{rule: u}
		for _, column := range u.columns {
			found := at[column.name]
			switch len(found) {
			case 1:
				b.indexes = append(b.indexes, found[0])
			case 0:
				faults.add(column.at, "the file has no column "+quote(column.name), p.suggest(column.name))
			default:
				faults.add(column.at, fmt.Sprintf("the file has the column %s more than once: %s", quote(column.name), letters(found)),
					"rename all but one of them in the file")
			}
		}
		p.rules = append(p.rules, b)
		p.used = append(p.used, b.indexes...)
	}
	slices.Sort(p.used)
	p.used = slices.Compact(p.used)
	if err := faults.err(); err != nil {
		return nil, err
	}
	return p, nil
}

// suggest names the nearest column, or the first ones.
func (p *Projection) suggest(name string) string {
	var named []string
	for _, column := range p.header {
		if column != "" && !slices.Contains(named, column) {
			named = append(named, column)
		}
	}
	if len(named) == 0 {
		return "its header is empty: is header_row right?"
	}
	return didYouMean(name, named)
}

// letters names columns as a spreadsheet does: A, B, …, Z, AA.
func letters(columns []int) string {
	names := make([]string, len(columns))
	for i, column := range columns {
		for n := column + 1; n > 0; n = (n - 1) / 26 {
			names[i] = string(rune('A'+(n-1)%26)) + names[i]
		}
	}
	return strings.Join(names, ", ")
}

// Used lists the indexes of the columns that feed any field, ascending. The
// caller must not change it.
func (p *Projection) Used() []int { return p.used }

// Unused lists the columns that feed no field, in the header's order; those
// without a name are left out.
func (p *Projection) Unused() []string {
	var unused []string
	for i, name := range p.header {
		if _, used := slices.BinarySearch(p.used, i); !used && name != "" {
			unused = append(unused, name)
		}
	}
	return unused
}

// Columns lists the user's columns that feed a field, in order of preference;
// none if the field is not mapped or is the same for every row.
func (p *Projection) Columns(field string) []string {
	for i := range p.rules {
		if p.rules[i].name() == field {
			return p.rules[i].columnNames()
		}
	}
	return nil
}

func (u *rule) columnNames() []string {
	var names []string
	for _, column := range u.columns {
		names = append(names, column.name)
	}
	return names
}
