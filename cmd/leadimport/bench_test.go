package main

import (
	"bufio"
	"io"
	"os/exec"
	"strings"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// BenchmarkRun is a whole run of 20,000 rows: reading, deciding, sending, a new
// ledger on disk, results. Nothing limits it; the simulator takes its share of
// the processors, in this process or in one of its own.
func BenchmarkRun(b *testing.B) {
	b.Run("simulator=here", func(b *testing.B) {
		benchmarkRun(b, func() (string, func()) {
			_, url, stop := propexotest.Start(propexotest.Config{})
			return url, stop
		})
	})
	b.Run("simulator=apart", func(b *testing.B) {
		url := simulatorProcess(b, "leadimport")
		benchmarkRun(b, func() (string, func()) { return url, func() {} })
	})
}

func benchmarkRun(b *testing.B, simulator func() (url string, stop func())) {
	const rows = 20_000
	sheet := people(rows)
	env := func(name string) string { return map[string]string{keyVariable: testKey}[name] }
	for b.Loop() {
		b.StopTimer()
		url, stop := simulator()
		f := newFolder(b, url, sheet, peopleMapping)
		b.StartTimer()
		code := run([]string{"run", f.file("leads.csv"), "--mapping", f.file("leadimport.toml"),
			"--ledger", f.file("ledger.db"), "--base-url", url,
			"--rate", "1000000/s", "--workers", "64", "--settle", "0", "--quiet",
			"--results", f.file("results.csv"), "--failures", f.file("failures.csv"),
		}, env, nil, io.Discard, io.Discard)
		b.StopTimer()
		stop()
		if code != exitDone {
			b.Fatalf("the run ended with %d", code)
		}
		b.StartTimer()
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// simulatorProcess starts a simulator of its own and returns its address.
func simulatorProcess(t testing.TB, program string) string {
	t.Helper()
	c := exec.Command(program, "simulate", "--calm", "--limit", "0", "--quiet", "--addr", "127.0.0.1:0")
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	_, url, found := strings.Cut(line, "simulator at ")
	if err != nil || !found {
		t.Fatalf("the simulator says %q: %v", line, err)
	}
	go io.Copy(io.Discard, stdout)
	url, _, _ = strings.Cut(url, ": ")
	return url
}
