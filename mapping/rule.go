package mapping

import "github.com/pelletier/go-toml/v2/unstable"

// A rule is one line of [fields]: where a field's value comes from and what
// is done with it.
type rule struct {
	field *Field
	index int // of the field in the list
	at    pos // of the field's name
	keys  map[string]entry

	columns  []columnName
	template []piece
	value    string // the same for every row; empty if the value comes from columns
	part     string // "first" or "last" of a full name
	choices  choices
	other    final // for a cell that is not among the choices
	deflt    final // for an empty cell
	formats  []dateFormat
	unit     string
	pad      int
	kind     string // "us-state" or "us-zip"
	decimal  byte
	required bool
	omit     bool // on_bad = "omit"

	by      *rule // whose value chooses among nested values; nil if they are not nested
	with    *rule // where its value is empty, the field is left out
	convert convert
	nothing nothing
}

// A columnName is a column as the mapping writes it.
type columnName struct {
	name string
	at   pos
}

// keywords are the keys of a rule. Some are read with the others at hand, and
// so after them.
var keywords = map[string]func(*reader, *rule, entry){
	"column":   (*reader).readColumn,
	"value":    nil, // by finish, when its conversion is known
	"template": (*reader).readTemplate,
	"part":     func(r *reader, u *rule, e entry) { u.part = r.word(e, "first", "last") },
	"values":   nil, // by finish: whether it is nested is known from by
	"by":       (*reader).readBy,
	"other":    nil, // by finish
	"default":  nil, // by finish
	"format":   (*reader).readFormat,
	"unit":     func(r *reader, u *rule, e entry) { u.unit = r.word(e, "dollars", "cents") },
	"pad":      func(r *reader, u *rule, e entry) { u.pad = r.whole(e, 3, 10) },
	"kind":     (*reader).readKind,
	"required": (*reader).readRequired,
	"on_bad":   (*reader).readOnBad,
	"decimal":  func(r *reader, u *rule, e entry) { u.decimal = r.word(e, ".", ",")[0] },
}

func (u *rule) name() string { return u.field.Name }

// rule reads the line of one field.
func (r *reader) rule(field *Field, index int, e entry) *rule {
	u := &rule{field: field, index: index, at: e.at, keys: map[string]entry{}, decimal: '.', required: field.Required}
	if e.value.kind != unstable.Table {
		// The short form is a column, or columns in order of preference.
		e.value = &node{at: e.value.at, kind: unstable.Table, entries: []entry{{"column", e.at, e.value}}}
	}
	for _, key := range e.value.entries {
		read, ok := keywords[key.key]
		if !ok {
			r.faults.add(key.at, "a field has no "+quote(key.key), didYouMean(key.key, known(keywords)))
			continue
		}
		u.keys[key.key] = key
		if read != nil {
			read(r, u, key)
		}
	}
	r.checkSource(u)
	r.checkFit(u)
	return u
}

func (r *reader) readColumn(u *rule, e entry) {
	for _, item := range r.texts(e) {
		u.addColumn(item.text, item.at)
	}
}

// addColumn returns the index of a column of the rule.
func (u *rule) addColumn(name string, at pos) int {
	name = headerName(name)
	for i, column := range u.columns {
		if column.name == name {
			return i
		}
	}
	u.columns = append(u.columns, columnName{name, at})
	return len(u.columns) - 1
}

// readFormat reads the date formats and refuses two that could read one cell
// as two days: which of them was meant nobody could say.
func (r *reader) readFormat(u *rule, e entry) {
	items := r.texts(e)
	if len(items) > mostFormats {
		r.faults.add(e.at, "format lists "+plural(len(items), "format"), "no column needs more than "+plural(mostFormats, "format"))
		return
	}
	for _, item := range items {
		f, problem, fix := compileDate(item.text)
		if problem != "" {
			r.faults.add(item.at, problem, fix)
			continue
		}
		for _, earlier := range u.formats {
			example, found := earlier.contradicts(f)
			if !found {
				example, found = f.contradicts(earlier)
			}
			if found {
				r.faults.add(item.at, quote(earlier.text)+" and "+quote(f.text)+" read "+quote(example)+" as different days",
					"keep the one that the column is written in")
			}
		}
		u.formats = append(u.formats, f)
	}
}

// mostFormats bounds the pairs to compare.
const mostFormats = 12

func (r *reader) readKind(u *rule, e entry) {
	switch u.field.Kind {
	case State:
		u.kind = r.word(e, "us-state")
	case ZIP:
		u.kind = r.word(e, "us-zip")
	default:
		r.faults.add(e.at, u.name()+" takes no kind", "kind is for a state or a ZIP code")
	}
}

func (r *reader) readRequired(u *rule, e entry) {
	required := r.boolean(e)
	if u.field.Required && !required {
		r.faults.add(e.value.at, u.name()+" is always required", "leave required = false out")
	}
	u.required = u.field.Required || required
}

func (r *reader) readOnBad(u *rule, e entry) {
	u.omit = r.word(e, "invalid", "omit") == "omit"
}
