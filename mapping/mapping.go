package mapping

// A Mapping is a mapping file that has been read. It is immutable and safe
// for concurrent use.
type Mapping struct {
	Duplicates Duplicates
	Input      Input

	file   string
	fields []Field
	rules  []*rule // in an order in which no rule comes before one that it depends on
	faults Errors  // what Parse found
}

// Parse reads a mapping file: text is TOML in UTF-8, file is its name as
// errors should give it, and fields is what can be mapped, in the order in
// which projected values will come. encodings are the names that [input] may
// declare, the likeliest first, compared without regard to case, hyphens,
// underscores and blanks; nil takes any. Neither is copied.
//
// An error is always an Errors and holds every fault of the file. Unless the
// text is no TOML at all the mapping is returned nevertheless, for one use:
// its Bind fails with the same faults and those of the columns together.
func Parse(file string, text []byte, fields []Field, encodings []string) (*Mapping, error) {
	faults := &faults{file: file}
	root := readTree(text, faults)
	if root == nil {
		return nil, faults.err()
	}
	r := reader{faults: faults, fields: fields, names: mappable(fields), encodings: encodings, fieldsAt: pos{1, 1}}
	m := r.mapping(root)
	m.file, m.fields = file, fields
	err := faults.err()
	m.faults = faults.list
	return m, err
}

// mappable lists the names that a mapping may use.
func mappable(fields []Field) []string {
	var names []string
	for _, field := range fields {
		if field.Refused == "" {
			names = append(names, field.Name)
		}
	}
	return names
}
