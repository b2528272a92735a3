package importer

import (
	"iter"
	"slices"
	"strings"

	"leadimport/mapping"
)

// A Person is what the identity of a row rests on: hashes alone, so that it
// may be stored. Two rows with a key in common are the same lead.
type Person struct {
	Keys      []Hash
	Payload   Hash // of all fields as sent: tells unchanged from corrected; no key
	FirstName Hash // of the folded first name; zero if there is none
	Email     Hash // of the normalised e-mail; zero if there is none
	Phone     bool // one of the keys is a phone's
}

// A keyring makes the keys of rows: hashes of the API's host, the
// integration, the property (or what the mapping names instead) and one
// normalised contact value. The values are canonical and have LF line breaks,
// so that re-saving a spreadsheet changes no key. A keyring is for one
// goroutine.
type keyring struct {
	*hasher
	host                       string
	integration, within        int // places in Fields
	firstName, lastName, email int
	match                      []int
}

func newKeyring(host string, d mapping.Duplicates) *keyring {
	k := &keyring{
		hasher:      newHasher(),
		host:        host,
		integration: fieldIndex("integration_id"),
		within:      fieldIndex(d.Within),
		firstName:   fieldIndex("first_name"),
		lastName:    fieldIndex("last_name"),
		email:       fieldIndex("email_1"),
	}
	for _, name := range d.Match {
		k.match = append(k.match, fieldIndex(name))
	}
	return k
}

func fieldIndex(name string) int {
	return slices.IndexFunc(Fields, func(f mapping.Field) bool { return f.Name == name })
}

// person makes the keys of one row's canonical values. A row whose matched
// fields are all empty goes by its folded name. With nothing to match by, only
// a row with the very same values is the same lead.
func (k *keyring) person(values []string) Person {
	p := Person{Payload: k.payload(values)}
	scope := k.scope(values)
	for i, key := range k.contacts(values) {
		p.Phone = p.Phone || Fields[i].Kind == mapping.Phone
		if !slices.Contains(p.Keys, key) {
			p.Keys = append(p.Keys, key)
		}
	}
	first := fold(values[k.firstName])
	switch {
	case len(k.match) == 0:
		p.Keys = append(p.Keys, k.sum(append(scope, "payload", string(p.Payload[:]))...))
	case len(p.Keys) == 0:
		p.Keys = append(p.Keys, k.sum(append(scope, "name", first, fold(values[k.lastName]))...))
	}
	if first != "" {
		p.FirstName = k.sum(append(scope, "first_name", first)...)
	}
	if values[k.email] != "" {
		p.Email = k.sum(append(scope, "e-mail", strings.ToLower(values[k.email]))...)
	}
	return p
}

// scope is where a contact value stands for one person.
func (k *keyring) scope(values []string) []string {
	return []string{k.host, values[k.integration], values[k.within]}
}

// contacts yields the places of the matched fields that are filled, each with
// its key.
func (k *keyring) contacts(values []string) iter.Seq2[int, Hash] {
	return func(yield func(int, Hash) bool) {
		scope := k.scope(values)
		for _, i := range k.match {
			if values[i] == "" {
				continue
			}
			kind, value := contact(Fields[i], values[i])
			if !yield(i, k.sum(append(scope, kind, value)...)) {
				return
			}
		}
	}
}

// contact normalises a contact value and names its kind. All phones are of
// one kind, and so are all e-mails: the mobile of one row is the home phone
// of another.
func contact(f mapping.Field, value string) (kind, normal string) {
	switch f.Kind {
	case mapping.Phone:
		return "phone", strings.TrimPrefix(value, "+")
	case mapping.Email:
		return "email", strings.ToLower(strings.TrimSpace(value))
	}
	return f.Name, fold(value)
}

// rowKey is the key of a row that cannot be used, made of its cells in the
// mapped columns. It is no contact key and claims nothing: by it alone the
// same uncorrected row is known again after its correction was imported.
func (k *keyring) rowKey(header, cells []string, used []int) Hash {
	parts := []string{k.host, "row"}
	for _, i := range used {
		if i < len(cells) && strings.TrimSpace(cells[i]) != "" {
			parts = append(parts, fold(header[i]), fold(cells[i]))
		}
	}
	return k.sum(parts...)
}

// fold makes texts equal that a person would call equal: letter case, blanks
// and line breaks do not count.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}
