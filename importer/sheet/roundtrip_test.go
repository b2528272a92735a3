package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"pgregory.net/rapid"

	"leadimport/importer/sheet"
)

// row is what must survive writing and reading: the user's cells up to the last
// one that is not empty, or the text of a row that cannot be split.
type row struct {
	Code  string
	Cells []string
	Raw   string
}

// rowsOf drops our own columns and what padding added.
func rowsOf(s *sheet.Sheet, records []sheet.Record) (rows []row) {
	for _, rec := range records {
		r := row{Code: code(rec)}
		if rec.Cells == nil {
			r.Raw = rec.Raw
		}
		for i, cell := range rec.Cells {
			if !slices.Contains(s.Own, i) {
				r.Cells = append(r.Cells, cell)
			}
		}
		for len(r.Cells) > 0 && r.Cells[len(r.Cells)-1] == "" {
			r.Cells = r.Cells[:len(r.Cells)-1]
		}
		rows = append(rows, r)
	}
	return rows
}

// FuzzWriteReadsBack checks that the records of any input, good and bad, are
// the same after they have been written and read again, and that to do so once
// more changes no byte.
func FuzzWriteReadsBack(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "a;b;c\r\n\"x\r\ny\";2;3\r\n", "sep=|\na|b\n\"x\"y|2\n", "a,b,c\n1,x\ny,3\n", "a,b\n1,2,3\n",
		"a,b,c\n1,\"x\n4,5,6", "a,b,c\n1,2,3\n4", "a,import_row,import_reason\n1", ",import_row\n0", "\ufeffa\tb\n1\tx\x00y\n", "a,import_row,import_reason\n\"\"\"x\",2,open_quote\n",
		utf16Text("\ufeffa\tb\r\n\"1\"x\t2\r\n", false),
	} {
		f.Add(text, byte(0))
	}
	f.Add("a,b\n\xe9,2\n", byte(1))
	f.Add("a,b\n\x83\x7c,\xb1\n", byte(2))
	f.Fuzz(func(t *testing.T, text string, declared byte) {
		encodings := []string{"", "windows-1252", "shift_jis", "euc-jp", "euc-kr", "gbk"}
		o := sheet.Options{Own: own, Encoding: encodings[int(declared)%len(encodings)]}
		first, err := sheet.Survey("first", strings.NewReader(text), o)
		if err != nil {
			t.Skip(err)
		}
		if n := len(first.Own); n > 0 && first.Own[0] != len(first.Header)-n {
			t.Skip("somebody has moved our columns: a short row is another one when they are gone")
		}
		records := readAll(t, text, first)
		if len(records) != first.Rows {
			t.Fatalf("Survey counted %d rows, the Reader read %d", first.Rows, len(records))
		}
		again := write(t, first, records)
		second := survey(t, again, o)
		if first.Dialect.Encoding != second.Dialect.Encoding {
			t.Skip("what was not UTF-8 stood in our own columns")
		}
		back := readAll(t, again, second)
		if diff := cmp.Diff(rowsOf(first, records), rowsOf(second, back)); diff != "" {
			t.Errorf("read back (-first +second) from %q:\n%s", again, diff)
		}
		if third := write(t, second, back); third != again {
			t.Errorf("written again: %q\nbefore:        %q", third, again)
		}
	})
}

// TestAnyCellsInAnyDialect writes cells by a random dialect, and reads them.
func TestAnyCellsInAnyDialect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		encoding := rapid.SampledFrom([]string{"UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE", "windows-1252", "shift_jis"}).Draw(t, "encoding")
		delimiter := rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "delimiter")
		lineEnd := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
		if encoding == "shift_jis" && delimiter == "|" {
			t.Skip("bars are refused there")
		}
		alphabet := []rune("ab6 \",;\t|\r\n'=" + lettersOf(encoding))
		cell := rapid.StringOfN(rapid.SampledFrom(alphabet), 0, 12, -1)
		width := rapid.IntRange(2, 5).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 0, 8).Draw(t, "rows")

		lines := []string{strings.Join([]string{"one", "two", "three", "four", "five"}[:width], delimiter)}
		for _, cells := range rows {
			cells[0] = "x" + cells[0]
			var line []string
			for _, c := range cells {
				if strings.ContainsAny(c, delimiter+"\r\n") || strings.HasPrefix(c, `"`) || rapid.Bool().Draw(t, "quoted") {
					c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
				line = append(line, c)
			}
			lines = append(lines, strings.Join(line, delimiter))
		}
		text := encode(t, encoding, strings.Join(lines, lineEnd)+lineEnd)

		o := sheet.Options{Encoding: declarable(encoding), Own: own}
		first := survey(t, text, o)
		records := readAll(t, text, first)
		checkCells(t, rows, records)
		again := write(t, first, records)
		checkCells(t, rows, readAll(t, again, survey(t, again, o)))
	})
}

// lettersOf are letters that an encoding has: of Shift_JIS such as hold the
// byte of a bar, of a backslash, and no other byte.
func lettersOf(encoding string) string {
	switch encoding {
	case "windows-1252":
		return "éü"
	case "shift_jis":
		return "ポ表ｱ"
	}
	return "éü€😀\u2028\ufeff"
}

// declarable is what the mapping says of a file: the declaration of another
// encoding does no harm to one that tells its own.
func declarable(encoding string) string {
	if encoding == "shift_jis" {
		return encoding
	}
	return "windows-1252"
}

func encode(t *rapid.T, encoding, text string) string {
	switch encoding {
	case "UTF-8 with BOM":
		return "\ufeff" + text
	case "UTF-16LE", "UTF-16BE":
		return utf16Text("\ufeff"+text, encoding == "UTF-16BE")
	case "windows-1252":
		return coded(t, charmap.Windows1252, text)
	case "shift_jis":
		return coded(t, japanese.ShiftJIS, text)
	}
	return text
}

func coded(t rapid.TB, e encoding.Encoding, text string) string {
	t.Helper()
	coded, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return coded
}

// checkCells compares the cells of good records, our own columns left out.
func checkCells(t *rapid.T, want [][]string, records []sheet.Record) {
	if len(records) != len(want) {
		t.Fatalf("%d records, want %d", len(records), len(want))
	}
	for i, rec := range records {
		if rec.Problem != nil || !slices.Equal(rec.Cells[:len(want[i])], want[i]) {
			t.Errorf("record %d: got %q, want %q", i, rec.Cells, want[i])
		}
	}
}
