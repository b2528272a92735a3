package ledger_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

func TestRunsTellWhatBecameOfThem(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	kept, err := l.CreateCopy()
	must(t, err)
	must(t, kept.Close())
	run, err := l.BeginRun(ledger.Info{
		Host: "api.example.com", Started: noon, Input: "leads.csv", InputPath: "/exports/leads.csv",
		Rows: 4, Sheet: `{"delimiter":","}`, Mapping: "leadimport.toml", Copy: kept,
	})
	must(t, err)
	send(t, run, 2, ending(importer.Accepted))
	send(t, run, 3, ending(importer.Unknown))
	must(t, run.Note([]importer.Decision{{Row: 4, Status: importer.Invalid}, {Row: 5, Status: importer.Invalid}}))
	must(t, l.Wrote(run.ID(), ledger.Files{Results: "r.csv", ResultsSum: "1f", Failures: "f.csv", FailuresSum: "2f"}))
	must(t, run.Finish(noon.Add(time.Hour), "deadline", 5))
	begin(t, l)

	want := []ledger.Summary{
		{
			ID: 2, Host: "api.example.com", Started: noon, Input: "leads.csv", InputSum: kept.Sum(),
			Mapping: "leadimport.toml", Counts: map[importer.Status]int{},
		},
		{
			ID: 1, Host: "api.example.com", Started: noon, Ended: noon.Add(time.Hour), Input: "leads.csv",
			InputPath: "/exports/leads.csv", InputSum: kept.Sum(), Rows: 4, Sheet: `{"delimiter":","}`,
			Mapping: "leadimport.toml",
			Files:   ledger.Files{Results: "r.csv", ResultsSum: "1f", Failures: "f.csv", FailuresSum: "2f"},
			Stopped: "deadline", Exit: 5,
			Counts: map[importer.Status]int{importer.Accepted: 1, importer.Unknown: 1, importer.Invalid: 2},
		},
	}
	got, err := l.Runs(t.Context(), 10)
	must(t, err)
	if diff := gocmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want)\n%s", diff)
	}
	if got[1].Open() != 2 {
		t.Errorf("%d rows are open, want 2", got[1].Open())
	}
	latest, err := l.Runs(t.Context(), 1)
	must(t, err)
	if diff := gocmp.Diff(latest, want[:1]); diff != "" {
		t.Errorf("the latest (-got +want)\n%s", diff)
	}
	if _, err := l.Run(t.Context(), 3); !errors.Is(err, ledger.ErrNoRun) {
		t.Errorf("error %v, want %v", err, ledger.ErrNoRun)
	}
}

func TestOpenAreThoseWithoutAnOutcome(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run, sandbox := begin(t, l), beginAt(t, l, "sandbox.example.com")
	var ids []importer.AttemptID
	for at, status := range importer.Statuses {
		_, id := send(t, run, at+2, ending(status))
		if status == importer.Accepted || status == importer.Unknown {
			ids = append(ids, id)
		}
	}
	_, elsewhere := send(t, sandbox, 2, ending(importer.Unknown))
	check := func(host string, want ...importer.AttemptID) {
		t.Helper()
		var got []importer.AttemptID
		for a, err := range l.Open(t.Context(), host) {
			must(t, err)
			got = append(got, a.Attempt)
		}
		if !slices.Equal(got, want) {
			t.Errorf("open at %s: %v, want %v", host, got, want)
		}
	}
	check("api.example.com", ids...)
	check("sandbox.example.com", elsewhere)

	accepted, unknown := ids[0], ids[1]
	settle(t, l, accepted, ending(importer.Accepted)) // looked for in vain
	check("api.example.com", accepted, unknown)
	settle(t, l, accepted, ending(importer.Created))
	check("api.example.com", unknown)
	lead := importer.LeadID(slices.Index(importer.Statuses, importer.Unknown) + 1)
	must(t, l.CloseLead("api.example.com", lead, ending(importer.Created)))
	check("api.example.com")
}

func TestOpenTellsWhatAnAttemptIsSoughtBy(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	lead, id := send(t, begin(t, l), 2, ending(importer.Accepted))
	settle(t, l, id, importer.Ending{Status: importer.Accepted, Time: noon.Add(time.Hour)})
	for got, err := range l.Open(t.Context(), "api.example.com") {
		must(t, err)
		want := importer.OpenAttempt{
			Attempt: id, Lead: lead, Run: 1, Row: 2, Status: importer.Accepted, Job: job, Payload: hash("payload", 2),
			Begun: noon, Looked: noon.Add(time.Hour),
		}
		if diff := gocmp.Diff(got, want); diff != "" {
			t.Errorf("(-got +want)\n%s", diff)
		}
		return
	}
	t.Error("nothing is open")
}

func TestOnlyLeadsInDoubtAreClosed(t *testing.T) {
	for _, status := range importer.Statuses {
		t.Run(string(status), func(t *testing.T) {
			l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
			lead, _ := send(t, begin(t, l), 2, ending(status))
			if err := l.CloseLead("sandbox.example.com", lead, ending(importer.Created)); !errors.Is(err, ledger.ErrNotOpen) {
				t.Errorf("at another host: %v, want %v", err, ledger.ErrNotOpen)
			}
			var want error
			if status != importer.Unknown && status != importer.Partial {
				want = ledger.ErrNotOpen
			}
			if err := l.CloseLead("api.example.com", lead, ending(importer.Created)); !errors.Is(err, want) {
				t.Errorf("error %v, want %v", err, want)
			}
			must(t, l.Flush()) // a refusal is no failure
		})
	}
}

// A page's ends are one transaction: if one of them cannot be, none is.
func TestEndsAreSettledTogetherOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := ledger.Open(t.Context(), path, ledger.Options{})
	must(t, err)
	run := begin(t, l)
	_, accepted := send(t, run, 2, ending(importer.Accepted))
	_, created := send(t, run, 3, ending(importer.Accepted))
	settle(t, l, created, ending(importer.Created))
	ends := map[importer.AttemptID]importer.Ending{accepted: ending(importer.Created), created: ending(importer.Failed)}
	if err := l.Settle(ends); err == nil {
		t.Error("what is created was settled again")
	}
	l.Close() // its first error is final
	rows := outcomes(t, open(t, path), run.ID())
	if rows[0].Status != importer.Accepted || rows[1].Status != importer.Created {
		t.Errorf("the ledger has %+v", rows)
	}
}

// A run without an end is under way as long as it holds the ledger.
func TestKilledRunIsToldFromOneUnderWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	expect := func(when string, id int64, killed bool, stopped string) {
		t.Helper()
		reader, err := ledger.OpenReader(path)
		must(t, err)
		defer reader.Close()
		run, err := reader.Run(t.Context(), id)
		must(t, err)
		if run.Killed != killed || run.Stopped != stopped {
			t.Errorf("%s, run %d is killed: %v, stopped: %q", when, id, run.Killed, run.Stopped)
		}
	}
	l, err := ledger.Open(t.Context(), path, ledger.Options{})
	must(t, err)
	begin(t, l)
	expect("while it holds the ledger", 1, false, "")
	must(t, l.Close())
	expect("when nobody does", 1, true, "")
	begin(t, open(t, path))
	expect("while another run does", 1, true, "the run was killed")
	expect("while it does", 2, false, "")
}
