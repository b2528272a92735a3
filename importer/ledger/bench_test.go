package ledger_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// BenchmarkSend writes what sending a row writes: a new lead with two keys and
// its attempt, then its end, each durable before the next.
func BenchmarkSend(b *testing.B) {
	for _, workers := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			run := begin(b, open(b, filepath.Join(b.TempDir(), "ledger.db")))
			var next atomic.Int64
			var all sync.WaitGroup
			b.ResetTimer()
			for range workers {
				all.Go(func() {
					for row := next.Add(1); row <= int64(b.N); row = next.Add(1) {
						send(b, run, int(row), ending(importer.Accepted))
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkSettle makes the ends of accepted leads durable, a page of the write
// log at a time.
func BenchmarkSettle(b *testing.B) {
	const page = 100
	l := filled(b, 100_000)
	next := importer.AttemptID(1)
	settled := 0
	for b.Loop() {
		ends := map[importer.AttemptID]importer.Ending{}
		for range page {
			if next > 100_000 {
				next = 1 // what is settled may not be settled again, but for failures
			}
			ends[next] = ending(importer.Failed)
			next++
		}
		must(b, l.Settle(ends))
		settled += page
	}
	must(b, l.Close())
	b.ReportMetric(float64(settled)/b.Elapsed().Seconds(), "leads/s")
}

// BenchmarkNote writes rows that are decided without being sent.
func BenchmarkNote(b *testing.B) {
	l := open(b, filepath.Join(b.TempDir(), "ledger.db"))
	run := begin(b, l)
	b.ResetTimer()
	for row := range b.N {
		must(b, run.Note([]importer.Decision{{Row: row + 2, Status: importer.Skipped, Lead: 1, Attempt: 1}}))
	}
	must(b, l.Flush())
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkFind looks up rows of two keys and an id, a hundred at a time,
// among 200,000 leads.
func BenchmarkFind(b *testing.B) {
	l := filled(b, 200_000)
	run := begin(b, l)
	lookups := make([]importer.Lookup, 100)
	row := 0
	for b.Loop() {
		for i := range lookups {
			row = (row+7919)%300_000 + 1 // a third of them is new
			lookups[i] = importer.Lookup{Keys: keys(row), Lead: importer.LeadID(row)}
		}
		if _, err := run.Find(b.Context(), lookups); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(lookups))/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkOpen opens a ledger of 200,000 leads for writing, and closes it.
func BenchmarkOpen(b *testing.B) {
	l := filled(b, 200_000)
	path := l.Path()
	must(b, l.Close())
	for b.Loop() {
		l, err := ledger.Open(b.Context(), path, ledger.Options{})
		must(b, err)
		must(b, l.Close())
	}
}

// BenchmarkOutcomes reads what became of 200,000 rows.
func BenchmarkOutcomes(b *testing.B) {
	l := filled(b, 200_000)
	rows := 0
	for b.Loop() {
		for _, err := range l.Outcomes(b.Context(), 1) {
			must(b, err)
			rows++
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// filled returns a ledger with one run of so many accepted leads; the caller
// closes it.
func filled(tb testing.TB, leads int) *ledger.Ledger {
	l, err := ledger.Open(tb.Context(), filepath.Join(tb.TempDir(), "ledger.db"), ledger.Options{})
	must(tb, err)
	run := begin(tb, l)
	var all sync.WaitGroup
	for worker := range 100 {
		all.Go(func() {
			for row := worker + 1; row <= leads; row += 100 {
				send(tb, run, row, ending(importer.Accepted))
			}
		})
	}
	all.Wait()
	return l
}

func open(tb testing.TB, path string) *ledger.Ledger {
	tb.Helper()
	l, err := ledger.Open(tb.Context(), path, ledger.Options{})
	must(tb, err)
	tb.Cleanup(func() { must(tb, l.Close()) })
	return l
}

func begin(tb testing.TB, l *ledger.Ledger) *ledger.Run {
	tb.Helper()
	return beginAt(tb, l, "api.example.com")
}

func beginAt(tb testing.TB, l *ledger.Ledger, host string) *ledger.Run {
	tb.Helper()
	input, err := l.CreateCopy()
	must(tb, err)
	must(tb, input.Close())
	run, err := l.BeginRun(ledger.Info{
		Host: host, Started: noon, Input: "leads.csv", Copy: input, Mapping: "leadimport.toml",
	})
	must(tb, err)
	return run
}

// noon is when everything happens, unless a test says otherwise.
var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

func send(tb testing.TB, run *ledger.Run, row int, e importer.Ending) (importer.LeadID, importer.AttemptID) {
	lead := run.NextLead()
	id, err := run.Begin(importer.Intent{
		Lead: lead, New: true, Row: row, Keys: keys(row),
		Payload: hash("payload", row), FirstName: hash("name", row), Email: hash("e-mail", row), Time: noon,
	})
	must(tb, err)
	must(tb, run.End(id, e))
	return lead, id
}

func settle(tb testing.TB, l *ledger.Ledger, id importer.AttemptID, e importer.Ending) {
	tb.Helper()
	must(tb, l.Settle(map[importer.AttemptID]importer.Ending{id: e}))
}

func ending(status importer.Status) importer.Ending {
	e := importer.Ending{Status: status, HTTP: 200, Time: noon.Add(time.Second)}
	if status == importer.Accepted {
		e.Job = "cm4ublxhn5008550276138abyzlg821i"
	}
	return e
}

// keys are the keys of the lead of a row: of its e-mail and its phone.
func keys(row int) []importer.Hash {
	return []importer.Hash{hash("e-mail", row), hash("phone", row)}
}

func hash(what string, row int) importer.Hash {
	text := binary.AppendVarint([]byte(what), int64(row))
	sum := sha256.Sum256(text)
	return importer.Hash(sum[:16])
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Error(err)
		tb.FailNow()
	}
}
