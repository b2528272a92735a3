package main

import (
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// A holdingAPI takes every lead. Its write log is to be had once all are sent,
// and then can be held back at any page: whoever waits for it is settling.
type holdingAPI struct {
	*propexotest.Server
	url  string
	rows int
	all  chan struct{} // closed when all rows are sent

	mu    sync.Mutex
	sent  int
	pages int           // asked for since holdAfter
	after int           // pages that are given before one is held; 0: none is held
	held  chan struct{} // told when one is held
	ended chan struct{} // closed when the test ends
}

func startHoldingAPI(t *testing.T, rows int) *holdingAPI {
	t.Helper()
	a := &holdingAPI{rows: rows, all: make(chan struct{}), held: make(chan struct{}, rows), ended: make(chan struct{})}
	var stop func()
	a.Server, a.url, stop = propexotest.Start(propexotest.Config{Key: testKey, Script: a.count, OtherScript: a.hold})
	t.Cleanup(stop)
	t.Cleanup(func() { close(a.ended) })
	return a
}

func (a *holdingAPI) count(int, *propexotest.Lead) propexotest.Fault {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.sent++; a.sent == a.rows {
		close(a.all)
	}
	return propexotest.Behave
}

func (a *holdingAPI) hold(_ int, kind propexotest.Kind) propexotest.Fault {
	if kind != propexotest.WriteLog {
		return propexotest.Behave
	}
	select {
	case <-a.all:
	case <-a.ended:
	}
	if a.isNext() {
		a.held <- struct{}{}
		<-a.ended
	}
	return propexotest.Behave
}

// isNext counts a page that is asked for, and says whether it is the one to
// hold.
func (a *holdingAPI) isNext() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pages++
	return a.after > 0 && a.pages > a.after
}

// holdAfter holds the log back after so many pages from now on, or not at all.
func (a *holdingAPI) holdAfter(pages int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pages, a.after = 0, pages
}

// killSettling starts a command that settles, and kills it after so many pages
// of the log, while it waits for the next one.
func (a *holdingAPI) killSettling(t *testing.T, c *exec.Cmd, pages int) {
	t.Helper()
	a.holdAfter(pages)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case <-a.held:
		c.Process.Kill()
		<-ended
	case err := <-ended:
		t.Fatalf("it ended before it came to page %d of the log: %v", pages+1, err)
	}
}

// TestKilledWhileSettling kills a run after its last row was sent, while it
// learns what became of its leads, and then leadimport settle at the same. The
// next one knows all of them.
func TestKilledWhileSettling(t *testing.T) {
	t.Parallel()
	const rows, pages = 1000, 3
	a := startHoldingAPI(t, rows)
	f := newFolder(t, a.url, people(rows), peopleMapping)
	run := f.command("run", "leads.csv", "--rate", "1000000/s", "--results", "results.csv", "--failures", "failures.csv")
	settling := []string{"settle", "--rate", "1000000/s", "--json"}
	a.killSettling(t, run, pages)
	a.killSettling(t, f.command(settling...), 2*pages)
	known := f.known(importer.Created)
	if least := 2 * pages * importer.LogPage; known < least || known == rows {
		t.Errorf("%d leads are known to be created after two kills, want at least %d and not all", known, least)
	}

	a.holdAfter(0)
	report := f.settle(exitDone, settling...)
	if got := report.Settled; got.Created != rows-known || got.Open+got.Unknown+got.Failed != 0 {
		t.Errorf("it learnt %+v, with %d known before", got, known)
	}
	results, err := filepath.Rel(f.path, report.Settled.Earlier[0].Results)
	if err != nil {
		t.Fatal(err)
	}
	lines := f.lines(results)
	if n := counts(lines); n[importer.Created] != rows || len(lines) != rows {
		t.Errorf("the results hold %v in %d lines", n, len(lines))
	}
	if f.has("failures.csv") {
		t.Error("there are failures")
	}
	if c := a.Counts(); c.Stored != rows || c.StoredTwice > 0 || c.Queued != rows {
		t.Errorf("the API holds %+v", c)
	}
	f.hasNoDrafts()
	f.ledgerIsSound()

	f.run(exitDone, "leads.csv")
	if c := a.Counts(); c.Queued != rows {
		t.Errorf("the same file queued %d more writes", c.Queued-rows)
	}
}

// known counts the attempts that have a status in the ledger.
func (f *folder) known(status importer.Status) (n int) {
	f.t.Helper()
	db := f.ledger()
	defer db.Close()
	if err := db.QueryRow(`SELECT count(*) FROM attempts WHERE status = ?`, string(status)).Scan(&n); err != nil {
		f.t.Fatal(err)
	}
	return n
}
