package main

import (
	"io"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// BenchmarkRun is a whole run of 20,000 rows: reading, deciding, sending, the
// ledger on disk, results. Nothing limits it, and the simulator shares its
// processors.
func BenchmarkRun(b *testing.B) {
	const rows = 20_000
	sheet := people(rows)
	for b.Loop() {
		b.StopTimer()
		_, url, stop := propexotest.Start(propexotest.Config{})
		f := newFolder(b, url, sheet, peopleMapping)
		b.StartTimer()
		code := run([]string{"run", f.file("leads.csv"), "--mapping", f.file("leadimport.toml"),
			"--ledger", f.file("ledger.db"), "--base-url", url,
			"--rate", "1000000/s", "--workers", "64", "--settle", "0", "--quiet",
			"--results", f.file("results.csv"), "--failures", f.file("failures.csv"),
		}, func(name string) string { return map[string]string{keyVariable: testKey}[name] }, nil, io.Discard, io.Discard)
		b.StopTimer()
		stop()
		if code != exitDone {
			b.Fatalf("the run ended with %d", code)
		}
		b.StartTimer()
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
