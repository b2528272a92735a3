package propexotest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer/propexo/propexotest"
)

// always is a property system with one verdict on everything.
func always(v propexotest.Verdict) propexotest.Entrata {
	return propexotest.Entrata{Script: func(int, *propexotest.Lead) propexotest.Verdict { return v }}
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		verdict propexotest.Verdict
		status  string
		error   string // in the first of the errors; "" is no errors
		logged  string
		stored  int
	}{
		{propexotest.Taken, "SUCCESS", "", "SUCCESS", 1},
		{propexotest.Invalid, "FAILURE", "Email address ann1@example.org is not valid", "FAILURE", 0},
		{propexotest.Phoneless, "FAILURE", "Phone number is required", "FAILURE", 0},
		{propexotest.Maintenance, "FAILURE", "maintenance", "FAILURE", 0},
		{propexotest.Credentials, "FAILURE", "403", "FAILURE", 0},
		{propexotest.TimedOut, "FAILURE", "timed out", "FAILURE", 0},
		{propexotest.Speechless, "FAILURE", "", "FAILURE", 0},
		{propexotest.Recovery, "FAILURE", "maintenance", "FAILURE", 0},
		{propexotest.Partial, "PARTIAL_SUCCESS", "event", "FAILURE", 1},
		{propexotest.Stuck, "PENDING", "", "", 0},
	}
	for _, tt := range tests {
		t.Run(string(tt.verdict), func(t *testing.T) {
			entrata := always(tt.verdict)
			entrata.RecoverAfter = time.Hour
			s, c := start(t, propexotest.Config{Entrata: entrata})
			got := c.status(c.mustCreate(person(1)))
			if got.Status != tt.status || got.Created != nil || (len(got.Errors) > 0) != (tt.error != "") {
				t.Errorf("status: %+v", got)
			}
			if tt.error != "" && !strings.Contains(got.Errors[0], tt.error) {
				t.Errorf("error %q lacks %q", got.Errors[0], tt.error)
			}
			if tt.error != "" && tt.verdict != propexotest.TimedOut && !json.Valid([]byte(got.Errors[0])) {
				t.Errorf("error is no JSON in a string: %s", got.Errors[0])
			}
			logged := ""
			for _, row := range c.logs("") {
				logged += row.Status
			}
			if logged != tt.logged || s.Counts().Stored != tt.stored {
				t.Errorf("logged %q, want %q; stored %d, want %d", logged, tt.logged, s.Counts().Stored, tt.stored)
			}
		})
	}
}

func TestPendingThenSettled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, do := bubble(t, propexotest.Config{Settle: time.Second, Spread: time.Second})
		job := decode[created](client{t: t}, do("POST", "/v1/leads/entrata/", person(1))).Meta.JobID
		status := func() string {
			return decode[writeStatus](client{t: t}, do("GET", "/v1/admin/write-status/"+job, "")).Status
		}
		time.Sleep(999 * time.Millisecond)
		if got := status(); got != "PENDING" || s.Counts().Pending != 1 || s.Counts().Stored != 0 {
			t.Errorf("before its time: %s, %+v", got, s.Counts())
		}
		time.Sleep(1001 * time.Millisecond)
		if got := status(); got != "SUCCESS" || s.Counts().Pending != 0 || s.Counts().Stored != 1 {
			t.Errorf("after its time: %s, %+v", got, s.Counts())
		}
	})
}

func TestPropexoTriesAgainByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		entrata := always(propexotest.Recovery)
		entrata.RecoverAfter = time.Minute
		s, do := bubble(t, propexotest.Config{Entrata: entrata})
		c := client{t: t}
		job := decode[created](c, do("POST", "/v1/leads/entrata/", person(1))).Meta.JobID
		time.Sleep(time.Minute)
		if got := decode[writeStatus](c, do("GET", "/v1/admin/write-status/"+job, "")); got.Status != "SUCCESS" || len(got.Errors) != 0 {
			t.Errorf("a minute later: %+v", got)
		}
		rows := decode[logPage](c, do("GET", "/v1/admin/logs/writes/", "")).Results.Logs
		if len(rows) != 1 || rows[0].Status != "SUCCESS" || rows[0].JobID != job {
			t.Errorf("the log must hold the newest row alone: %+v", rows)
		}
		if len(s.Leads()) != 1 || len(s.StoredTwice()) != 0 {
			t.Errorf("stored: %+v", s.Counts())
		}
	})
}

