package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
	"leadimport/importer/sheet"
)

const benchRows = 10_000

// benchInput is a spreadsheet of ordinary leads.
func benchInput(b *testing.B) *importer.Input {
	b.Helper()
	var text strings.Builder
	text.WriteString("First,Last,Mail,Cell,Move In,Max Rent,Comments\n")
	for i := range benchRows {
		fmt.Fprintf(&text, "Ada,Byron%d,ada%d@example.com,(617) 555-%04d,%d/1/2027,\"$1,950.00\",Asked about parking and the roof deck\n",
			i, i, i, i%12+1)
	}
	m, err := importer.ParseMapping("leadimport.toml", []byte(`[fields]
integration_id = { value = "cm4i1" }
property_id    = { value = "cm4p1" }
lead_source_id = { value = "cm4s1" }
first_name     = "First"
last_name      = "Last"
email_1        = "Mail"
phone_1        = "Cell"
notes          = "Comments"
target_move_in_date       = { column = "Move In", format = ["M/D/YYYY"] }
desired_max_rent_in_cents = { column = "Max Rent", unit = "dollars" }
`))
	if err != nil {
		b.Fatal(err)
	}
	surveyed, err := sheet.Survey("leads.csv", strings.NewReader(text.String()), sheet.Options{Own: importer.OwnColumns})
	if err != nil {
		b.Fatal(err)
	}
	data := []byte(text.String())
	in, err := importer.NewInput("leads.csv", surveyed, m, func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return in
}

// BenchmarkRead is a row's way from its bytes to its keys: sheet, mapping,
// hashes.
func BenchmarkRead(b *testing.B) {
	in := benchInput(b)
	b.ReportAllocs()
	for b.Loop() {
		rows, err := in.Rows("api.example.com", "abcd")
		if err != nil {
			b.Fatal(err)
		}
		for err == nil {
			_, err = rows.Read()
		}
		if err != io.EOF {
			b.Fatal(err)
		}
		rows.Close()
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkImport is reading, deciding, decoding and handing out, with a
// ledger that forgets and an API that answers at once.
func BenchmarkImport(b *testing.B) {
	in := benchInput(b)
	b.ReportAllocs()
	for b.Loop() {
		rows, err := in.Rows("api.example.com", "abcd")
		if err != nil {
			b.Fatal(err)
		}
		world := new(forgetful)
		run := &importer.Run{Ledger: world, API: world, NextLead: world.next, Workers: 16}
		if err := run.Import(context.Background(), rows); err != nil {
			b.Fatal(err)
		}
		rows.Close()
		if got := world.sent.Load(); got != benchRows {
			b.Fatalf("%d leads were sent", got)
		}
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// forgetful is a ledger without memory, and an API that takes everything.
type forgetful struct {
	leads importer.LeadID
	sent  atomic.Int64
}

func (f *forgetful) next() importer.LeadID { f.leads++; return f.leads }

func (f *forgetful) Find(_ context.Context, lookups []importer.Lookup) ([][]importer.KnownLead, error) {
	return make([][]importer.KnownLead, len(lookups)), nil
}

func (f *forgetful) Begin(importer.Intent) (importer.AttemptID, error) { return 1, nil }
func (f *forgetful) End(importer.AttemptID, importer.Ending) error     { return nil }
func (f *forgetful) Note([]importer.Decision) error                    { return nil }
func (f *forgetful) Probe(context.Context) error                       { return nil }

func (f *forgetful) CreateLead(_ context.Context, _ importer.Lead, begin func() error) importer.Answer {
	if err := begin(); err != nil {
		return importer.Answer{Verdict: importer.NotSent, Err: err}
	}
	f.sent.Add(1)
	return importer.Answer{Verdict: importer.Queued, Job: "job"}
}

func (f *forgetful) RetryWrite(context.Context, string, func() error) importer.Answer {
	panic("nothing has failed")
}

// BenchmarkSettle is what it costs to learn the end of a thousand leads: the
// requests of a whole run by the number of its leads, 1 being the creates.
func BenchmarkSettle(b *testing.B) {
	const leads = 1000
	var requests, runs int64
	for b.Loop() {
		w := newWorld(b, propexotest.Config{})
		r := w.run(people(leads))
		if r.settled.Created != leads {
			b.Fatalf("settled: %+v", r.settled)
		}
		requests += r.requests
		runs++
	}
	b.ReportMetric(float64(requests)/float64(runs*leads), "requests/lead")
}
