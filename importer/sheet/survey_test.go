package sheet_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"leadimport/importer/sheet"
)

func TestSurveyTellsWhatItFound(t *testing.T) {
	tests := []struct {
		name, text string
		options    sheet.Options
		want       string
	}{
		{"UTF-8", "a,b\n1,2\n", sheet.Options{}, "UTF-8, comma, 1 row, 2 columns"},
		{"UTF-16", utf16Text("\ufeffa\tb\n1\t2\n3\t4\n", false), sheet.Options{}, "UTF-16, tab, 2 rows, 2 columns"},
		{"blank rows", "a;b\n\n1;2\n;\n ; \n", sheet.Options{}, "UTF-8, semicolon, 1 row, 2 columns, 3 blank rows left out"},
		{"thousands", "a\n" + strings.Repeat("x\n", 1204), sheet.Options{}, "UTF-8, comma, 1,204 rows, 1 column"},
		{"no rows", "a|b|c\n", sheet.Options{}, "UTF-8, pipe, 0 rows, 3 columns"},
		{"declared", "a,b\n\xe9,2\n", sheet.Options{Encoding: "Windows-1252"}, "windows-1252, comma, 1 row, 2 columns"},
		{"declared by another name", "a,b\n\x8e,2\n", sheet.Options{Encoding: "MacRoman"}, "macintosh, comma, 1 row, 2 columns"},
		{"declared as Excel calls it", "\x83\x7c,\xb1\n1,2\n", sheet.Options{Encoding: "CP932"}, "shift_jis, comma, 1 row, 2 columns"},
		{"declared Korean", "a,b\n\xb0\xa1,2\n", sheet.Options{Encoding: "euc-kr"}, "euc-kr, comma, 1 row, 2 columns"},
		{"declared Chinese", "a,b\n\x81\x40,2\n", sheet.Options{Encoding: "cp936"}, "gbk, comma, 1 row, 2 columns"},
		{"declared in vain: a BOM", "\ufeffa,b\né,2\n", sheet.Options{Encoding: "windows-1252"}, "UTF-8, comma, 1 row, 2 columns"},
		{"declared in vain: valid UTF-8", "a,b\nÁ,2\n", sheet.Options{Encoding: "windows-1252"}, "UTF-8, comma, 1 row, 2 columns"},
		{"our own columns do not count", "a,b,import_row\n1,2,3\n", sheet.Options{Own: own}, "UTF-8, comma, 1 row, 2 columns"},
		{"columns without names at the end", "a,,b,,\n1,2,3,,\n", sheet.Options{}, "UTF-8, comma, 1 row, 3 columns"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := survey(t, tt.text, tt.options).String(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestFindsTheDelimiter(t *testing.T) {
	tests := []struct {
		name, text string
		want       rune
	}{
		{"decimal commas", "a;b\n1,5;2,5\n", ';'},
		{"quoted delimiters do not count", "\"a;b;c;d\",e\n1,2\n", ','},
		{"quoted line breaks do not end the header", "\"a\n;;;\",b\n1,2\n", ','},
		{"commas in one name", "\"Name\";City, State, ZIP;Phone\nx;y;z\n", ';'},
		{"commas in every note", "Name;Notes\nAda;a, b, c\nBob;d, e, f\nCy;g, h, i\n", ';'},
		{"one column", "email\na@example.com\n", ','},
		{"one column with a stray delimiter below", "email\na;b\n", ','},
		{"a bar inside a name", "Name,E-mail|Alt\nx,y\nz,w\n", ','},
		{"sep line wins", "sep=|\na,b|c\n", '|'},
		{"sep line with an unusual one", "sep=^\na^b\n", '^'},
		{"below a title that has other ones", "May, June, July\na;b;c\n1;2;3\n", ';'},
		{"a header that is longer than the sample", strings.Repeat("x;", 50_000) + "x\n", ';'},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := survey(t, tt.text, sheet.Options{}).Dialect.Delimiter; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBytesOfCharactersAreNoDelimiters(t *testing.T) {
	const bars = "\x83\x7c\x83\x7c\x83\x7c" // ポポポ
	s := survey(t, bars+",b\n"+bars+",2\n", sheet.Options{Encoding: "shift_jis"})
	if s.Dialect.Delimiter != ',' || s.Header[0] != "ポポポ" {
		t.Errorf("got %q between columns, and %q for a name", s.Dialect.Delimiter, s.Header[0])
	}
}

func TestSuggestsTheHeaderRow(t *testing.T) {
	tests := []struct {
		name, text string
		declared   int
		want       int
	}{
		{"no title", "a,b\n1,2\n", 0, 0},
		{"title", "Leads of May\na,b\n1,2\n", 0, 2},
		{"title padded with delimiters", "Leads of May,,\na,b,c\n1,2,3\n", 0, 2},
		{"title and blank line", "Leads, exported today\n\na;b;c;d\n1;2;3;4\n", 0, 3},
		{"title, and columns without names at the end", "Leads of May\n\na,b,,\n1,2,,\n", 0, 3},
		{"title, and rows without empty cells at the end", "Leads of May\n\na,b,\n1,2\n", 0, 3},
		{"declared", "Leads of May\na,b\n1,2\n", 2, 0},
		{"commas in every note", "Name;Notes\nAda;a, b, c\nBob;d, e, f\nCy;g, h, i\n", 0, 0},
		{"one column", "email\na@example.com\nb@example.com\n", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := survey(t, tt.text, sheet.Options{HeaderRow: tt.declared}).Suggest; got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

// TestRefuses shows what is said of a file that cannot be read. The middle of
// the longer hints is left out.
func TestRefuses(t *testing.T) {
	const utf8Hint = `; if a program on Windows wrote the file, put encoding = "windows-1252" (or "shift_jis" for Japanese) under [input] in the mapping; else save it as CSV UTF-8`
	const export = `; open it in Excel and choose File > Save As > "CSV UTF-8 (Comma delimited) (*.csv)"`
	tests := []struct {
		name, text string
		options    sheet.Options
		want       string
	}{
		{"empty", "", sheet.Options{}, "the file is empty"},
		{"only a BOM", "\ufeff", sheet.Options{}, "the file is empty"},
		{"only blank rows", "\n,,\n", sheet.Options{}, "every row is empty"},
		{"xlsx", "PK\x03\x04rest", sheet.Options{}, "this is an Excel workbook (.xlsx) or a zip archive, not a CSV file" + export},
		{"xls", "\xd0\xcf\x11\xe0rest", sheet.Options{}, "this is an old Excel workbook (.xls), not a CSV file" + export},
		{"pdf", "%PDF-1.7", sheet.Options{}, "this is a PDF document, not a CSV file" + export},
		{"web page", "<html><table>", sheet.Options{}, "this is a web page, not a CSV file" + export},
		{"binary", "a\x00b\n", sheet.Options{}, "this is no text file: its beginning holds NUL characters" + export},
		{"UTF-16 without BOM", utf16Text("Name\tCity\n", false), sheet.Options{}, "the file looks like UTF-16 without its byte order mark" + export},
		{"neither BOM nor UTF-8", "a,b\n\n\"x\ny\",2\nZo\xeb,2\n", sheet.Options{}, "row 4 (byte 15 of the file): the byte EB is not UTF-8" + utf8Hint},
		{"UTF-8 cut in a character", "a,b\nZo\xc3", sheet.Options{}, "row 2 (byte 6 of the file): the byte C3 is not UTF-8" + utf8Hint},
		{"BOM and not UTF-8", "\ufeffa,b\n\xeb,2\n", sheet.Options{Encoding: "windows-1252"},
			"row 2 (byte 7 of the file): the byte EB is not UTF-8, although the file begins with the mark of UTF-8; export the file again"},
		{"a byte that Windows-1252 lacks", "a\n\x81\n\xe9\n", sheet.Options{Encoding: "cp1252"},
			"row 2 (byte 2 of the file): the byte 81 is no character in windows-1252; correct encoding under [input] in the mapping, or save the file as CSV UTF-8"},
		{"a byte that it lacks, in valid UTF-8", "a\nÁ\n\xe9\n", sheet.Options{Encoding: "cp1252"},
			"row 2 (byte 3 of the file): the byte 81 is no character in windows-1252; correct encoding under [input] in the mapping, or save the file as CSV UTF-8"},
		{"half a character of Shift_JIS", "a,b\n\x83\x7c\x83,2\n", sheet.Options{Encoding: "shift_jis"},
			"row 2 (byte 6 of the file): the byte 83 is no character in shift_jis; correct encoding under [input] in the mapping, or save the file as CSV UTF-8"},
		{"bars in Shift_JIS", "a|b\n\x83\x7c|2\n", sheet.Options{Encoding: "shift_jis"},
			"in shift_jis a pipe cannot be told from half a character; save the file as CSV UTF-8, or export it with commas or tabs"},
		{"unknown encoding", "a\n", sheet.Options{Encoding: "big5"},
			`the encoding "big5" is not known; use a name like "windows-1252", "macintosh" or "shift_jis", or save the file as CSV UTF-8`},
		{"half a surrogate", "\xff\xfea\x00\n\x00b\x00\n\x00\x00\xd8c\x00", sheet.Options{},
			"row 3 (byte 10 of the file): half of a UTF-16 character stands alone; export the file again, or open it"},
		{"UTF-16 of odd length", "\xff\xfea\x00\n\x00b", sheet.Options{},
			"row 2 (byte 6 of the file): the file ends in the middle of a character: it seems cut off; export the file again, or open it"},
		{"header row beyond the end", "a\n1\n", sheet.Options{HeaderRow: 5},
			"row 5: header_row in the mapping names this row, but the file ends before it"},
		{"header without names", "a,b\n,import_row\n1,2\n", sheet.Options{HeaderRow: 2, Own: own},
			"row 2: the header names none of your columns; put the names of the columns into this row"},
		{"blank header row", "a\n\n1\n", sheet.Options{HeaderRow: 2},
			"row 2: header_row in the mapping names this row, but it is empty"},
		{"open quote in the header", "a,\"b\n1,2\n", sheet.Options{},
			"row 1: the header has a quote that is not closed, or text after a closing quote; correct the quotes"},
		{"a line without end", "a\n" + strings.Repeat("x", 17<<20), sheet.Options{},
			"row 2: this line is longer than 16 MB; is this a spreadsheet export? export it again"},
		{"damaged gzip", "\x1f\x8bgarbage!", sheet.Options{}, "the compressed file is damaged; copy or export it again"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := sheet.Survey("leads.csv", strings.NewReader(tt.text), tt.options)
			if err == nil {
				t.Fatal("it was read")
			}
			if got, want := err.Error(), "leads.csv: "+tt.want; !strings.HasPrefix(got, strings.TrimSuffix(want, "; copy or export it again")) {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if e := (*sheet.Error)(nil); !errors.As(err, &e) {
				t.Errorf("the error is a %T", err)
			}
		})
	}
}

func TestRefusesAFolder(t *testing.T) {
	folder, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	_, err = sheet.Survey("leads", folder, sheet.Options{})
	if want := "leads: this is a folder; name a file in it"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestErrorsOfTheDiskNameTheRow(t *testing.T) {
	failing := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("a,b\n1,2\n")))
	_, err := sheet.Survey("leads.csv", failing, sheet.Options{})
	if !errors.Is(err, iotest.ErrTimeout) || !strings.HasPrefix(err.Error(), "leads.csv: row 1: ") {
		t.Errorf("got %v", err)
	}
}

func TestGzipIsReadAndACutOneRefused(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte("a,b\n1,2\n"))
	z.Close()
	s := survey(t, packed.String(), sheet.Options{})
	if got := show(readAll(t, packed.String(), s)); got != "2 [1|2]" {
		t.Errorf("read %s", got)
	}
	_, err := sheet.Survey("leads.csv.gz", bytes.NewReader(packed.Bytes()[:packed.Len()-6]), sheet.Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "leads.csv.gz: row 3: the compressed file is cut off") {
		t.Errorf("got %v", err)
	}
}

func TestSheetSurvivesJSON(t *testing.T) {
	text := "sep=;\nLeads\n\"a\";b;import_row\n1;2;3\n"
	s := survey(t, text, sheet.Options{HeaderRow: 2, Own: own})
	stored, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var got sheet.Sheet
	if err := json.Unmarshal(stored, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s, &got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := show(readAll(t, text, &got)); got != "3 [1|2|3]" {
		t.Errorf("read %s", got)
	}
}

func TestReaderRefusesAnotherFile(t *testing.T) {
	s := survey(t, "sep=;\na;b\n", sheet.Options{})
	_, err := sheet.NewReader(strings.NewReader("a;b\n"), s)
	if err == nil || !strings.Contains(err.Error(), "not the file that was read before") {
		t.Errorf("got %v", err)
	}
}