func TestRetry(t *testing.T) {
	entrata := propexotest.Entrata{Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
		return []propexotest.Verdict{propexotest.Maintenance, propexotest.Taken}[n]
	}}
	s, c := start(t, propexotest.Config{Entrata: entrata})
	job := c.mustCreate(person(1))
	type retried struct {
		Success bool   `json:"success"`
		JobID   string `json:"job_id"`
	}
	again := decode[retried](c, c.do("POST", "/v1/admin/retry-write/"+job, "{}"))
	if !again.Success || again.JobID == "" || again.JobID == job {
		t.Fatalf("retry: %+v", again)
	}
	if got := c.status(again.JobID).Status + " " + c.status(job).Status; got != "SUCCESS FAILURE" {
		t.Errorf("new and old job: %s", got)
	}
	if leads := s.Leads(); len(leads) != 1 || leads[0].Job != again.JobID || len(s.StoredTwice()) != 0 {
		t.Errorf("stored: %+v", leads)
	}
	for _, tt := range []struct {
		name, job, body string
		want            int
	}{
		{"a success", again.JobID, "{}", 400},
		{"an unknown job", "cmjx", "{}", 404},
		{"no body", job, "", 400},
	} {
		if r := c.do("POST", "/v1/admin/retry-write/"+tt.job, tt.body); r.status != tt.want {
			t.Errorf("retry of %s: %d, want %d", tt.name, r.status, tt.want)
		}
	}
}

func TestDuplicatesAreDroppedSilently(t *testing.T) {
	tests := []struct {
		name   string
		second string
		stored int
	}{
		{"same e-mail in capitals", with(2, `"email_1":"ANN1@Example.org "`), 1},
		{"same phone, written otherwise", with(2, `"phone_1":"+1 (415) 000-0001"`), 1},
		{"both of somebody else", person(2), 2},
		{"same at another property", with(1, `"property_id":"cm4p2"`), 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, c := start(t, propexotest.Config{Entrata: propexotest.Entrata{DropDuplicates: true}})
			c.mustCreate(person(1))
			if got := c.status(c.mustCreate(tt.second)); got.Status != "SUCCESS" {
				t.Errorf("a dropped duplicate must say SUCCESS, said %+v", got)
			}
			if n := s.Counts(); n.Stored != tt.stored || n.Dropped != 2-tt.stored || n.StoredTwice != 0 {
				t.Errorf("counts: %+v", n)
			}
		})
	}
}

func TestStoredTwice(t *testing.T) {
	reordered := `{"last_name":"Lee1",` + strings.Replace(person(1)[1:], `,"last_name":"Lee1"`, "", 1)
	for _, drop := range []bool{false, true} {
		s, c := start(t, propexotest.Config{Entrata: propexotest.Entrata{DropDuplicates: drop}})
		c.mustCreate(person(1))
		c.mustCreate(person(2))
		c.mustCreate(reordered)
		c.mustCreate(reordered)
		if got := s.StoredTwice(); len(got) != 1 || got[0] != propexotest.Fingerprint([]byte(person(1))) {
			t.Errorf("dropping %v: stored twice: %v", drop, got)
		}
	}
}

func TestPropertySystemSettings(t *testing.T) {
	noPhone := strings.Replace(person(1), `"phone_1":"4150000001","phone_1_type":"MOBILE",`, "", 1)
	tests := []struct {
		name    string
		entrata propexotest.Entrata
		lead    string
		want    string
	}{
		{"phone demanded, none there", propexotest.Entrata{RequirePhone: true}, noPhone, "FAILURE"},
		{"phone demanded and there", propexotest.Entrata{RequirePhone: true}, person(1), "SUCCESS"},
		{"down", propexotest.Entrata{Down: func(time.Time) bool { return true }}, person(1), "FAILURE"},
		{"always failing by rate", propexotest.Entrata{Rates: map[propexotest.Verdict]int{propexotest.Invalid: 1000}}, person(1), "FAILURE"},
	}
	for _, tt := range tests {
		_, c := start(t, propexotest.Config{Entrata: tt.entrata})
		if got := c.status(c.mustCreate(tt.lead)).Status; got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
