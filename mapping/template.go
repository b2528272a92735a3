package mapping

import "strings"

// A piece of a template is a text that stands for itself, or a column.
type piece struct {
	text   string
	column int // of the rule's columns; -1 for a text
}

// readTemplate reads "{Comments} Pets: {Pets}". Two braces stand for one; a
// column whose own name has braces cannot be named in a template.
func (r *reader) readTemplate(u *rule, e entry) {
	rest, ok := r.text(e)
	if !ok {
		return
	}
	var text strings.Builder
	u.template = []piece{}
	flush := func() {
		if text.Len() > 0 {
			u.template = append(u.template, piece{text.String(), -1})
			text.Reset()
		}
	}
	for rest != "" {
		at := strings.IndexAny(rest, "{}")
		if at < 0 {
			break
		}
		text.WriteString(rest[:at])
		brace := rest[at : at+1]
		rest = rest[at+1:]
		if strings.HasPrefix(rest, brace) {
			text.WriteString(brace)
			rest = rest[1:]
			continue
		}
		name, after, closed := strings.Cut(rest, "}")
		if brace == "}" || !closed || trim(name) == "" || strings.Contains(name, "{") {
			r.faults.add(e.value.at, "the template has a brace without its partner, or nothing between two",
				"write {Column name}, and {{ or }} for a brace itself")
			return
		}
		flush()
		u.template = append(u.template, piece{column: u.addColumn(name, e.value.at)})
		rest = after
	}
	text.WriteString(rest)
	flush()
	if len(u.columns) == 0 {
		r.faults.add(e.value.at, "the template names no column",
			"write {Column name} in it, or use value for a text that is the same for every row")
	}
}

// fill puts the cells into a template. It is empty if all of them are.
func fill(template []piece, cells []string) string {
	if strings.Join(cells, "") == "" {
		return ""
	}
	var b strings.Builder
	for _, piece := range template {
		if piece.column < 0 {
			b.WriteString(piece.text)
		} else {
			b.WriteString(cells[piece.column])
		}
	}
	return trim(b.String())
}
