package sheet_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"runtime"
	"strings"
	"testing"

	"leadimport/importer/sheet"
)

const (
	benchHeader = "Community,First Name,Last Name,Phone,E-mail,Move In,Bedrooms,Rent,Source,Notes\n"
	benchRow    = "Maple Court,Ada,Lovelace,(415) 555-2671,ada@example.com,7/1/2027,2,1850,Zillow,\"cats, two\"\n"
)

// endless yields a header and then the same row until size bytes have been read.
type endless struct {
	rest string
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 && e.rest == "" {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && (e.left > 0 || e.rest != "") {
		if e.rest == "" {
			e.rest = benchRow
			e.left -= len(benchRow)
		}
		c := copy(p[n:], e.rest)
		n, e.rest = n+c, e.rest[c:]
	}
	return n, nil
}

// TestMemoryIsFlat reads 200 MB and looks at the heap on the way. The bound is
// generous: a window and the garbage of a few thousand rows are far below.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads 200 MB twice")
	}
	const size, bound = 200 << 20, 32 << 20
	s, err := sheet.Survey("big.csv", &endless{benchHeader, size}, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := sheet.NewReader(&endless{benchHeader, size}, s)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for ; ; rows++ {
		if _, err := r.Read(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if rows%200_000 == 0 {
			var m runtime.MemStats
			if runtime.ReadMemStats(&m); m.HeapAlloc > bound {
				t.Fatalf("%d MB of heap at row %d", m.HeapAlloc>>20, rows)
			}
		}
	}
	if rows != s.Rows {
		t.Errorf("Survey counted %d rows, the Reader read %d", s.Rows, rows)
	}
}

const benchRows = 100_000

// bench runs a pass over benchRows rows and reports rows a second.
func bench(b *testing.B, pass func(text string)) {
	text := benchHeader + strings.Repeat(benchRow, benchRows)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		pass(text)
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkSurvey(b *testing.B) {
	bench(b, func(text string) { survey(b, text, sheet.Options{}) })
}

func BenchmarkReader(b *testing.B) {
	s := survey(b, benchHeader+strings.Repeat(benchRow, benchRows), sheet.Options{})
	bench(b, func(text string) {
		r, err := sheet.NewReader(strings.NewReader(text), s)
		for err == nil {
			_, err = r.Read()
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	})
}

func BenchmarkReaderAndWriter(b *testing.B) {
	s := survey(b, benchHeader+strings.Repeat(benchRow, benchRows), sheet.Options{})
	ours := []string{"17", "created"}
	var out bytes.Buffer
	bench(b, func(text string) {
		out.Reset()
		r, err := sheet.NewReader(strings.NewReader(text), s)
		if err != nil {
			b.Fatal(err)
		}
		w, err := sheet.NewWriter(&out, s, own, own)
		for err == nil {
			var rec sheet.Record
			if rec, err = r.Read(); err == nil {
				err = w.Write(rec, ours)
			}
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	})
}

// BenchmarkEncodingCSV is the measure: the standard library's reader, which
// keeps no raw text and goes wrong on the rows that this package is for.
func BenchmarkEncodingCSV(b *testing.B) {
	bench(b, func(text string) {
		r := csv.NewReader(strings.NewReader(text))
		r.ReuseRecord = true
		var err error
		for err == nil {
			_, err = r.Read()
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	})
}
