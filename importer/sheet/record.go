package sheet

import "slices"

// A Record is one row of the spreadsheet that is not blank.
type Record struct {
	Row     int      // as Excel counts it, from 1; line breaks inside quotes do not count
	Cells   []string // by the header's columns: a short row is padded, a long one has more. nil if they cannot be told apart
	Raw     string   // the row's text as it was read and decoded, without its line end
	Problem *Problem // why the row cannot be used; nil if it can

	written []string // the user's cells as they stood in the file, quotes and all
}

// Clone returns a copy that stays valid after the next Read.
func (r Record) Clone() Record {
	r.Cells = slices.Clone(r.Cells)
	r.written = slices.Clone(r.written)
	return r
}
