package main

import (
	"strings"
	"sync"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// A mishap is what befalls the creates of one person, one after the other; the
// rest of that person's creates behave.
type mishap []propexotest.Fault

// An api is a simulator in which mishaps befall certain people, by last name,
// in whatever order their leads arrive. Its write log keeps no parameters, so
// that nobody finds out afterwards what became of a write without an answer.
type api struct {
	*propexotest.Server
	url  string
	slow time.Duration // how long a create takes at least

	mu      sync.Mutex
	mishaps map[string]mishap
	calm    bool
}

func startAPI(t testing.TB, mishaps map[string]mishap, config propexotest.Config) *api {
	t.Helper()
	a := &api{mishaps: mishaps}
	config.Key = testKey
	config.LogParameters = propexotest.ParametersAbsent
	config.Script = a.befall
	var stop func()
	a.Server, a.url, stop = propexotest.Start(config)
	t.Cleanup(stop)
	return a
}

func (a *api) befall(_ int, lead *propexotest.Lead) propexotest.Fault {
	time.Sleep(a.slow)
	a.mu.Lock()
	defer a.mu.Unlock()
	name := lead.Field("last_name")
	left := a.mishaps[name]
	if a.calm || len(left) == 0 {
		return propexotest.Behave
	}
	a.mishaps[name] = left[1:]
	return left[0]
}

// settleDown ends all mishaps.
func (a *api) settleDown() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calm = true
}

// people counts the stored leads of each person, by last name.
func (a *api) people(t testing.TB) map[string]int {
	t.Helper()
	n := map[string]int{}
	for _, lead := range a.Leads() {
		n[fieldsSent(t, lead)["last_name"].(string)]++
	}
	return n
}

// holdsExactly checks the promise against what the API holds: nobody is there
// twice, everybody whose row says so is there, and who is there though the row
// does not say so is one whose fate is unknown. It wants all lines of a run,
// with the person in the column Last.
func (a *api) holdsExactly(t testing.TB, lines []line) {
	t.Helper()
	if twice := a.StoredTwice(); len(twice) > 0 {
		t.Errorf("%d leads were stored twice", len(twice))
	}
	stored := a.people(t)
	for _, l := range lines {
		name, n := l["Last"], stored[l["Last"]]
		delete(stored, name)
		switch {
		case n > 1:
			t.Errorf("row %s was stored %d times", l["import_row"], n)
		case n == 0 && (l.taken() || l.status() == importer.Skipped):
			t.Errorf("row %s is %s, and was never stored", l["import_row"], l.status())
		case n == 1 && !l.taken() && l.status() != importer.Skipped && l.status() != importer.Unknown:
			t.Errorf("row %s is %s, and was stored", l["import_row"], l.status())
		}
	}
	if len(stored) > 0 {
		t.Errorf("leads of no row were stored: %v", stored)
	}
}

// merged is what two runs together say of the rows of the first: the second
// read the failures of the first.
func merged(first, second []line) []line {
	later := map[string]line{}
	for _, l := range second {
		later[l["Last"]] = l
	}
	all := make([]line, len(first))
	for i, l := range first {
		all[i] = l
		if again, ok := later[l["Last"]]; ok {
			all[i] = again
		}
	}
	return all
}

// hasNoDrafts fails if a half-written file is left in the folder.
func (f *folder) hasNoDrafts() {
	f.t.Helper()
	for _, name := range f.names() {
		if strings.HasSuffix(name, ".part") {
			f.t.Errorf("%s was left behind", name)
		}
	}
}
