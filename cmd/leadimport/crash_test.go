package main

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// TestKilledAtAnyMoment kills a run again and again, at whatever it does just
// then (starting, reading, sending, writing results), and starts the same
// command again. Only what was in flight may be in doubt.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	const workers = 6
	kills, rows := 60, 1500
	if testing.Short() {
		kills, rows = 15, 300
	}
	a := startAPI(t, nil, propexotest.Config{})
	a.slow = 8 * time.Millisecond // so that there is something in flight
	f := newFolder(t, a.url, people(rows), peopleMapping)
	same := []string{"--workers", fmt.Sprint(workers), "--rate", "400/s"}
	dice := rand.New(rand.NewPCG(9, uint64(time.Now().UnixNano())))
	whole, doubtful := 0, map[int64]bool{}
	for range kills {
		if f.killed(dice, same) {
			whole++
		}
		inFlight := f.inFlight()
		if len(inFlight) > workers {
			t.Errorf("a kill left %d leads in flight, with %d workers", len(inFlight), workers)
		}
		for _, attempt := range inFlight {
			doubtful[attempt] = true // maybe again: the next process may die before it has looked
		}
	}
	f.do(f.importing("leads.csv", same...))
	lines := f.lines("results.csv")
	n := counts(lines)
	t.Logf("%d kills (%d after the run had ended), %d leads in flight then: %v", kills, whole, len(doubtful), n)
	if len(lines) != rows || n[importer.Unknown]+n[importer.Accepted]+n[importer.Skipped] != rows {
		t.Errorf("%d results of %d rows: %v", len(lines), rows, n)
	}
	if n[importer.Unknown] != len(doubtful) {
		t.Errorf("%d rows are unknown, and %d were in flight when the process died", n[importer.Unknown], len(doubtful))
	}
	if len(doubtful) == 0 || whole == kills {
		t.Error("no kill met a lead in flight: this proves nothing")
	}
	a.holdsExactly(t, lines)
	f.ledgerIsSound()
	f.eachRunCanBeToldOf(rows)
}

// killed starts a run, kills it after a while, and says whether it had ended
// before.
func (f *folder) killed(dice *rand.Rand, flags []string) (ended bool) {
	f.t.Helper()
	c := f.importing("leads.csv", flags...)
	if err := c.Start(); err != nil {
		f.t.Fatal(err)
	}
	time.Sleep(time.Duration(dice.IntN(400)) * time.Millisecond)
	c.Process.Kill()
	c.Wait()
	return c.ProcessState.Exited()
}

// ledger opens the ledger as the sqlite3 shell does.
func (f *folder) ledger() *sql.DB {
	f.t.Helper()
	db, err := sql.Open("sqlite", f.file("ledger.db"))
	if err != nil {
		f.t.Fatal(err)
	}
	return db
}

// inFlight lists the attempts that a killed run has left behind.
func (f *folder) inFlight() (attempts []int64) {
	f.t.Helper()
	db := f.ledger()
	defer db.Close()
	var tables int
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'attempts'`).Scan(&tables); err != nil {
		f.t.Fatal(err)
	}
	if tables == 0 {
		return nil // it died before it had made its ledger
	}
	rows, err := db.Query(`SELECT id FROM attempts WHERE status IS NULL`)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			f.t.Fatal(err)
		}
		attempts = append(attempts, id)
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
	return attempts
}

func (f *folder) ledgerIsSound() {
	f.t.Helper()
	db := f.ledger()
	defer db.Close()
	var verdict string
	if err := db.QueryRow(`PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
		f.t.Errorf("the ledger's integrity: %s, %v", verdict, err)
	}
}

// eachRunCanBeToldOf writes the results of some killed runs again: every row is
// in them.
func (f *folder) eachRunCanBeToldOf(rows int) {
	f.t.Helper()
	db := f.ledger()
	var runs int
	if err := db.QueryRow(`SELECT count(*) FROM runs`).Scan(&runs); err != nil {
		f.t.Fatal(err)
	}
	db.Close()
	for run := 1; run <= runs; run += max(1, runs/4) {
		e := f.do(f.command("results", fmt.Sprint(run), "--results", "again.csv", "--failures", "again.failures.csv"))
		if e.code != exitDone {
			f.t.Errorf("leadimport results %d ended with %d: %s", run, e.code, e.stderr)
			continue
		}
		if got := len(f.lines("again.csv")); got != rows {
			f.t.Errorf("run %d has %d results of %d rows", run, got, rows)
		}
	}
}
