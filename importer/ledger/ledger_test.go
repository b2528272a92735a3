package ledger_test

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// find looks one row up.
func find(t *testing.T, run *ledger.Run, lookup importer.Lookup) []importer.KnownLead {
	t.Helper()
	// The others ask for nothing that is there; there are enough of them for
	// statements of every size.
	lookups := make([]importer.Lookup, 80)
	for i := range lookups {
		lookups[i] = importer.Lookup{Keys: []importer.Hash{hash("nobody", i)}, Lead: importer.LeadID(1_000_000 + i)}
	}
	lookups[77] = lookup
	found, err := run.Find(t.Context(), lookups)
	must(t, err)
	for i, leads := range found {
		if i != 77 && len(leads) > 0 {
			t.Errorf("lookup %d found %v", i, leads)
		}
	}
	slices.SortFunc(found[77], func(a, b importer.KnownLead) int { return cmp.Compare(a.ID, b.ID) })
	return found[77]
}

func TestFindKnowsTheLeadsOfEarlierRuns(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	first := begin(t, l)
	ada, adaAttempt := send(t, first, 2, ending(importer.Accepted))
	bob, bobAttempt := send(t, first, 3, importer.Ending{Status: importer.Rejected, Reason: importer.Validation, HTTP: 400, Time: noon})
	cyd := first.NextLead()
	must(t, first.Note([]importer.Decision{{Row: 4, Status: importer.Invalid, Lead: cyd, New: true, Keys: keys(4)}}))
	if found := find(t, first, importer.Lookup{Keys: keys(2), Lead: ada}); len(found) > 0 {
		t.Errorf("a run finds its own lead: %v", found)
	}

	known := map[string]importer.KnownLead{
		"ada": {
			ID: ada, Status: importer.Accepted, Job: ending(importer.Accepted).Job, Attempt: adaAttempt, Earlier: importer.Earlier{Run: first.ID()},
			Payload: hash("payload", 2), FirstName: hash("name", 2), Email: hash("e-mail", 2),
		},
		"bob": {
			ID: bob, Status: importer.Rejected, Reason: importer.Validation, Attempt: bobAttempt, Earlier: importer.Earlier{Run: first.ID()},
			Payload: hash("payload", 3), FirstName: hash("name", 3), Email: hash("e-mail", 3),
		},
		"cyd": {ID: cyd, Status: importer.Invalid},
	}
	second, elsewhere := begin(t, l), beginAt(t, l, "sandbox.example.com")
	for name, test := range map[string]struct {
		run    *ledger.Run
		lookup importer.Lookup
		want   []string
	}{
		"one key":                 {second, importer.Lookup{Keys: keys(2)[1:]}, []string{"ada"}},
		"all keys and the id":     {second, importer.Lookup{Keys: keys(2), Lead: ada}, []string{"ada"}},
		"id":                      {second, importer.Lookup{Lead: bob}, []string{"bob by id"}},
		"keys of two":             {second, importer.Lookup{Keys: slices.Concat(keys(2), keys(3))}, []string{"ada", "bob"}},
		"key of one, id of other": {second, importer.Lookup{Keys: keys(2), Lead: bob}, []string{"ada", "bob by id"}},
		"never sent":              {second, importer.Lookup{Keys: keys(4)}, []string{"cyd"}},
		"nobody":                  {second, importer.Lookup{Keys: keys(5), Lead: 99}, nil},
		"id at another host":      {elsewhere, importer.Lookup{Lead: ada}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var want []importer.KnownLead
			for _, name := range test.want {
				lead, byID := strings.CutSuffix(name, " by id")
				expected := known[lead]
				expected.Shared = !byID
				want = append(want, expected)
			}
			if diff := gocmp.Diff(find(t, test.run, test.lookup), want); diff != "" {
				t.Errorf("(-got +want)\n%s", diff)
			}
		})
	}
}

func TestCorrectedRowKeepsItsLeadAndItsKeys(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	lead, _ := send(t, begin(t, l), 2, ending(importer.Rejected))
	second := begin(t, l)
	attempt, err := second.Begin(importer.Intent{
		Lead: lead, Row: 9, Keys: keys(20), Payload: hash("payload", 20), Retry: "job1", Time: noon,
	})
	must(t, err)
	must(t, second.End(attempt, ending(importer.Accepted)))
	if found := find(t, second, importer.Lookup{Keys: keys(2)}); len(found) != 1 || found[0].ID != lead {
		t.Errorf("a run does not find the lead of an earlier run that it tried again: %v", found)
	}
	third := begin(t, l)
	want := []importer.KnownLead{{
		ID: lead, Status: importer.Accepted, Job: ending(importer.Accepted).Job, Attempt: attempt, Retry: "job1", Payload: hash("payload", 20), Shared: true,
		Earlier: importer.Earlier{Run: second.ID()},
	}}
	for _, row := range []int{2, 20} {
		if diff := gocmp.Diff(find(t, third, importer.Lookup{Keys: keys(row)}), want); diff != "" {
			t.Errorf("by the keys of row %d (-got +want)\n%s", row, diff)
		}
	}
	if kind := shell(t, l.Path(), `SELECT kind || ' of ' || retry_of FROM attempts WHERE id = 2`); kind != "retry of job1" {
		t.Errorf("the attempt is a %q", kind)
	}
}

func TestBegunAnewEndsTheFormerAttempt(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, l)
	lead := run.NextLead()
	for try := range 3 {
		_, err := run.Begin(importer.Intent{Lead: lead, New: try == 0, Row: 2, Keys: keys(2), Time: noon})
		must(t, err)
	}
	must(t, run.End(3, ending(importer.Accepted)))
	must(t, l.Flush())
	if got := shell(t, l.Path(), `SELECT group_concat(status) FROM attempts`); got != "unsent,unsent,accepted" {
		t.Errorf("attempts are %s", got)
	}
}

func TestErrorsAreFinal(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	must(t, err)
	run := begin(t, l)
	_, id := send(t, run, 2, ending(importer.Accepted))
	must(t, run.End(id, ending(importer.Rejected))) // it does not wait to hear
	twice := l.Flush()
	if twice == nil {
		t.Fatal("an attempt ended twice")
	}
	_, err = run.Begin(importer.Intent{Lead: run.NextLead(), New: true, Row: 3, Time: noon})
	for what, err := range map[string]error{
		"begin": err,
		"note":  run.Note([]importer.Decision{{Row: 4, Status: importer.Invalid}}),
		"flush": l.Flush(),
	} {
		if err == nil || err.Error() != twice.Error() {
			t.Errorf("%s: error %v, want %v", what, err, twice)
		}
	}
	must(t, l.Close()) // it has been told
}

func TestCloseTellsWhatNobodyWasTold(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	must(t, err)
	run := begin(t, l)
	_, id := send(t, run, 2, ending(importer.Accepted))
	must(t, run.End(id, ending(importer.Rejected))) // it does not wait to hear
	if l.Close() == nil {
		t.Error("an attempt ended twice, and nobody was told")
	}
}
