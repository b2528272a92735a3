package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// write makes the file of the drafts.
func (p *proposer) write() *Proposal {
	w := &Proposal{}
	for i, pick := range p.picks {
		if len(pick.columns) > 0 {
			w.Mapped = append(w.Mapped, p.fields[i].Name)
		}
	}
	for _, c := range p.unmapped() {
		w.Unmapped = append(w.Unmapped, c.label())
	}
	for _, d := range p.drafts {
		if d.open() {
			w.Open = append(w.Open, d.field.Name)
		}
		w.Placeholders += d.placeholders()
	}
	var body strings.Builder
	p.writeFields(&body)
	p.writeInput(&body)
	p.writeRest(&body)
	w.Text = []byte(p.head(w) + body.String())
	return w
}

// placeholders counts the values that are to be filled in.
func (d *draft) placeholders() (n int) {
	count := func(settings []setting) {
		for _, s := range settings {
			if s.key != "column" && strings.HasPrefix(s.value, `"<`) {
				n++
			}
		}
	}
	count(d.settings)
	for _, table := range d.tables {
		count(table.settings)
	}
	return n
}

// head says what the file is and what is left to do.
func (p *proposer) head(w *Proposal) string {
	var b strings.Builder
	b.WriteString("#:schema leadimport.schema.json\n")
	fmt.Fprintf(&b, "# Which column of %s feeds which field of the lead. Written from its header and\n", quote(p.sheet.Name))
	fmt.Fprintf(&b, "# its %s; it is yours to change from here on.\n", plural(p.rows, "row"))
	if w.Placeholders+len(w.Open) > 0 {
		b.WriteString("#\n# To do, and check says what is left:\n")
	}
	if w.Placeholders > 0 {
		b.WriteString("#   - put the id, or what else it asks for, in place of each \"<…>\"\n")
	}
	if len(w.Open) > 0 {
		fmt.Fprintf(&b, "#   - decide what is open (look for OPEN): %s\n", strings.Join(w.Open, ", "))
	}
	return b.String()
}

// writeFields writes what fits a line first, and then the tables.
func (p *proposer) writeFields(b *strings.Builder) {
	var lines [][2]string
	var tables []*draft
	width := 0
	for _, d := range p.drafts {
		line := d.line()
		if d.open() || len(d.tables) > 0 || len(line) > oneLine+20 {
			tables = append(tables, d)
			continue
		}
		for _, why := range d.why {
			lines = append(lines, [2]string{"", "# " + why})
		}
		if d.note != "" {
			line += "   # " + d.note
		}
		width = max(width, len(d.field.Name))
		lines = append(lines, [2]string{d.field.Name, line})
	}
	b.WriteString("\n[fields]\n")
	for _, line := range lines {
		if line[0] == "" {
			fmt.Fprintln(b, line[1])
		} else {
			fmt.Fprintf(b, "%-*s = %s\n", width, line[0], line[1])
		}
	}
	for _, d := range tables {
		d.writeTable(b)
	}
}

// line is the rule as one value: a column alone in its short form.
func (d *draft) line() string {
	if len(d.settings) == 1 && d.settings[0].key == "column" {
		return d.settings[0].value
	}
	parts := make([]string, len(d.settings))
	for i, s := range d.settings {
		parts[i] = s.key + " = " + s.value
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// writeTable writes the rule as a table of its own, and its tables below it.
func (d *draft) writeTable(b *strings.Builder) {
	b.WriteString("\n")
	switch {
	case d.open() && d.field.Required:
		b.WriteString("# OPEN: delete the # before the line that is right.\n")
	case d.open():
		b.WriteString("# OPEN: delete the # before the line that is right, or delete the whole table\n# if the lead can do without it.\n")
	}
	for _, why := range d.why {
		fmt.Fprintf(b, "# %s\n", why)
	}
	fmt.Fprintf(b, "[fields.%s]\n", d.field.Name)
	if d.note != "" {
		fmt.Fprintf(b, "# %s\n", d.note)
	}
	chosen := len(d.settings) > 0 && d.settings[0].key == "column"
	if chosen {
		writeSettings(b, "", d.settings)
	}
	for _, options := range d.options {
		writeSettings(b, "# ", options)
	}
	if !chosen {
		writeSettings(b, "", d.settings)
	}
	for _, table := range d.tables {
		fmt.Fprintf(b, "[fields.%s.%s]\n", d.field.Name, strings.Join(table.path, "."))
		writeSettings(b, "", table.settings)
	}
}

// writeSettings writes lines whose signs stand below each other.
func writeSettings(b *strings.Builder, before string, settings []setting) {
	key, value := 0, 0
	for _, s := range settings {
		key = max(key, utf8.RuneCountInString(s.key))
		value = max(value, utf8.RuneCountInString(s.value))
	}
	for _, s := range settings {
		line := fmt.Sprintf("%s%-*s = %s", before, key, s.key, s.value)
		if s.note != "" {
			line = fmt.Sprintf("%s%-*s = %-*s   # %s", before, key, s.key, value, s.value, s.note)
		}
		fmt.Fprintln(b, line)
	}
}

// writeInput writes what cannot be seen from the file itself.
func (p *proposer) writeInput(b *strings.Builder) {
	var settings []setting
	if p.sheet.Encoding != "" {
		settings = append(settings, setting{key: "encoding", value: tomlString(p.sheet.Encoding)})
	}
	if p.sheet.HeaderRow > 1 {
		settings = append(settings, setting{key: "header_row", value: strconv.Itoa(p.sheet.HeaderRow)})
	}
	if empty := p.emptyWords(); len(empty) > 0 {
		settings = append(settings, setting{"empty", "[" + joinStrings(empty) + "]", "cells that mean nothing"})
	}
	if len(settings) > 0 {
		b.WriteString("\n[input]\n")
		writeSettings(b, "", settings)
	}
}

// writeRest lists what was not mapped: columns, and fields.
func (p *proposer) writeRest(b *strings.Builder) {
	unmapped := p.unmapped()
	if len(unmapped) > 0 {
		b.WriteString("\n# Columns that feed no field. To keep some, gather them in a text, such as\n")
		b.WriteString("# notes = { template = \"{Comments} Pets: {Pets}\" }\n")
	}
	width := 0
	for _, c := range unmapped {
		width = max(width, utf8.RuneCountInString(c.label()))
	}
	for _, c := range unmapped {
		line := fmt.Sprintf("#   %-*s %s", width, c.label(), c.remark)
		fmt.Fprintln(b, strings.TrimRight(line, " "))
	}
	var without []string
	for i, field := range p.fields {
		drafted := slices.ContainsFunc(p.drafts, func(d *draft) bool { return d.field == &p.fields[i] })
		if field.Refused == "" && !drafted {
			without = append(without, field.Name)
		}
	}
	if len(without) > 0 {
		fmt.Fprintf(b, "\n# Fields that no column feeds:\n#   %s\n", wrap(without, "#   "))
	}
}

// label names a column for a person.
func (c *column) label() string {
	if c.name == "" {
		return "column " + letters([]int{c.index})
	}
	return quote(c.name)
}

// wrap joins words into lines of a comment.
func wrap(words []string, before string) string {
	var b strings.Builder
	length := 0
	for i, word := range words {
		if i > 0 {
			b.WriteString(", ")
			if length > 80 {
				b.WriteString("\n" + before)
				length = 0
			}
		}
		b.WriteString(word)
		length += len(word) + 2
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}
