package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"unicode"

	"leadimport/importer"
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// A surveyed is an input that init has found out about: with what must be
// declared for it in the mapping.
type surveyed struct {
	*looked
	sheet     *sheet.Sheet
	encoding  string // empty: nothing to declare
	headerRow int    // 0: nothing to declare
}

// surveyForInit surveys the input. What the file does not say itself it takes
// from the flags, or finds out if there is only one answer.
func surveyForInit(f *initFlags, source *looked, file string) (*surveyed, error) {
	in := &surveyed{looked: source, encoding: f.encoding, headerRow: f.headerRow}
	err := in.survey()
	if err != nil && f.encoding == "" {
		err = in.findEncoding(err, file)
	}
	if err == nil && f.headerRow == 0 {
		err = in.findHeader()
	}
	if err != nil {
		return nil, err
	}
	d := in.sheet.Dialect
	in.headerRow, in.encoding = d.HeaderRow, d.Encoding
	if d.BOM || d.Encoding == "UTF-8" {
		in.encoding = "" // the file says so itself
	}
	return in, nil
}

// findHeader goes below a title to the header, if one row alone can be it.
func (in *surveyed) findHeader() error {
	first, last := in.sheet.Dialect.HeaderRow, in.sheet.Suggest
	var rows []int
	for row := first + 1; row <= last; row++ {
		in.headerRow = row
		if in.survey() == nil && in.namesColumns() {
			rows = append(rows, row)
		}
	}
	if last == 0 && in.namesColumns() {
		return nil
	}
	if len(rows) != 1 {
		return fmt.Errorf("%s: which row names the columns cannot be told: say it with --header-row N, as Excel counts rows; or put such a row first",
			shown(in.base))
	}
	in.headerRow = rows[0]
	return in.survey()
}

// namesColumns says whether the header can be one: several names, and no
// values of a person among them.
func (in *surveyed) namesColumns() bool {
	names := 0
	for _, name := range in.sheet.Header {
		switch {
		case strings.TrimSpace(name) == "":
			continue
		case mapping.LooksLikeValue(name):
			return false
		}
		names++
	}
	return names > 1
}

func (in *surveyed) survey() error {
	file, err := in.open()
	if err != nil {
		return err
	}
	defer file.Close()
	options := sheet.Options{Encoding: in.encoding, HeaderRow: in.headerRow, Own: importer.OwnColumns}
	in.sheet, err = sheet.Survey(shown(in.base), file, options)
	return err
}

// likelyEncodings are those in which spreadsheets save CSV that is not UTF-8:
// on Windows, on older Macs, in a Windows console or older programs.
var likelyEncodings = []string{"windows-1252", "macintosh", "cp437", "cp850"}

// findEncoding tries the likely encodings on a file that is not UTF-8. It takes
// one only if no other makes another text of it that makes sense; else it says
// what to try.
func (in *surveyed) findEncoding(cause error, file string) error {
	var possible, sensible []string
	texts := map[uint64]bool{}
	for _, name := range likelyEncodings {
		in.encoding = name
		if in.survey() != nil {
			continue
		}
		possible = append(possible, name)
		if sum, ok := in.sensibleText(); ok && !texts[sum] {
			texts[sum] = true
			sensible = append(sensible, name)
		}
	}
	switch {
	case len(sensible) == 1:
		in.encoding = sensible[0]
		return in.survey()
	case len(possible) == 0:
		return cause
	case len(sensible) > 1:
		possible = sensible
	}
	try := shellLine("leadimport", "init", dashless(file), "--encoding", possible[0])
	if others := possible[1:]; len(others) > 0 {
		try += ", or " + strings.Join(others, ", ")
	}
	return fmt.Errorf("%w\nwhich encoding it is cannot be told: try %s, and look whether check shows the accents of names aright", cause, try)
}

// sensibleText sums the text up as the encoding makes it, and says whether it
// makes sense.
func (in *surveyed) sensibleText() (sum uint64, ok bool) {
	hash := fnv.New64a()
	ok = true
	look := func(cells []string) bool {
		for _, cell := range cells {
			io.WriteString(hash, cell+"\x00")
			ok = ok && !isGarbled(cell)
		}
		return ok
	}
	if look(in.sheet.Header) {
		ok = in.records(look) == nil && ok
	}
	return hash.Sum64(), ok
}

// isGarbled says whether a text was decoded wrongly: a sign, a strange letter
// or a capital within a word, as in M¸ller, Mⁿller and MŸller.
func isGarbled(text string) bool {
	letters := []rune(text)
	at := func(i int) rune {
		if i < 0 || i >= len(letters) {
			return ' '
		}
		return letters[i]
	}
	for i, r := range letters {
		before, after := at(i-1), at(i+1)
		within := unicode.IsLetter(before) && unicode.IsLetter(after)
		switch {
		case r < unicode.MaxASCII || strings.ContainsRune("’‘–—‑", r):
		case unicode.IsUpper(r) && (unicode.IsLower(before) || within && unicode.IsLower(after)),
			unicode.IsLetter(r) && !strings.ContainsRune(strangers, r) && r > unicode.MaxLatin1,
			unicode.IsControl(r), unicode.In(r, drawings), !unicode.IsLetter(r) && within:
			return true
		}
	}
	return false
}

// strangers are the letters of western names beyond Latin 1.
const strangers = "ŒœŠšŽžŸ"

// drawings are the lines and formulas that other encodings have where one has
// letters.
var drawings = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x2200, Hi: 0x22ff, Stride: 1}, {Lo: 0x2500, Hi: 0x25ff, Stride: 1}}}

// records yields the user's cells of every record that can be read.
func (in *surveyed) records(yield func(cells []string) bool) error {
	file, err := in.open()
	if err != nil {
		return err
	}
	defer file.Close()
	reader, err := sheet.NewReader(file, in.sheet)
	if err != nil {
		return err
	}
	for {
		record, err := reader.Read()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case record.Problem == nil && !yield(in.users(record.Cells)):
			return nil
		}
	}
}

// users takes the program's own columns of an earlier run away.
func (in *surveyed) users(cells []string) []string {
	if len(in.sheet.Own) == 0 {
		return cells
	}
	var users []string
	for i, cell := range cells {
		if !slices.Contains(in.sheet.Own, i) {
			users = append(users, cell)
		}
	}
	return users
}
