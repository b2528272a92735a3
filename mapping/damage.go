package mapping

import "strings"

// errorCells are what spreadsheets write where a formula failed.
var errorCells = map[string]bool{
	"#N/A": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NULL!": true, "#NUM!": true,
	"#SPILL!": true, "#CALC!": true, "#FIELD!": true, "#BLOCKED!": true, "#CONNECT!": true, "#UNKNOWN!": true,
	"#BUSY!": true, "#GETTING_DATA": true, "#EXTERNAL!": true, "#PYTHON!": true, "#ERROR!": true,
}

// zeroDates are how spreadsheets and databases write a date that is none.
var zeroDates = map[string]bool{
	"1/0/1900": true, "01/00/1900": true, "1/0/00": true, "0/1/1900": true, "00/01/1900": true, "1900-01-00": true,
	"0/0/0000": true, "00/00/0000": true, "0000-00-00": true, "0000-00-00 00:00:00": true, "00/00/00": true, "0/0/00": true,
	"00.00.0000": true, "00-00-0000": true,
}

// damage finds what no field can mean: the traces of a broken formula, of a
// column too narrow to print, of an empty date. It looks at whole cells only.
func damage(cell string) *trouble {
	switch cell[0] {
	case '#':
		if errorCells[strings.ToUpper(cell)] {
			return bad(Damaged, quote(cell)+" is a spreadsheet's error, not a value",
				"mend the formula, clear the cell, or list "+quote(cell)+" under [input] empty in the mapping")
		}
		if len(cell) > 2 && strings.Trim(cell, "#") == "" {
			return bad(Damaged, quote(cell)+" is what a spreadsheet prints when a column is too narrow",
				"make the column wider and export again")
		}
	case '0', '1':
		if zeroDates[cell] {
			return bad(Damaged, quote(cell)+" is how a spreadsheet writes an empty date",
				"clear the cell, or list "+quote(cell)+" under [input] empty in the mapping")
		}
	}
	return nil
}

// numberDamage finds a long number that a spreadsheet has shortened to
// 6.17E+09, or written as 6175550000.0, where digits are meant one by one.
func numberDamage(cell string) *trouble {
	const fix = "format the column as text, enter the value again, and export again"
	if isScientific(cell) {
		return bad(Damaged, quote(cell)+" is a number that a spreadsheet has shortened: its digits are lost", fix)
	}
	whole, fraction, found := strings.Cut(cell, ".")
	if found && len(whole) > 3 && allDigits(whole) && allDigits(fraction) && strings.Trim(fraction, "0") == "" {
		return bad(Damaged, quote(cell)+" is a number that a spreadsheet has given decimals", fix)
	}
	return nil
}

// isScientific knows 6.17E+09. The sign is asked for because spreadsheets
// always write one, and ids such as 12E34 do not have it.
func isScientific(cell string) bool {
	if cell[0] < '0' || cell[0] > '9' {
		return false
	}
	at := strings.IndexAny(cell, "eE")
	if at < 0 || at+2 >= len(cell) || cell[at+1] != '+' && cell[at+1] != '-' || !allDigits(cell[at+2:]) {
		return false
	}
	whole, fraction, _ := strings.Cut(strings.Replace(cell[:at], ",", ".", 1), ".")
	return allDigits(whole) && (fraction == "" || allDigits(fraction))
}

// allDigits says whether s is one ASCII digit or more.
func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
