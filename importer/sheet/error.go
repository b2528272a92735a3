package sheet

import "strconv"

// An Error says why a file cannot be read, or not further than to a row. It
// names places, never what stands in the cells.
type Error struct {
	Name string // of the file, as Survey was told
	Row  int    // as Excel counts it, from 1; 0: the file as a whole
	Byte int64  // where in the decompressed file, from 0; -1: no certain byte
	Text string // what is wrong
	Fix  string // what to do; may be empty
	Err  error  // what the system said; may be nil
}

// Error writes "leads.csv: row 17 (byte 2041 of the file): what is wrong; what to do".
func (e *Error) Error() string {
	text := e.Name + ": "
	if e.Row > 0 {
		text += "row " + strconv.Itoa(e.Row)
		if e.Byte >= 0 {
			text += " (byte " + strconv.FormatInt(e.Byte, 10) + " of the file)"
		}
		text += ": "
	}
	text += e.Text
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if e.Fix != "" {
		text += "; " + e.Fix
	}
	return text
}

// Unwrap returns what the system said.
func (e *Error) Unwrap() error { return e.Err }

// refuse makes an error about a file as a whole.
func refuse(text, fix string) *Error {
	return &Error{Byte: -1, Text: text, Fix: fix}
}

// refuseRow makes an error about one row.
func refuseRow(row int, text, fix string) *Error {
	return &Error{Row: row, Byte: -1, Text: text, Fix: fix}
}

// named puts the file's name and, where none is known yet, the row into an
// error that comes from a layer that does not know them.
func named(err error, name string, row int) error {
	e, ok := err.(*Error)
	if !ok {
		e = &Error{Byte: -1, Text: "reading", Err: err}
	}
	located := *e
	located.Name = name
	if located.Row == 0 {
		located.Row = row
	}
	return &located
}
