package ledger_test

import (
	"path/filepath"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

func outcomes(t *testing.T, l *ledger.Ledger, run int64) (rows []importer.RowOutcome) {
	t.Helper()
	for o, err := range l.Outcomes(t.Context(), run) {
		must(t, err)
		rows = append(rows, o)
	}
	return rows
}

var job = ending(importer.Accepted).Job

func TestOutcomesMergeWhatWasSentAndWhatWasDecided(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, l)
	lead2, _ := send(t, run, 2, ending(importer.Accepted))
	lead5, _ := send(t, run, 5, importer.Ending{
		Status: importer.Rejected, Reason: importer.Validation, Error: "Invalid email ***", Fields: "email_1 phone_1",
		HTTP: 400, Time: noon.Add(time.Minute),
	})
	lead3 := run.NextLead()
	must(t, run.Note([]importer.Decision{
		{Row: 7, Status: importer.Unsent, Reason: importer.Stopped},
		{Row: 4, Status: importer.Duplicate, Lead: lead2, Of: 2},
		{Row: 3, Status: importer.Invalid, Reason: "date_format", Lead: lead3, New: true, Keys: keys(3)},
		{Row: 6, Status: importer.Conflict, Lead: lead2, Of: 2},
	}))
	lead8 := run.NextLead()
	_, err := run.Begin(importer.Intent{Lead: lead8, New: true, Row: 8, Keys: keys(8), Time: noon})
	must(t, err)
	want := []importer.RowOutcome{
		{Row: 2, Status: importer.Accepted, HTTP: 200, Lead: lead2, Job: job, Attempts: 1, Time: noon.Add(time.Second)},
		{Row: 3, Status: importer.Invalid, Reason: "date_format", Lead: lead3, Time: noon},
		{Row: 4, Status: importer.Duplicate, Lead: lead2, Of: 2, Time: noon},
		{
			Row: 5, Status: importer.Rejected, Reason: importer.Validation, Error: "Invalid email ***",
			Fields: "email_1 phone_1", HTTP: 400, Lead: lead5, Attempts: 1, Time: noon.Add(time.Minute),
		},
		{Row: 6, Status: importer.Conflict, Lead: lead2, Of: 2, Time: noon},
		{Row: 7, Status: importer.Unsent, Reason: importer.Stopped, Time: noon},
		{Row: 8, Status: importer.Unknown, Reason: importer.Interrupted, Lead: lead8, Attempts: 1, Time: noon},
	}
	if diff := gocmp.Diff(outcomes(t, l, run.ID()), want); diff != "" {
		t.Errorf("(-got +want)\n%s", diff)
	}
}

func TestOutcomesCountTheRequestsOfARow(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, l)
	lead := run.NextLead()
	var last importer.AttemptID
	for try := range 3 {
		id, err := run.Begin(importer.Intent{Lead: lead, New: try == 0, Row: 2, Time: noon})
		must(t, err)
		last = id
	}
	must(t, run.End(last, importer.Ending{Status: importer.Unknown, Reason: importer.Timeout, Time: noon}))
	must(t, l.CloseLead("api.example.com", lead, importer.Ending{Status: importer.Created, Time: noon.Add(time.Hour)}))
	want := []importer.RowOutcome{
		{Row: 2, Status: importer.Created, Lead: lead, Attempts: 3, Time: noon.Add(time.Hour)},
	}
	if diff := gocmp.Diff(outcomes(t, l, run.ID()), want); diff != "" {
		t.Errorf("(-got +want)\n%s", diff)
	}
}

