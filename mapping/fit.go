package mapping

import "slices"

// checkSource checks that a rule has one source, and nothing that the source
// leaves without meaning.
func (r *reader) checkSource(u *rule) {
	var sources []entry
	for _, name := range []string{"column", "value", "template"} {
		if e, ok := u.keys[name]; ok {
			sources = append(sources, e)
		}
	}
	switch {
	case len(sources) == 0:
		r.faults.add(u.at, u.name()+" has no source", "add column, value or template")
		return
	case len(sources) > 1:
		later := slices.MaxFunc(sources, func(a, b entry) int {
			return comparePos(a.at, b.at)
		})
		r.faults.add(later.at, u.name()+" has more than one source", "keep one of column, value and template")
		return
	}
	if sources[0].key != "value" {
		return
	}
	for _, name := range known(keywords) {
		if e, ok := u.keys[name]; ok && name != "value" && name != "required" {
			r.faults.add(e.at, name+" has no use beside value", "leave it out: the value is the same for every row")
		}
	}
}

// belongs says which kinds of field take which keys; the others take any.
var belongs = map[string]struct {
	kinds []Kind
	what  string
}{
	"part":    {[]Kind{Name, Text}, "a name"},
	"format":  {[]Kind{Date}, "a date"},
	"unit":    {[]Kind{Cents}, "an amount of money"},
	"pad":     {[]Kind{ZIP}, "a ZIP code"},
	"decimal": {[]Kind{Cents, Count, Decimal}, "a number"},
}

// checkFit checks that a rule's keys fit its field and each other.
func (r *reader) checkFit(u *rule) {
	for _, name := range known(belongs) {
		if e, ok := u.keys[name]; ok && !slices.Contains(belongs[name].kinds, u.field.Kind) {
			r.faults.add(e.at, name+" does not fit "+u.name(), name+" is for "+belongs[name].what)
		}
	}
	r.checkSaid(u)
	for _, name := range []string{"by", "other"} {
		if e, ok := u.keys[name]; ok && !u.has("values") {
			r.faults.add(e.at, name+" has no use without values", "add values, or leave it out")
		}
	}
	if e, ok := u.keys["on_bad"]; ok && u.omit && u.required {
		r.faults.add(e.at, u.name()+" is required: it cannot be left out of a row", `leave on_bad = "omit" out`)
	}
	if u.pad > 5 && u.kind == "us-zip" {
		r.faults.add(u.keys["pad"].at, "a ZIP code of the United States is padded to 5 digits", "write pad = 5")
	}
}

// checkSaid asks for what must be said of a column and is never guessed.
func (r *reader) checkSaid(u *rule) {
	if u.has("values") || u.has("value") || !u.has("column") && !u.has("template") {
		return // nothing of the cell is read as a date or an amount
	}
	switch {
	case u.field.Kind == Date && !u.has("format"):
		r.faults.add(u.at, u.name()+" does not say how its dates are written",
			`add format, such as { column = "…", format = "M/D/YYYY" }`)
	case u.field.Kind == Cents && !u.has("unit"):
		r.faults.add(u.at, u.name()+" does not say what its amounts are",
			`add unit = "dollars" or unit = "cents", such as { column = "…", unit = "dollars" }`)
	}
}

func (u *rule) has(key string) bool {
	_, ok := u.keys[key]
	return ok
}
