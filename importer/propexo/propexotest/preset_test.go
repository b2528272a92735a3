package propexotest_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer/propexo/propexotest"
)

func TestGentle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, do := bubble(t, propexotest.Gentle())
		c := client{t: t}
		refused := do("POST", "/v1/leads/entrata/", with(1, `"zip":"00000"`))
		if issues := issuesOf(t, refused); len(issues) != 1 || issues[0].Path[0] != "zip" {
			t.Errorf("ZIP 00000: %+v", issues)
		}
		late := decode[created](c, do("POST", "/v1/leads/entrata/", with(2, `"email_1":"Bo@Example.invalid"`))).Meta.JobID
		for n := range 500 {
			if r := do("POST", "/v1/leads/entrata/", person(n)); r.status != 200 {
				t.Fatalf("person %d: %d", n, r.status)
			}
		}
		time.Sleep(time.Second)
		if got := decode[writeStatus](c, do("GET", "/v1/admin/write-status/"+late, "")).Status; got != "FAILURE" {
			t.Errorf("e-mail at example.invalid: %s", got)
		}
		if n := s.Counts(); n.Stored != 500 || n.Failed != 1 || n.Refused != 1 || n.Pending != 0 || n.TooMany != 0 {
			t.Errorf("counts: %+v", n)
		}
	})
}

func TestBitingBites(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := propexotest.Biting(1)
		seen := map[propexotest.Fault]bool{}
		cfg.Observe = func(e propexotest.Event) { seen[e.Fault] = true }
		cfg.Limit = 0
		delete(cfg.Faults, propexotest.Hang) // nobody here gives up
		delete(cfg.Faults, propexotest.HangAfter)
		s, do := bubble(t, cfg)
		for n := range 3000 {
			do("POST", "/v1/leads/entrata/", person(n))
		}
		for f := range cfg.Faults {
			if !seen[f] {
				t.Errorf("3000 creates, and none met %q", f)
			}
		}
		time.Sleep(time.Minute)
		n := s.Counts()
		if n.Failed == 0 || n.Partial == 0 || n.Pending != 0 || n.Stored+n.Dropped+n.Failed != n.Queued {
			t.Errorf("counts: %+v", n)
		}
	})
}

// Every lead that many clients create at once is stored once, and seen in the
// log once.
func TestConcurrentUse(t *testing.T) {
	s, c := start(t, propexotest.Config{
		Settle: time.Millisecond, Spread: 5 * time.Millisecond, SyncEvery: time.Millisecond,
		Entrata: propexotest.Entrata{DropDuplicates: true},
		Observe: func(e propexotest.Event) { _ = fmt.Sprint(e) },
	})
	var clients sync.WaitGroup
	for i := range 8 {
		clients.Go(func() {
			for n := range 50 {
				c.create(person(i*50 + n))
				c.get("/v1/admin/logs/writes/?limit=10")
				c.get("/v1/leads/?limit=10")
				s.Counts()
				s.StoredTwice()
				s.Requests()
			}
		})
	}
	clients.Wait()
	for s.Counts().Pending > 0 {
		time.Sleep(time.Millisecond)
	}
	s.Sync()
	jobs := map[string]bool{}
	for offset := 0; offset < 400; offset += 100 {
		for _, job := range jobsOf(c.logs(fmt.Sprint("?offset=", offset))) {
			jobs[job] = true
		}
	}
	if n := s.Counts(); n.Stored != 400 || n.StoredTwice != 0 || n.Synced != 400 || len(jobs) != 400 || n.Requests[propexotest.Create] != 400 {
		t.Errorf("%d jobs in the log, counts: %+v", len(jobs), n)
	}
}
