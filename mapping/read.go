package mapping

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/pelletier/go-toml/v2/unstable"
)

// A reader makes a mapping of a file's tree. It goes on after every fault.
type reader struct {
	faults    *faults
	fields    []Field
	names     []string // of the fields that may be mapped
	encodings []string // that may be declared; nil: any
	fieldsAt  pos      // of the [fields] table
	rules     []*rule
}

// sections are the tables of the file.
var sections = map[string]func(*reader, *Mapping, *node){
	"fields":     (*reader).readFields,
	"duplicates": (*reader).readDuplicates,
	"input":      (*reader).readInput,
}

func (r *reader) mapping(root *node) *Mapping {
	m := &Mapping{Duplicates: defaultDuplicates()}
	for _, e := range root.entries {
		read, ok := sections[e.key]
		switch {
		case !ok && slices.ContainsFunc(r.fields, func(f Field) bool { return f.Name == e.key }):
			r.faults.add(e.at, quote(e.key)+" stands outside [fields]", "write it below the line [fields]")
		case !ok:
			r.faults.add(e.at, "there is no "+quote(e.key)+" in a mapping", didYouMean(e.key, known(sections)))
		case r.isTable(e):
			read(r, m, e.value)
		}
	}
	r.needed()
	m.rules = r.inOrder()
	for _, rule := range m.rules {
		rule.finish(r, m.Input.Empty)
	}
	return m
}

// readFields reads [fields]: one rule for each key.
func (r *reader) readFields(_ *Mapping, table *node) {
	r.fieldsAt = table.at
	for _, e := range table.entries {
		index := slices.IndexFunc(r.fields, func(f Field) bool { return f.Name == e.key })
		switch {
		case index < 0:
			r.faults.add(e.at, "there is no field "+quote(e.key), didYouMean(e.key, r.names))
		case r.fields[index].Refused != "":
			r.faults.add(e.at, e.key+" cannot be mapped", r.fields[index].Refused)
		default:
			r.rules = append(r.rules, r.rule(&r.fields[index], index, e))
		}
	}
}

// needed finds the fields that must have a source and have none.
func (r *reader) needed() {
	for _, field := range r.fields {
		if field.Required && r.find(field.Name) == nil {
			r.faults.add(r.fieldsAt, field.Name+" is required and nothing is mapped to it",
				fmt.Sprintf(`add it below [fields], such as %s = "Column name" or %[1]s = { value = "…" }`, field.Name))
		}
	}
}

func (r *reader) find(field string) *rule {
	for _, rule := range r.rules {
		if rule.name() == field {
			return rule
		}
	}
	return nil
}

func (r *reader) isTable(e entry) bool {
	if e.value.kind == unstable.Table {
		return true
	}
	r.faults.add(e.value.at, e.key+" must be a table, not "+kindName(e.value), "write [section] on a line, or { key = value }")
	return false
}

// text reads a text that is not blank.
func (r *reader) text(e entry) (string, bool) {
	if e.value.kind != unstable.String {
		r.faults.add(e.value.at, e.key+" must be a text in quotes, not "+kindName(e.value), "")
		return "", false
	}
	if trim(e.value.text) == "" {
		r.faults.add(e.value.at, e.key+" is empty", "write its text, or leave the line out")
		return "", false
	}
	return e.value.text, true
}

// word reads a text that is one of the choices; where it is none, the fault
// is told and the reading goes on as if it were the first.
func (r *reader) word(e entry, choices ...string) string {
	text, ok := r.text(e)
	if ok && slices.Contains(choices, text) {
		return text
	}
	if ok {
		r.faults.add(e.value.at, fmt.Sprintf("%s is %s", e.key, quote(text)), didYouMean(text, choices))
	}
	return choices[0]
}

// texts reads one text or a list of them.
func (r *reader) texts(e entry) []*node {
	items := []*node{e.value}
	if e.value.kind == unstable.Array {
		items = e.value.items
		if len(items) == 0 {
			r.faults.add(e.value.at, e.key+" is an empty list", "write at least one text, or leave the line out")
		}
	}
	var good []*node
	for _, item := range items {
		if _, ok := r.text(entry{e.key, e.at, item}); ok {
			good = append(good, item)
		}
	}
	return good
}

// whole reads a whole number within bounds.
func (r *reader) whole(e entry, least, most int) int {
	if n, err := strconv.Atoi(e.value.text); err == nil && e.value.kind == unstable.Integer && least <= n && n <= most {
		return n
	}
	r.faults.add(e.value.at, fmt.Sprintf("%s must be a whole number from %d to %d", e.key, least, most), "")
	return least
}

func (r *reader) boolean(e entry) bool {
	if e.value.kind != unstable.Bool {
		r.faults.add(e.value.at, e.key+" must be true or false, not "+kindName(e.value), "")
	}
	return e.value.text == "true"
}

// kindName names the kind of a value for a message.
func kindName(n *node) string {
	switch n.kind {
	case unstable.Table:
		return "a table"
	case unstable.Array:
		return "a list"
	case unstable.String:
		return "a text"
	case unstable.Bool:
		return n.text
	}
	return quote(n.text) + " without quotes"
}

// known lists the keys of a table of keywords.
func known[V any](keywords map[string]V) []string {
	return slices.Sorted(maps.Keys(keywords))
}
