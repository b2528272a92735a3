package mapping

// A Kind says what a field holds: which texts it takes from a cell, and the
// one canonical text that it makes of them.
type Kind int

// The kinds of field, with their canonical texts.
const (
	Text      Kind = iota // trimmed, line breaks as LF, NFC
	ID                    // opaque, without blanks
	Name                  // as Text
	Phone                 // ten digits in North America, "+" and digits elsewhere
	PhoneType             // FAX, HOME, MOBILE, OTHER or WORK
	Email                 // as typed, trimmed
	State                 // as Text, unless the mapping says kind = "us-state": two capitals
	ZIP                   // as Text, unless the mapping says kind = "us-zip": 02139 or 02139-1234
	Date                  // 2027-07-01T12:00:00Z: noon UTC, which no zone moves to another day
	Cents                 // whole cents, as digits
	Count                 // a whole number, as digits
	Decimal               // a plain number such as 1.5
)

// A Field is one field of the target as the mapping is told of it: the
// package knows no fields of its own.
type Field struct {
	Name     string
	Kind     Kind
	Required bool   // a mapping without it is an error, a row without it is bad
	With     string // the field is left out where the field of this name is empty
	Refused  string // if not empty, mapping the field is an error that gives this reason

	// What people write, for Propose alone. Case, blanks and punctuation of
	// names do not count.
	Names []string // names of columns that feed the field; its own need not be among them
	Hints Hints
}

// Hints say more of how people write a field, for Propose. The zero value
// says nothing.
type Hints struct {
	By     string            // an id belongs to the value of this field, as a lead source to a property
	Part   string            // "first" or "last": what the field takes of a full name
	Wholes []string          // names of columns that hold full names
	Words  map[string]string // folded words for a value: "studio" for 0 bedrooms
	Units  []string          // folded words behind the field's number: "br" in 2 BR / 1 BA
	High   bool              // of a range of amounts it takes the upper end, not the lower
}
