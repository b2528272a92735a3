package mapping

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// A final holds a value as it is sent, by the value of another field as
// choices are. What is under "" is for every one that is not named.
type final map[string]string

func (f final) get(by string) (string, bool) {
	value, ok := f[by]
	if !ok {
		value, ok = f[""]
	}
	return value, ok
}

// readFinal reads default or other: a value, or with by a table of them.
func (r *reader) readFinal(u *rule, e entry) final {
	if e.value.kind != unstable.Table {
		if value, ok := r.final(u, e.value, e.key); ok {
			return final{"": value}
		}
		return nil
	}
	if u.by == nil {
		r.faults.add(e.value.at, e.key+" must be one value", `to choose by another field add by, such as by = "property_id"`)
		return nil
	}
	f := final{}
	for _, choice := range e.value.entries {
		r.checkGroup(u, choice)
		if value, ok := r.final(u, choice.value, e.key); ok {
			f[choice.key] = value
		}
	}
	return f
}

// final reads a value that the mapping itself gives. It is written as it is
// sent, and checked as a cell would be: a date as 2027-07-01, money in whole
// cents, a phone in any usual way.
func (r *reader) final(u *rule, n *node, key string) (string, bool) {
	number := u.field.Kind == Cents || u.field.Kind == Count || u.field.Kind == Decimal
	switch {
	case n.kind == unstable.String:
	case number && (n.kind == unstable.Integer || n.kind == unstable.Float):
	case u.field.Kind == Date && n.kind == unstable.LocalDate:
	default:
		r.faults.add(n.at, fmt.Sprintf("%s must be a text in quotes, not %s", quote(key), kindName(n)), "")
		return "", false
	}
	text := trim(n.text)
	switch {
	case text == "":
		r.faults.add(n.at, quote(key)+" stands for an empty text", "write what is to be sent")
		return "", false
	case isPlaceholder(text):
		r.faults.add(n.at, u.name()+" still has the placeholder "+text, "replace this placeholder with the value that it asks for")
		return "", false
	}
	t := damage(text)
	if t == nil {
		text, t = u.ownConversion()(text)
	}
	if t != nil {
		fix := t.fix
		switch u.field.Kind {
		case Cents:
			fix = "write whole cents, such as 123450"
		case PhoneType:
			fix = "write one of " + list(phoneTypes)
		}
		r.faults.add(n.at, u.name()+": "+t.problem, fix)
		return "", false
	}
	return text, true
}

// isPlaceholder knows <…>, the form in which a mapping leaves a value to be
// filled in.
func isPlaceholder(s string) bool {
	return strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">")
}
