package ledger_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// crashing names the ledger that this process is to write to until it is killed.
const crashing = "LEDGER_TEST_WRITE_UNTIL_KILLED"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashing); path != "" {
		if err := writeUntilKilled(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeUntilKilled sends leads from eight workers and says what it was promised.
func writeUntilKilled(path string) error {
	l, err := ledger.Open(context.Background(), path, ledger.Options{})
	if err != nil {
		return err
	}
	input, err := l.CreateCopy()
	if err != nil {
		return err
	}
	if err := input.Close(); err != nil {
		return err
	}
	run, err := l.BeginRun(ledger.Info{Host: "api.example.com", Copy: input})
	if err != nil {
		return err
	}
	failed := make(chan error)
	for worker := range 8 {
		go func() {
			var last importer.AttemptID
			for row := worker + 2; ; row += 8 {
				id, err := run.Begin(importer.Intent{Lead: run.NextLead(), New: true, Row: row, Keys: keys(row), Time: noon})
				if last != 0 { // an end is promised when the next Begin returns
					fmt.Printf("ended %d %d %d\n", run.ID(), row-8, last)
				}
				fmt.Printf("begun %d %d %d\n", run.ID(), row, id)
				if err == nil {
					err = run.End(id, ending(importer.Accepted))
				}
				if err != nil {
					failed <- err
				}
				last = id
			}
		}()
	}
	return <-failed
}

// A promised row is named by its run and row.
type promised struct {
	run int64
	row int
}

func TestKilledProcessLosesNothingItWasPromised(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	begun, ended := map[promised]importer.AttemptID{}, map[promised]importer.AttemptID{}
	kills := 25
	if testing.Short() {
		kills = 5
	}
	for range kills {
		writeAndKill(t, path, rand.IntN(400), begun, ended)
		// Opening gives an end to what was in flight; the next process does too. A
		// process that promised nothing may have died before it made the file.
		l, err := ledger.Open(t.Context(), path, ledger.Options{Require: len(begun) > 0})
		must(t, err)
		checkPromises(t, l, begun, ended)
		must(t, l.Close())
	}
	if len(begun) == 0 || len(ended) == 0 {
		t.Fatal("no process came to writing anything")
	}
	t.Logf("%d begun, %d ended", len(begun), len(ended))
}

// writeAndKill kills a writing process after so many promises, and adds them.
func writeAndKill(t *testing.T, path string, promises int, begun, ended map[promised]importer.AttemptID) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), crashing+"="+path)
	var complaints strings.Builder
	child.Stderr = &complaints
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	lines := bufio.NewReader(out)
	for n := 0; ; n++ {
		if n == promises {
			must(t, child.Process.Kill())
		}
		line, err := lines.ReadString('\n') // what the pipe still holds was promised too
		if err != nil {
			if err != io.EOF {
				t.Fatal(err)
			}
			break
		}
		var what string
		var p promised
		var id importer.AttemptID
		if _, err := fmt.Sscan(line, &what, &p.run, &p.row, &id); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if what == "begun" {
			begun[p] = id
		} else {
			ended[p] = id
		}
	}
	child.Wait() // it was killed
	if complaints.Len() > 0 {
		t.Fatal(complaints.String())
	}
}

func checkPromises(t *testing.T, l *ledger.Ledger, begun, ended map[promised]importer.AttemptID) {
	t.Helper()
	runs, err := l.Runs(t.Context(), 1000)
	must(t, err)
	known := map[promised]importer.Status{}
	for _, run := range runs {
		for o, err := range l.Outcomes(t.Context(), run.ID) {
			must(t, err)
			known[promised{run.ID, o.Row}] = o.Status
		}
	}
	for p := range begun {
		if _, ok := known[p]; !ok {
			t.Errorf("run %d row %d: its intent is gone", p.run, p.row)
		}
	}
	for p := range ended {
		if known[p] != importer.Accepted {
			t.Errorf("run %d row %d: %q, want accepted", p.run, p.row, known[p])
		}
	}
	if integrity := shell(t, l.Path(), "PRAGMA integrity_check"); integrity != "ok" {
		t.Error(integrity)
	}
}
