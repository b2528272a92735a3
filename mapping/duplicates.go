package mapping

import "slices"

// Duplicates says which rows are the same person: those in which any field of
// Match is equal, after normalising, where Within is equal too.
type Duplicates struct {
	Match  []string // fields that hold a phone or an e-mail; empty, never nil: duplicates are not looked for
	Within string   // "property_id" or "integration_id"
}

// withins are what duplicates can be bounded by.
var withins = []string{"property_id", "integration_id"}

// defaultDuplicates holds where the mapping says nothing.
func defaultDuplicates() Duplicates {
	return Duplicates{Match: []string{"email_1", "phone_1"}, Within: withins[0]}
}

var duplicatesKeywords = map[string]func(*reader, *Duplicates, entry){
	"match":  (*reader).readMatch,
	"within": func(r *reader, d *Duplicates, e entry) { d.Within = r.word(e, withins...) },
}

func (r *reader) readDuplicates(m *Mapping, table *node) {
	for _, e := range table.entries {
		if read, ok := duplicatesKeywords[e.key]; ok {
			read(r, &m.Duplicates, e)
		} else {
			r.faults.add(e.at, "[duplicates] has no "+quote(e.key), didYouMean(e.key, known(duplicatesKeywords)))
		}
	}
}

func (r *reader) readMatch(d *Duplicates, e entry) {
	d.Match = []string{}
	if len(e.value.items) == 0 && isArray(e.value) {
		return
	}
	var contacts []string
	for _, field := range r.fields {
		if field.Kind == Email || field.Kind == Phone {
			contacts = append(contacts, field.Name)
		}
	}
	for _, item := range r.texts(e) {
		switch {
		case !slices.Contains(contacts, item.text):
			r.faults.add(item.at, quote(item.text)+" does not tell people apart", didYouMean(item.text, contacts))
		case !slices.Contains(d.Match, item.text):
			d.Match = append(d.Match, item.text)
		}
	}
}
