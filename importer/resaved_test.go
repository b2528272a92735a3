package importer_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// A resaving is what a spreadsheet program of some country makes of a file
// that is opened, corrected and saved.
type resaving struct {
	name      string
	delimiter string
	encoding  encoding.Encoding
	date      string // as the country writes dates, in Go's terms
	declared  string // the encoding that the mapping declares
	person    string // whose name the first row has
}

var utf8BOM, utf16 = unicode.UTF8BOM, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)

const (
	western  = "windows-1252"
	shiftJIS = "shift_jis"
	juergen  = "Jürgen,Müller"
	tanaka   = "ポール,田中"
)

var resavings = []resaving{
	{"American CSV", ",", charmap.Windows1252, "1/2/2006", western, juergen},
	{"American CSV UTF-8", ",", utf8BOM, "1/2/2006", western, juergen},
	{"American Unicode Text", "\t", utf16, "1/2/2006", western, juergen},
	{"German CSV", ";", charmap.Windows1252, "02.01.2006", western, juergen},
	{"German CSV UTF-8", ";", utf8BOM, "02.01.2006", western, juergen},
	{"German Unicode Text", "\t", utf16, "02.01.2006", western, juergen},
	{"Japanese CSV", ",", japanese.ShiftJIS, "2006/1/2", shiftJIS, tanaka},
	{"Japanese CSV of an umlaut", ",", japanese.ShiftJIS, "2006/1/2", shiftJIS, juergen},
	{"Japanese CSV UTF-8", ",", utf8BOM, "2006/1/2", shiftJIS, tanaka},
	{"Japanese Unicode Text", "\t", utf16, "2006/1/2", shiftJIS, tanaka},
}

// save writes rows of cells: CRLF, quotes only where they are needed, dates
// in the country's way, leading zeros gone.
func (r resaving) save(t testing.TB, rows [][]string) string {
	t.Helper()
	var b strings.Builder
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			if day, err := time.Parse(time.DateOnly, cell); err == nil {
				cell = day.Format(r.date)
			}
			if len(cell) == 5 && strings.Trim(cell, "0123456789") == "" {
				cell = strings.TrimLeft(cell, "0")
			}
			if strings.ContainsAny(cell, "\"\n"+r.delimiter) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			cells[i] = cell
		}
		b.WriteString(strings.Join(cells, r.delimiter) + "\r\n")
	}
	text := b.String()
	if r.encoding == japanese.ShiftJIS {
		text = strings.ReplaceAll(text, "ü", "u") // Windows puts the likest letter where an encoding lacks one
	}
	text, err := r.encoding.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (r resaving) mapping() string {
	return mappingText + "zip = \"ZIP\"\n[input]\nencoding = \"" + r.declared + "\"\n"
}

// sheet is the file of the first run.
func (r resaving) sheet() string {
	return "First,Last,Phone,Mail,Notes,Move,ZIP\n" +
		r.person + ",6175550001,juergen@example.com,\"Balkon, bitte;\nruhig\",2027-07-01,02139\n" +
		"Bo,Lee,6175550002,bo@example.com,,2027-07-02,02139\n" +
		"Cy,Lee,6175550003,cy@example.com,,2027-07-32,02139\n" +
		"Di,Lee,6175550004,di@example.com,,2027-07-04,02139\n"
}

// A failures file that was opened, corrected and saved by a spreadsheet
// program still finds its leads, and what the program damaged is named.
func TestFailuresReSavedBySpreadsheets(t *testing.T) {
	for _, r := range resavings {
		t.Run(r.name, func(t *testing.T) {
			faults := []propexotest.Fault{"cut-before", "400"}
			cfg := propexotest.Config{Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
				if n < len(faults) {
					return faults[n]
				}
				return ""
			}}
			inWorld(t, cfg, func(w *world) {
				t := w.t
				w.mapped = r.mapping()
				first := w.runOneByOne(r.sheet())
				if first.statuses() != "unknown/connection_cut rejected/validation invalid/bad_date created" {
					t.Fatal(first.statuses())
				}
				w.damaged(r, first.failures)
				w.corrected(r, first.failures)
				w.stored(3)
			})
		})
	}
}

// damaged runs the failures as the program saves them when nothing is done
// about their formats: no row is sent, each says why.
func (w *world) damaged(r resaving, failures string) {
	w.t.Helper()
	again := w.run(r.save(w.t, w.cells(failures)))
	if again.statuses() != "unknown/connection_cut invalid/damaged invalid/damaged" {
		w.t.Error(again.statuses())
	}
	for _, row := range again.rows[1:] {
		for _, want := range []string{"Move: ", "YYYY-MM-DD", "ZIP: "} {
			if !strings.Contains(row[importer.ColumnError], want) {
				w.t.Errorf("%q does not name the damage: %s", row["First"], row[importer.ColumnError])
			}
		}
	}
}

// corrected runs them with a mapping that knows the country's dates and pads
// the ZIP codes, and with the one bad day corrected.
func (w *world) corrected(r resaving, failures string) {
	w.t.Helper()
	forms := map[string]string{"1/2/2006": "M/D/YYYY", "02.01.2006": "DD.MM.YYYY", "2006/1/2": "YYYY/M/D"}
	w.mapped = strings.NewReplacer(`"YYYY-MM-DD"`, `["YYYY-MM-DD", "`+forms[r.date]+`"]`,
		`zip = "ZIP"`, `zip = { column = "ZIP", pad = 5 }`).Replace(r.mapping())
	rows := w.cells(strings.Replace(failures, "2027-07-32", "2027-07-03", 1))
	if again := w.run(r.save(w.t, rows)); again.statuses() != "unknown/connection_cut created created" {
		w.t.Error(again.statuses())
	}
	w.mapped = r.mapping()
	again := w.run(r.sheet()) // the original, the night after
	if again.statuses() != "unknown/connection_cut skipped/already_created skipped/corrected skipped/already_created" {
		w.t.Error("the uncorrected original: " + again.statuses())
	}
}

// cells reads a sheet as rows of cells, the header among them.
func (w *world) cells(text string) [][]string {
	w.t.Helper()
	in := w.input(text)
	rows := [][]string{in.Sheet.Header}
	for _, row := range w.read(text) {
		var cells []string
		for _, name := range in.Sheet.Header {
			cells = append(cells, row[name])
		}
		rows = append(rows, cells)
	}
	return rows
}
