package ledger_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"leadimport/importer"
)

func TestFailedWritesAreTriedAgainForTheirRow(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, l)
	send(t, run, 2, ending(importer.Accepted))
	lead, first := send(t, run, 3, ending(importer.Accepted))
	send(t, run, 4, importer.Ending{Status: importer.Failed, Reason: importer.NoConnection, Time: noon})
	settle(t, l, first, importer.Ending{Status: importer.Failed, Reason: importer.WriteFailed, Time: noon})

	want := importer.KnownLead{
		ID: lead, Status: importer.Failed, Reason: importer.WriteFailed, Job: job, Attempt: first,
		Payload: hash("payload", 3), FirstName: hash("name", 3), Email: hash("e-mail", 3),
		Earlier: importer.Earlier{Run: 1, Row: 3, Input: "leads.csv", Time: noon},
	}
	var failed []importer.KnownLead
	for f, err := range l.Failed(t.Context(), "api.example.com") {
		must(t, err)
		failed = append(failed, f)
	}
	if diff := gocmp.Diff(failed, []importer.KnownLead{want}); diff != "" {
		t.Fatalf("failed (-got +want)\n%s", diff)
	}
	for range l.Failed(t.Context(), "sandbox.example.com") {
		t.Error("a write failed at another host")
	}

	begin(t, l) // a later run changes nothing
	earlier, err := l.EarlierRun(t.Context(), 1)
	must(t, err)
	again, err := earlier.Begin(importer.Intent{Lead: lead, Row: 3, Payload: want.Payload, Retry: job, Time: noon})
	must(t, err)
	must(t, earlier.End(again, ending(importer.Accepted)))
	rows := outcomes(t, l, 1)
	if rows[1].Status != importer.Accepted || rows[1].Attempts != 2 {
		t.Errorf("the row is %s after %d requests", rows[1].Status, rows[1].Attempts)
	}
	got, found, err := l.Lead(t.Context(), "api.example.com", lead)
	must(t, err)
	if !found || got.Attempt != again || got.Status != importer.Accepted {
		t.Errorf("the lead is %+v (%v)", got, found)
	}
	if _, found, err = l.Lead(t.Context(), "sandbox.example.com", lead); found || err != nil {
		t.Errorf("it is found at another host: %v, %v", found, err)
	}
}

func TestFollowersTakeTheWordOfAnEarlierRun(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	first := begin(t, l)
	lead, id := send(t, first, 2, ending(importer.Accepted))
	second, third := begin(t, l), begin(t, l)
	must(t, second.Note([]importer.Decision{{Row: 2, Lead: lead, Attempt: id}, {Row: 3, Lead: lead, Attempt: id}}))
	must(t, third.Note([]importer.Decision{{Row: 2, Status: importer.Skipped, Lead: lead, Attempt: id}}))
	must(t, l.Flush())
	for _, test := range []struct {
		of   int64
		want []int64
	}{{1, []int64{2}}, {2, nil}} {
		got, err := l.Followers(t.Context(), func(run int64) bool { return run == test.of })
		must(t, err)
		if !slices.Equal(got, test.want) {
			t.Errorf("run %d is followed by %v, want %v", test.of, got, test.want)
		}
	}
}

// The counts are taken past the views; they must say the same.
func TestCountsAgreeWithTheOutcomes(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	first := begin(t, l)
	lead, id := send(t, first, 2, ending(importer.Accepted))
	again, _ := send(t, first, 3, ending(importer.Unsent))
	_, err := first.Begin(importer.Intent{Lead: again, Row: 3, Time: noon}) // and the process dies
	must(t, err)
	must(t, first.Note([]importer.Decision{
		{Row: 4, Status: importer.Invalid}, {Row: 5, Status: importer.Duplicate, Lead: lead, Of: 2},
		{Row: 6, Status: importer.Duplicate, Of: 3}, {Row: 7, Status: importer.Conflict, Of: 2},
	}))
	second := begin(t, l)
	must(t, second.Note([]importer.Decision{
		{Row: 8, Lead: lead, Attempt: id}, {Row: 9, Status: importer.Duplicate, Of: 8},
		{Row: 10, Status: importer.Skipped, Lead: lead, Attempt: id},
	}))
	check := func() {
		t.Helper()
		for run := range int64(2) {
			want := map[importer.Status]int{}
			for _, o := range outcomes(t, l, run+1) {
				want[o.Status]++
			}
			got, err := l.Run(t.Context(), run+1)
			must(t, err)
			if diff := gocmp.Diff(got.Counts, want); diff != "" {
				t.Errorf("run %d (-got +want)\n%s", run+1, diff)
			}
		}
	}
	check()
	settle(t, l, id, importer.Ending{Status: importer.Failed, Time: noon.Add(time.Hour)})
	check()
}
