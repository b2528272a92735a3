package mapping

// Codes say what is wrong with a cell. They are stored in ledgers and printed
// in files: they may be added to, never renamed.
const (
	Missing      = "missing"       // a required field comes out empty
	BadID        = "bad_id"        // an id with blanks inside
	BadPhone     = "bad_phone"     // no phone number
	BadEmail     = "bad_email"     // no e-mail address
	BadState     = "bad_state"     // no state of the United States, where only these are taken
	BadZIP       = "bad_zip"       // no ZIP code of the United States, where only these are taken
	BadDate      = "bad_date"      // no date in a declared format
	BadMoney     = "bad_money"     // no amount, or a negative one
	BadNumber    = "bad_number"    // no number of the kind that the field takes
	BadChoice    = "bad_choice"    // none of the choices that the mapping or the field knows
	Damaged      = "damaged"       // a spreadsheet has spoilt the cell: 6.17E+09, #N/A, a lost zero
	Unprintable  = "unprintable"   // a control character, or bytes that are no text
	ExtensionCut = "extension_cut" // a remark: the phone was taken without its extension
	DoubtfulText = "doubtful_text" // a remark: the text holds the mark of a lost character
)

// A trouble is what a conversion has to say about a cell.
type trouble struct {
	code, problem, fix string
	told               bool // a remark only
}

func bad(code, problem, fix string) *trouble {
	return &trouble{code: code, problem: problem, fix: fix}
}

// A convert makes the canonical value of a trimmed cell that is not empty. A
// cell that is canonical already is returned as it is, without a copy. With a
// trouble that is no remark the value is empty.
type convert func(cell string) (string, *trouble)
