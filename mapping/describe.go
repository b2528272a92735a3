package mapping

import "strings"

// describe says in words what a rule does, for a person who asks how a row
// came to its values.
func (u *rule) describe() string {
	var words []string
	say := func(s string) { words = append(words, s) }
	switch {
	case u.value != "":
		say("the same for every row")
	case u.template != nil:
		say("the template " + quote(u.keys["template"].value.text))
	case len(u.columns) > 1:
		say("the first of " + u.columnList() + " that is not empty")
	default:
		say("the column " + u.columnList())
	}
	if u.part != "" {
		say("the " + u.part + " name of it")
	}
	if u.choices != nil {
		say("looked up in values")
	}
	if u.by != nil {
		say("by " + u.by.name())
	}
	if u.formats != nil {
		say("a date in " + formatNames(u.formats))
	}
	if u.unit != "" {
		say("an amount in " + u.unit)
	}
	if u.with != nil {
		say("left out without " + u.with.name())
	}
	return strings.Join(words, ", ")
}

// columnList names the rule's columns, quoted.
func (u *rule) columnList() string {
	quoted := make([]string, len(u.columns))
	for i, column := range u.columns {
		quoted[i] = quote(column.name)
	}
	return strings.Join(quoted, ", ")
}
