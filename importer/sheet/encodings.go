package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The encodings that can be seen from a file itself, as a Dialect names them.
const (
	utf8Name = "UTF-8"
	utf16LE  = "UTF-16LE"
	utf16BE  = "UTF-16BE"
)

// wideEncodings have characters of several bytes. They are those in which
// spreadsheets of these countries save CSV and whose every character can be
// written again, which rules out Big5.
var wideEncodings = map[string]encoding.Encoding{
	"shift_jis": japanese.ShiftJIS,
	"euc-jp":    japanese.EUCJP,
	"euc-kr":    korean.EUCKR,
	"gbk":       simplifiedchinese.GBK,
}

// otherNames are what else people write. Latin 1 is taken for Windows-1252, as
// browsers do: no spreadsheet writes the control characters in which they
// differ.
var otherNames = map[string]string{
	"latin1": "windows-1252", "iso-8859-1": "windows-1252", "ansi": "windows-1252",
	"mac": "macintosh", "macroman": "macintosh",
	"sjis": "shift_jis", "cp932": "shift_jis", "windows-31j": "shift_jis",
	"cp949": "euc-kr", "uhc": "euc-kr", "cp936": "gbk", "gb2312": "gbk",
}

// usualEncodings are those in which most spreadsheets that are not UTF-8 come.
var usualEncodings = []string{"windows-1252", "macintosh", "cp437", "cp850", "shift_jis"}

// Encodings lists the names that Options.Encoding takes, the usual ones first:
// of encodings that have to be declared, by all their names, and of those that
// are seen from the file itself, for which a declaration changes nothing. Names
// may differ from these in case, hyphens, underscores and blanks.
func Encodings() []string {
	rest := []string{"utf-8", "utf-8-bom", "utf-8-sig", "utf-16", "utf-16le", "utf-16be"}
	rest = slices.AppendSeq(rest, maps.Keys(wideEncodings))
	rest = slices.AppendSeq(rest, maps.Keys(otherNames))
	for _, table := range tables() {
		name := tableName(table)
		rest = append(rest, name)
		if page, ok := strings.CutPrefix(name, "windows-"); ok {
			rest = append(rest, "cp"+page)
		}
		if page, ok := strings.CutPrefix(name, "cp"); ok {
			rest = append(rest, "ibm"+page)
		}
	}
	slices.Sort(rest)
	rest = slices.DeleteFunc(slices.Compact(rest), func(name string) bool { return slices.Contains(usualEncodings, name) })
	return slices.Concat(usualEncodings, rest)
}

// findCodepage returns an encoding by any of its names, nil for one that is
// seen from the file itself.
func findCodepage(name string) (*codepage, error) {
	wanted := usualName(name)
	if wanted == "" || strings.HasPrefix(wanted, "utf8") || strings.HasPrefix(wanted, "utf16") {
		return nil, nil
	}
	for name, e := range wideEncodings {
		if foldName(name) == wanted {
			return newCodepage(name, e, true), nil
		}
	}
	for _, table := range tables() {
		if name := tableName(table); foldName(name) == wanted {
			return newCodepage(name, table, false), nil
		}
	}
	return nil, refuse(fmt.Sprintf("the encoding %q is not known", name),
		`use a name like "windows-1252", "macintosh" or "shift_jis", or save the file as CSV UTF-8`)
}

func newCodepage(name string, e encoding.Encoding, wide bool) *codepage {
	return &codepage{name: name, wide: wide, decoder: e.NewDecoder(), encoder: e.NewEncoder()}
}

// tables are the 8-bit encodings whose lower half is ASCII, so that delimiters,
// quotes and line ends are the same bytes in all of them.
func tables() []*charmap.Charmap {
	var tables []*charmap.Charmap
	for _, e := range charmap.All {
		if table, ok := e.(*charmap.Charmap); ok && table.DecodeByte('A') == 'A' {
			tables = append(tables, table)
		}
	}
	return tables
}

// tableName is how mappings and dialects spell an 8-bit encoding:
// "windows-1252", "iso-8859-2", "cp437", "macintosh".
func tableName(table *charmap.Charmap) string {
	name := strings.ReplaceAll(strings.ToLower(table.String()), " ", "-")
	name = strings.TrimPrefix(name, "ibm-code-page-")
	name = strings.TrimPrefix(name, "windows-code-page-")
	if name[0] >= '0' && name[0] <= '9' {
		name = "cp" + name
	}
	return name
}

// foldName makes spellings of one name equal.
func foldName(name string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
}

// usualName folds a name and puts the usual one for another.
func usualName(name string) string {
	name = foldName(name)
	if page, ok := strings.CutPrefix(name, "ibm"); ok {
		name = "cp" + page
	}
	for other, usual := range otherNames {
		if foldName(other) == name {
			return foldName(usual)
		}
	}
	if strings.HasPrefix(name, "cp125") || name == "cp874" {
		return "windows" + name[len("cp"):]
	}
	return name
}
