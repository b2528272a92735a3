package mapping

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pelletier/go-toml/v2/unstable"
)

// choices say what stands for what. They are kept by the value of another
// field (by = "property_id"); without by they are under "".
type choices map[string]*lookup

// A lookup holds the choices of one values table.
type lookup struct {
	names  []string          // what people write, as the mapping writes it
	values map[string]string // the same, folded, to what is sent
}

// find looks a cell up without regard to case and blanks.
func (l *lookup) find(cell string) (string, bool) {
	var buf [64]byte
	value, ok := l.values[string(appendFold(buf[:0], cell))]
	return value, ok
}

// readChoices reads values, nested if the rule has a by.
func (r *reader) readChoices(u *rule, e entry) {
	if !r.isTable(e) {
		return
	}
	u.choices = choices{}
	if len(e.value.entries) == 0 {
		r.faults.add(e.at, "values is empty", `write what stands for what, such as { "Zillow" = "…" }`)
	}
	if u.by == nil {
		u.choices[""] = r.readLookup(u, e)
		return
	}
	for _, group := range e.value.entries {
		if group.value.kind != unstable.Table {
			r.faults.add(group.at, fmt.Sprintf("values are chosen by %s, so %s must be a table", u.by.name(), quote(group.key)),
				fmt.Sprintf("write values.%s = { %s = … }", quote("…"), quote(group.key)))
			continue
		}
		r.checkGroup(u, group)
		u.choices[group.key] = r.readLookup(u, group)
	}
}

// checkGroup finds a slip in the value of another field, where its values are
// known from the mapping.
func (r *reader) checkGroup(u *rule, group entry) {
	possible := u.by.outcomes()
	if possible != nil && !slices.Contains(possible, group.key) {
		r.faults.add(group.at, fmt.Sprintf("%s is never %s", u.by.name(), quote(group.key)), didYouMean(group.key, possible))
	}
}

func (r *reader) readLookup(u *rule, e entry) *lookup {
	l := &lookup{values: map[string]string{}}
	written := map[string]string{}
	for _, choice := range e.value.entries {
		folded := fold(choice.key)
		earlier, doubled := written[folded]
		switch {
		case choice.value.kind == unstable.Table:
			r.faults.add(choice.at, quote(choice.key)+" is a table", `to choose by another field add by, such as by = "property_id"`)
			continue
		case folded == "":
			r.faults.add(choice.at, "values has an empty name", "use default to say what an empty cell stands for")
			continue
		case doubled:
			r.faults.add(choice.at, fmt.Sprintf("%s and %s are the same but for case and blanks", quote(earlier), quote(choice.key)), "keep one of them")
			continue
		}
		written[folded] = choice.key
		l.names = append(l.names, choice.key)
		if value, ok := r.final(u, choice.value, choice.key); ok {
			l.values[folded] = value
		}
	}
	return l
}

// outcomes lists the values that a rule can come to, as far as the mapping
// knows them; nil if any cell can make another.
func (u *rule) outcomes() []string {
	if u.value != "" {
		return []string{u.value}
	}
	if u.choices == nil {
		return nil
	}
	var all []string
	for _, by := range slices.Sorted(maps.Keys(u.choices)) {
		all = slices.AppendSeq(all, maps.Values(u.choices[by].values))
	}
	all = slices.AppendSeq(all, maps.Values(u.other))
	all = slices.AppendSeq(all, maps.Values(u.deflt))
	slices.Sort(all)
	return slices.Compact(all)
}

// choose looks a cell up. A cell that is damaged is told so rather than that
// it is no choice.
func (u *rule) choose(cell, by string) (string, *trouble) {
	l := u.choices[by]
	if l != nil {
		if value, ok := l.find(cell); ok {
			return value, nil
		}
	}
	if t := damage(cell); t != nil {
		return "", t
	}
	if value, ok := u.other.get(by); ok {
		return value, nil
	}
	return "", u.noChoice(cell, by, l)
}

func (u *rule) noChoice(cell, by string, l *lookup) *trouble {
	switch {
	case l == nil && by == "":
		return bad(BadChoice, fmt.Sprintf("what %s stands for depends on %s, which is empty", quote(cell), u.by.name()), "fill that in")
	case l == nil:
		return bad(BadChoice, fmt.Sprintf("there are no choices where %s is %s", u.by.name(), quote(by)),
			fmt.Sprintf("add values.%s to %s in the mapping", quote(by), u.name()))
	}
	where, fix := "", ""
	if by != "" {
		where = fmt.Sprintf(" where %s is %s", u.by.name(), quote(by))
	}
	if near := nearest(cell, l.names); near != "" {
		fix = "did you mean " + quote(near) + "? "
	}
	return bad(BadChoice, quote(cell)+" is not among the choices"+where,
		fix+"write one of "+list(l.names)+", or add "+quote(cell)+" to values in the mapping")
}
