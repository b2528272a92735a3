package sheet_test

import (
	"bytes"
	"io"
	"strings"

	"leadimport/importer/sheet"
)

// A reporter is a *testing.T, or a *rapid.T.
type reporter interface {
	Helper()
	Fatalf(format string, args ...any)
}

// survey surveys a text that must be readable.
func survey(t reporter, text string, o sheet.Options) *sheet.Sheet {
	t.Helper()
	s, err := sheet.Survey("leads.csv", strings.NewReader(text), o)
	if err != nil {
		t.Fatalf("Survey: %v", err)
	}
	return s
}

// readAll reads the records of a text that has been surveyed.
func readAll(t reporter, text string, s *sheet.Sheet) []sheet.Record {
	t.Helper()
	r, err := sheet.NewReader(strings.NewReader(text), s)
	if err != nil {
		t.Fatalf("NewReader: %v", err)
	}
	var records []sheet.Record
	for {
		rec, err := r.Read()
		if err == io.EOF {
			return records
		}
		if err != nil {
			t.Fatalf("Read: %v", err)
		}
		records = append(records, rec.Clone())
	}
}

// own are the names of the columns that the tests append.
var own = []string{"import_row", "import_reason"}

// code is what a record's problem is told by, "" for a good one.
func code(rec sheet.Record) string {
	if rec.Problem == nil {
		return ""
	}
	return rec.Problem.Code
}

// write writes the records with their row and code in our own columns.
func write(t reporter, s *sheet.Sheet, records []sheet.Record) string {
	t.Helper()
	var out bytes.Buffer
	w, err := sheet.NewWriter(&out, s, own, own)
	if err != nil {
		t.Fatalf("NewWriter: %v", err)
	}
	for _, rec := range records {
		if err := w.Write(rec, []string{"7", code(rec)}); err != nil {
			t.Fatalf("Write: %v", err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	return out.String()
}
