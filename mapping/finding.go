package mapping

// A Finding is what there is to say about one field of one row. Problem and
// Fix quote the cell: they are for files that only the operator reads, never
// for a log.
type Finding struct {
	Field   string // the field that the cell was meant for
	Column  string // the user's own column, or several joined by ", "; empty if no column feeds the field
	Cell    string // the cell as it was read; of a template, what it came to
	Code    string // one of the codes of this package
	Problem string // what is wrong, the cell clipped to 60 characters
	Fix     string // what to do about it
	Cause   string // the problem without a word of the cell, for summaries: "is not a date in M/D/YYYY"
	Cure    string // the fix without a word of the cell; empty if it has no such form
	Omitted bool   // on_bad = "omit": the field was left out, the row is still good
	Told    bool   // only a remark: the field has its value
}

// A Step is how one field of one row came to its value.
type Step struct {
	Field    string
	Columns  []string  // the user's columns that feed the field
	Cell     string    // the text that the rule began with
	Rule     string    // the rule in words
	Value    string    // the canonical value; empty if the field is absent
	Findings []Finding // what was wrong or worth a remark
}
