package sheet

// A Problem says why a record cannot be used, in words for the person who has
// the spreadsheet open. Its words quote names of columns, never cells.
type Problem struct {
	Code string // one of the codes below
	Text string // what is wrong
	Fix  string // what to do
}

// The codes of problems are stored in ledgers and printed in files: they may
// be added to, never renamed.
const (
	OpenQuote    = "open_quote"     // a quote opens and is never closed
	StrayQuote   = "stray_quote"    // text follows a closing quote
	TooManyCells = "too_many_cells" // cells beyond the last column that has a name
	BrokenRow    = "broken_row"     // a row that looks like a piece of one, broken by a line break outside quotes
	CutOff       = "cut_off"        // the last row is short and has no line end
	Unprintable  = "unprintable"    // a cell holds a NUL character
	TooLong      = "too_long"       // the row is longer than any spreadsheet's
)
