package sheet_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"leadimport/importer/sheet"
)

// TestWritesTheSameDialect compares what is written with what was read.
func TestWritesTheSameDialect(t *testing.T) {
	tests := []struct {
		name, text, want string
		header           int
	}{
		{name: "plain", text: "a,b\n1,2\n",
			want: "a,b,import_row,import_reason\n1,2,7,\n"},
		{name: "BOM, semicolons, CRLF", text: "\ufeffa;b\r\n1;2\r\n",
			want: "\ufeffa;b;import_row;import_reason\r\n1;2;7;\r\n"},
		{name: "quotes that need not be", text: "\"a\",b\n\"1\",\"x\r\ny\"\n",
			want: "\"a\",b,import_row,import_reason\n\"1\",\"x\r\ny\",7,\n"},
		{name: "a quote inside an unquoted cell", text: "a,b\n6\" pipe,2\n",
			want: "a,b,import_row,import_reason\n6\" pipe,2,7,\n"},
		{name: "sep line", text: "sep=;\na;b\n1;2\n",
			want: "sep=;\na;b;import_row;import_reason\n1;2;7;\n"},
		{name: "title rows", text: "Leads, May\n\na,b\n1,2\n", header: 3,
			want: "Leads, May\n\na,b,import_row,import_reason\n1,2,7,\n"},
		{name: "columns without names at the end", text: "a,b,,\n1,2,,\n",
			want: "a,b,,,import_row,import_reason\n1,2,,,7,\n"},
		{name: "short and long rows", text: "a,b\n1\n1,2,3,4\n",
			want: "a,b,,,import_row,import_reason\n1,,,,7,\n1,2,3,4,7,too_many_cells\n"},
		{name: "a row that cannot be split", text: "a,b,c\n1,\"x,y\n4,5,6\n",
			want: "a,b,c,import_row,import_reason\n\"1,\"\"x,y\",,,7,open_quote\n4,5,6,7,\n"},
		{name: "columns of an earlier run", text: "import_row,a,import_reason,b\n2,x,invalid,y\n",
			want: "a,b,import_row,import_reason\nx,y,7,\n"},
		{name: "no line end at the end", text: "a,b\n1,2",
			want: "a,b,import_row,import_reason\n1,2,7,\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := survey(t, tt.text, sheet.Options{HeaderRow: tt.header, Own: own})
			records := readAll(t, tt.text, s)
			got := write(t, s, records)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("written (-want +got):\n%s", diff)
			}
			again := survey(t, got, sheet.Options{HeaderRow: tt.header, Own: own})
			if diff := cmp.Diff(rowsOf(s, records), rowsOf(again, readAll(t, got, again))); diff != "" {
				t.Errorf("read back (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDropsColumnsThatSurveyWasNotToldOf(t *testing.T) {
	text := "a, import_row ,b\n1,2,3\n"
	s := survey(t, text, sheet.Options{})
	if got, want := write(t, s, readAll(t, text, s)), "a,b,import_row,import_reason\n1,3,7,\n"; got != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
}

func TestDefusesOnlyOurOwnCells(t *testing.T) {
	text := "a,b\n=1+1,@x\n"
	s := survey(t, text, sheet.Options{})
	var out bytes.Buffer
	w, err := sheet.NewWriter(&out, s, []string{"p", "q", "r", "s", "t"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range readAll(t, text, s) {
		if err := w.Write(rec, []string{"=1+1", "+1", "-1", "@x", "\tx"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if want := "a,b,p,q,r,s,t\n=1+1,@x,'=1+1,'+1,'-1,'@x,'\tx\n"; out.String() != want {
		t.Errorf("wrote %q, want %q", out.String(), want)
	}
}

func TestOurOwnCellsFitTheEncoding(t *testing.T) {
	text := "a\n\xe9\n"
	s := survey(t, text, sheet.Options{Encoding: "windows-1252"})
	var out bytes.Buffer
	w, err := sheet.NewWriter(&out, s, []string{"p"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rec := readAll(t, text, s)[0]
	if err := w.Write(rec, []string{"é Ж \x00\xff"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Write(rec, nil); err == nil {
		t.Error("a record without its own cells was written")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if want := "a,p\n\xe9,\xe9 ? ??\n"; out.String() != want {
		t.Errorf("wrote %q, want %q", out.String(), want)
	}
}

func TestWritesRecordsMadeByHand(t *testing.T) {
	s := survey(t, "a;b\n1;2\n", sheet.Options{})
	got := write(t, s, []sheet.Record{{Cells: []string{"x;y", `say "hi"`}}, {Raw: `1;"x`}})
	want := "a;b;import_row;import_reason\n\"x;y\";\"say \"\"hi\"\"\";7;\n\"1;\"\"x\";;7;\n"
	if got != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
}

// TestMendedInPlace reads a file of failures in which a person has corrected
// the text of a row where it stands, in the first cell.
func TestMendedInPlace(t *testing.T) {
	const header = "a,b,c,import_row,import_reason\n"
	tests := []struct{ name, row, want string }{
		{"still open", `"1,""x,y",,,2,open_quote`, `2 open_quote 1,"x,y`},
		{"quote closed", `"1,""x,y"",z",,,2,open_quote`, `2 [1|x,y|z|2|open_quote]`},
		{"shorter than the header", `"1,x",,,2,stray_quote`, `2 [1|x||2|stray_quote]`},
		{"longer than the header", `"1,x,y,z",,,2,stray_quote`, `2 too_many_cells 1,x,y,z`},
		{"half of a broken row", `"1,x",,,2,broken_row`, `2 broken_row 1,x`},
		{"broken row joined", `"1,x,y",,,2,broken_row`, `2 [1|x|y|2|broken_row]`},
		{"broken row joined with its line break", "\"1,x\ny,3\",,,2,broken_row", "2 broken_row 1,x\ny,3"},
		{"cut off", `"1,x",,,2,cut_off`, `2 cut_off 1,x`},
		{"cut off and completed", `"1,x,y",,,2,cut_off`, `2 [1|x|y|2|cut_off]`},
		{"typed into the cells", `1,x,y,2,open_quote`, `2 [1|x|y|2|open_quote]`},
		{"an ordinary cell with delimiters", `"1,x,y",,,2,invalid`, `2 [1,x,y|||2|invalid]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := header + tt.row + "\n"
			s := survey(t, text, sheet.Options{Own: own})
			if got := show(readAll(t, text, s)); got != tt.want {
				t.Errorf("read %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestEightBitsAreWrittenBack(t *testing.T) {
	text := "Fr\xfchjahr\r\nName;Stra\xdfe;\r\n\"Zo\xeb;\"\"x\"\"\";5\x80;\r\nJos\xe9;a;b\r\n\"\xc9\"x;;\r\n"
	s := survey(t, text, sheet.Options{Encoding: "windows-1252", HeaderRow: 2})
	records := readAll(t, text, s)
	want := "3 [Zoë;\"x\"|5€|] 4 too_many_cells [José|a|b] 5 stray_quote \"É\"x;;"
	if got := show(records); got != want {
		t.Errorf("read %s\nwant %s", got, want)
	}
	if got, want := s.Header[1], "Straße"; got != want {
		t.Errorf("the header is %q, want %q", got, want)
	}
	want = "Fr\xfchjahr\r\nName;Stra\xdfe;;import_row;import_reason\r\n" +
		"\"Zo\xeb;\"\"x\"\"\";5\x80;;7;\r\nJos\xe9;a;b;7;too_many_cells\r\n\"\"\"\xc9\"\"x;;\";;;7;stray_quote\r\n"
	if got := write(t, s, records); got != want {
		t.Errorf("wrote %q\nwant  %q", got, want)
	}
}

func TestUTF16IsWrittenBack(t *testing.T) {
	for name, order := range map[string]bool{"little endian": false, "big endian": true} {
		t.Run(name, func(t *testing.T) {
			text := utf16Text("\ufeffName\tCity\r\nZoë 😀\tKöln\r\n", order)
			s := survey(t, text, sheet.Options{})
			got := write(t, s, readAll(t, text, s))
			want := utf16Text("\ufeffName\tCity\timport_row\timport_reason\r\nZoë 😀\tKöln\t7\t\r\n", order)
			if got != want {
				t.Errorf("wrote %q\nwant %q", got, want)
			}
		})
	}
}

// utf16Text encodes text as UTF-16.
func utf16Text(text string, big bool) string {
	var out strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		if big {
			unit = unit<<8 | unit>>8
		}
		out.Write([]byte{byte(unit), byte(unit >> 8)})
	}
	return out.String()
}
