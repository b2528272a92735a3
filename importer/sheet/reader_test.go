package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadimport/importer/sheet"
)

// TestReadsRows shows each record as "row code [cells]", or its raw text if the
// cells cannot be told apart.
func TestReadsRows(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "a,b\n1,2\n3,4\n", `2 [1|2] 3 [3|4]`},
		{"crlf", "a,b\r\n1,2\r\n", `2 [1|2]`},
		{"cr alone", "a,b\r1,2\r3,4\r", `2 [1|2] 3 [3|4]`},
		{"no line end", "a,b\n1,2", `2 [1|2]`},
		{"quoted delimiter and line breaks", "a,b\n\"x,\r\ny\",2\n3,4\n", "2 [x,\r\ny|2] 3 [3|4]"},
		{"doubled quotes", "a,b\n\"say \"\"hi\"\"\",2\n", `2 [say "hi"|2]`},
		{"quote inside an unquoted cell", "a,b\n6\" pipe,2\n", `2 [6" pipe|2]`},
		{"blank line keeps its number", "a,b\n\n1,2\n,\n3,4\n", `3 [1|2] 5 [3|4]`},
		{"header below blank lines", "\n\na,b\n1,2\n", `4 [1|2]`},
		{"sep line is no row", "sep=;\na;b\n1;2,5\n", `2 [1|2,5]`},
		{"semicolon", "a;b;c\n1,5;2;3\n", `2 [1,5|2|3]`},
		{"tab", "a\tb\n1,2\t3;4\n", `2 [1,2|3;4]`},
		{"bar", "a|b\n1|2\n", `2 [1|2]`},
		{"line break in a header name", "a,\"b\nc\",d\n1,2,3\n", `2 [1|2|3]`},
		{"short row", "a,b,c,d\n1,2\n3,4,5,6\n", `2 [1|2||] 3 [3|4|5|6]`},
		{"block of short rows", "a,b,c\n1,2\n3,4\n5,6\n", `2 [1|2|] 3 [3|4|] 4 [5|6|]`},
		{"long row of blanks", "a,b\n1,2,,\n", `2 [1|2||]`},
		{"long row", "a,b\n1,2,3\n4,5\n", `2 too_many_cells [1|2|3] 3 [4|5]`},
		{"cell under no name", "a,b,\n1,2,\n1,2,3\n", `2 [1|2|] 3 too_many_cells [1|2|3]`},
		{"column without a name inside", ",b\n1,2\n", `2 [1|2]`},
		{"text after a closing quote", "a,b\n\"x\"y,2\n3,4\n", `2 stray_quote "x"y,2 3 [3|4]`},
		{"quote never closed", "a,b\n1,\"x\n3,4\n5,6\n", `2 open_quote 1,"x 3 [3|4] 4 [5|6]`},
		{"quote closed by a later line's", "a,b,c\n1,\"x,2\n3,\"y\",4\n", `2 open_quote 1,"x,2 3 [3|y|4]`},
		{"quote open at the end", "a,b\n1,\"x", `2 open_quote 1,"x`},
		{"broken in two", "a,b,c\n1,x\ny,3\n4,5,6\n", `2 broken_row 1,x 3 broken_row y,3 4 [4|5|6]`},
		{"broken in three", "a,b,c,d\n1,x\ny\nz,3,4\n5,6,7,8\n", `2 broken_row 1,x 3 broken_row y 4 broken_row z,3,4 5 [5|6|7|8]`},
		{"broken in five", "a,b,c\n1,x\n1\n2\n3\ny,3\n", `2 broken_row 1,x 3 broken_row 1 4 broken_row 2 5 broken_row 3 6 broken_row y,3`},
		{"broken in three, with a whole row between", "a,b,c,d\n1,x\ny\n5,6,7,8\nz,3,4\n", `2 [1|x||] 3 [y|||] 4 [5|6|7|8] 5 [z|3|4|]`},
		{"short rows of one cell", "a,b,c\n1\n2\n3\n4\n", `2 [1||] 3 [2||] 4 [3||] 5 [4||]`},
		{"broken in two around a blank line", "a,b,c,d\n1,2,x\n\ny,4\n", `2 broken_row 1,2,x 4 broken_row y,4`},
		{"two short people", "a,b,c,d,e\n1,x,a@x.com\n2,y,b@x.com\n3,z,c@x.com,4,5\n", `2 [1|x|a@x.com||] 3 [2|y|b@x.com||] 4 [3|z|c@x.com|4|5]`},
		{"a short person without an address", "a,b,c,d,e\n3,z,c@x.com,4,5\n1,x\n2,y,b@x.com,4\n", `2 [3|z|c@x.com|4|5] 3 [1|x|||] 4 [2|y|b@x.com|4|]`},
		{"broken before an address", "a,b,c,d,e\n1,2,x,4,c@x.com\n3,4,x\ny,5,b@x.com\n", `2 [1|2|x|4|c@x.com] 3 broken_row 3,4,x 4 broken_row y,5,b@x.com`},
		{"broken between two addresses", "a,b,c,d,e\n1,a@x.com,x,b@x.com,2\n1,a@x.com,x\ny,b@x.com,2\n",
			`2 [1|a@x.com|x|b@x.com|2] 3 broken_row 1,a@x.com,x 4 broken_row y,b@x.com,2`},
		{"cut off", "a,b,c,d\n1,2,3,4\n5,6", `2 [1|2|3|4] 3 cut_off 5,6`},
		{"NUL", "a,b\n1,x\x00y\n3,4\n", "2 unprintable [1|x\x00y] 3 [3|4]"},
		{"long line", "a,b\n1," + strings.Repeat("x", 2<<20) + "\n3,4\n", `2 too_long … 3 [3|4]`},
		{"record over a mebibyte", "a,b\n1,\"" + strings.Repeat(strings.Repeat("x", 1<<19)+"\n", 3) + "\"\n3,4\n",
			`2 open_quote … 3 … 4 … 5 open_quote " 6 [3|4]`},
		{"too many line breaks in a cell", "a\n\"x" + strings.Repeat("\n", 2000) + "\"\n", `2 open_quote "x 2002 open_quote "`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := survey(t, tt.text, sheet.Options{})
			records := readAll(t, tt.text, s)
			if len(records) != s.Rows {
				t.Errorf("Survey counted %d rows, the Reader read %d", s.Rows, len(records))
			}
			if got := show(records); got != tt.want {
				t.Errorf("read %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestHostileQuotes reads lines that leave a quote open both when reading
// begins at them and when it comes from the line before. Following each quote
// to the end of the file would take the square of its length.
func TestHostileQuotes(t *testing.T) {
	const lines = 5_000
	text := "a,b\n" + strings.Repeat(`a","b`+"\n", lines)
	s := survey(t, text, sheet.Options{})
	records := readAll(t, text, s)
	if len(records) != lines || code(records[0]) != sheet.OpenQuote || code(records[lines-1]) != sheet.OpenQuote {
		t.Errorf("%d records, want %d, each with an open quote", len(records), lines)
	}
}

func show(records []sheet.Record) string {
	var parts []string
	for _, rec := range records {
		part := fmt.Sprint(rec.Row)
		if rec.Problem != nil {
			part += " " + rec.Problem.Code
		}
		switch {
		case len(rec.Raw) > 1000:
			part += " …"
		case rec.Cells == nil:
			part += " " + rec.Raw
		default:
			part += " [" + strings.Join(rec.Cells, "|") + "]"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestProblemsNameTheColumn(t *testing.T) {
	text := "Name,Notes\nAda,\"x\" y\nBob,a,b\n"
	records := readAll(t, text, survey(t, text, sheet.Options{}))
	want := []sheet.Problem{
		{Code: "stray_quote", Text: `column "Notes": text follows a closing quote`,
			Fix: `double the quotes that belong to the text (""), or remove them`},
		{Code: "too_many_cells", Text: "the row has 3 cells, more than the header has names (2)",
			Fix: "put quotes around the cell that holds a comma, or give the last column a name"},
	}
	if diff := cmp.Diff(want, []sheet.Problem{*records[0].Problem, *records[1].Problem}); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