// A duplicate is as good as its original.
func TestDuplicateOfARowThatFailsLateIsUnsent(t *testing.T) {
	for _, status := range importer.Statuses {
		t.Run(string(status), func(t *testing.T) {
			l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
			first := begin(t, l)
			lead, id := send(t, first, 2, ending(importer.Accepted))
			must(t, first.Note([]importer.Decision{{Row: 3, Status: importer.Duplicate, Lead: lead, Of: 2}}))
			// The second run leaves its row to the first one's.
			second := begin(t, l)
			must(t, second.Note([]importer.Decision{
				{Row: 8, Lead: lead, Attempt: id},
				{Row: 9, Status: importer.Duplicate, Lead: lead, Of: 8},
			}))
			settle(t, l, id, importer.Ending{Status: status, Time: noon})
			want := importer.RowOutcome{Row: 3, Status: importer.Duplicate, Lead: lead, Of: 2, Time: noon}
			switch status {
			case importer.Rejected, importer.Failed, importer.Unsent:
				want.Status, want.Reason = importer.Unsent, "original_failed"
			}
			if diff := gocmp.Diff(outcomes(t, l, first.ID())[1], want); diff != "" {
				t.Errorf("first run (-got +want)\n%s", diff)
			}
			want.Row, want.Of = 9, 8
			if diff := gocmp.Diff(outcomes(t, l, second.ID())[1], want); diff != "" {
				t.Errorf("second run (-got +want)\n%s", diff)
			}
		})
	}
}

func TestRowFollowsTheAttemptOfAnEarlierRun(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	first := begin(t, l)
	lead, id := send(t, first, 2, ending(importer.Accepted))
	second := begin(t, l)
	must(t, second.Note([]importer.Decision{
		{Row: 5, Lead: lead, Attempt: id},
		{Row: 6, Status: importer.Skipped, Reason: "known_person", Lead: lead, Attempt: id},
	}))
	row := func(row int, status importer.Status, reason importer.Reason, at time.Time) importer.RowOutcome {
		return importer.RowOutcome{
			Row: row, Status: status, Reason: reason, HTTP: 200, Lead: lead, Job: job, Time: at,
			Earlier: importer.Earlier{Run: 1, Input: "leads.csv", Row: 2, Time: at},
		}
	}
	check := func(want ...importer.RowOutcome) {
		t.Helper()
		if diff := gocmp.Diff(outcomes(t, l, second.ID()), want); diff != "" {
			t.Errorf("(-got +want)\n%s", diff)
		}
	}
	answered, later := noon.Add(time.Second), noon.Add(time.Hour)
	check(row(5, importer.Accepted, "", answered), row(6, importer.Skipped, "known_person", answered))
	settle(t, l, id, importer.Ending{Status: importer.Partial, Time: later})
	check(row(5, importer.Partial, "", later), row(6, importer.Skipped, "known_person", later))
	must(t, l.CloseLead("api.example.com", lead, importer.Ending{Status: importer.Created, Time: later}))
	closed := row(5, importer.Created, "", later)
	closed.HTTP = 0
	if diff := gocmp.Diff(outcomes(t, l, second.ID())[0], closed); diff != "" {
		t.Errorf("closed (-got +want)\n%s", diff)
	}
}

func TestOutcomesOf200000Rows(t *testing.T) {
	if testing.Short() {
		t.Skip("200,000 rows")
	}
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, l)
	const rows = 200_000
	for row := 2; row < rows+2; row += 1000 {
		var noted []importer.Decision
		for i := range 1000 {
			if (row+i)%100 == 0 {
				send(t, run, row+i, ending(importer.Accepted))
			} else {
				noted = append(noted, importer.Decision{Row: row + i, Status: importer.Skipped})
			}
		}
		must(t, run.Note(noted))
	}
	next := 2
	for o, err := range l.Outcomes(t.Context(), run.ID()) {
		must(t, err)
		want := importer.Skipped
		if next%100 == 0 {
			want = importer.Accepted
		}
		if o.Row != next || o.Status != want {
			t.Fatalf("row %d is %s, want row %d %s", o.Row, o.Status, next, want)
		}
		next++
	}
	if next != rows+2 {
		t.Errorf("it ended before row %d", next)
	}
}
