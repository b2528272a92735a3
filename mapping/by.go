package mapping

import "slices"

// readBy checks the name only: the field may be mapped further down.
func (r *reader) readBy(_ *rule, e entry) {
	name, ok := r.text(e)
	if ok && !slices.Contains(r.names, name) {
		r.faults.add(e.value.at, "there is no field "+quote(name), didYouMean(name, r.names))
	}
}

// inOrder ties each rule to those that it depends on, and puts the rules into
// an order in which these come first; otherwise it is that of the fields.
func (r *reader) inOrder() []*rule {
	slices.SortStableFunc(r.rules, func(a, b *rule) int { return a.index - b.index })
	for _, u := range r.rules {
		r.tie(u)
	}
	var ordered []*rule
	for _, u := range r.rules {
		ordered = r.visit(u, nil, ordered)
	}
	return ordered
}

func (r *reader) tie(u *rule) {
	if u.field.With != "" {
		if u.with = r.find(u.field.With); u.with == nil {
			r.faults.add(u.at, u.name()+" is of no use without "+u.field.With, "map "+u.field.With+" too, or leave this out")
		}
	}
	e, ok := u.keys["by"]
	if !ok || !slices.Contains(r.names, e.value.text) {
		return
	}
	if u.by = r.find(e.value.text); u.by == nil {
		r.faults.add(e.value.at, "nothing is mapped to "+e.value.text, "map it too: its value chooses among these")
	}
}

// visit appends what u depends on, then u. A rule that is met again on the way
// to itself is cut loose there, so that the rest can be checked.
func (r *reader) visit(u *rule, way, ordered []*rule) []*rule {
	if slices.Contains(ordered, u) {
		return ordered
	}
	way = append(way, u)
	for _, link := range []**rule{&u.by, &u.with} {
		switch {
		case *link == nil:
		case slices.Contains(way, *link):
			at := u.at
			if link == &u.by {
				at = u.keys["by"].value.at
			}
			r.faults.add(at, u.name()+" depends on "+(*link).name()+", which depends on it", "take one by away")
			*link = nil
		default:
			ordered = r.visit(*link, way, ordered)
		}
	}
	return append(ordered, u)
}
