package main

import (
	"encoding/json"
	"sync"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// The time that settling is given ends the pause that the API asks for.
func TestSettleEndsWhenItsTimeIsUp(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	busy := false
	_, url, stop := propexotest.Start(propexotest.Config{Key: testKey, RetryAfter: 1 << 40, OtherScript: func(int, propexotest.Kind) propexotest.Fault {
		mu.Lock()
		defer mu.Unlock()
		if busy {
			return propexotest.TooManyAfterSeconds
		}
		return propexotest.Behave
	}})
	t.Cleanup(stop)
	f := newFolder(t, url, people(3), peopleMapping)
	f.run(exitDone, "leads.csv")
	mu.Lock()
	busy = true
	mu.Unlock()
	report := f.settle(exitOpen, "settle", "--settle", "1s", "--json") // the API asks for eighteen minutes
	if report.Settled.Open != 3 || report.Settled.Trouble == "" || report.Requests != 1 {
		t.Errorf("it says %+v", report)
	}
}

// A settledReport is what leadimport settle --json says of outcomes.
type settledReport struct {
	Settled  learnt `json:"settled"`
	Requests int    `json:"requests"`
}

// settle runs leadimport settle to its end, which must have the code.
func (f *folder) settle(code int, args ...string) (report settledReport) {
	f.t.Helper()
	e := f.do(f.command(args...))
	if err := json.Unmarshal([]byte(e.stdout), &report); err != nil || e.code != code {
		f.t.Fatalf("leadimport settle ended with %d, want %d (%v)\n%s%s", e.code, code, err, e.stdout, e.stderr)
	}
	return report
}
