package mapping

import "slices"

// Explain tells one record's way: a step for each mapped field, in the order
// of the fields. What the steps come to is what Project makes of the record.
func (p *Projection) Explain(cells []string) []Step {
	values := make([]string, len(p.fields))
	steps := make([]Step, 0, len(p.rules))
	var findings []Finding
	for i := range p.rules {
		b := &p.rules[i]
		before := len(findings)
		var cell string
		values[b.index], cell, findings = b.resolve(cells, values, findings)
		steps = append(steps, Step{
			Field: b.name(), Columns: b.columnNames(), Cell: cell, Rule: b.describe(), Value: values[b.index],
			Findings: slices.Clone(findings[before:]),
		})
	}
	slices.SortFunc(steps, func(a, c Step) int { return p.index(a.Field) - p.index(c.Field) })
	return steps
}

func (p *Projection) index(field string) int {
	return slices.IndexFunc(p.fields, func(f Field) bool { return f.Name == field })
}
