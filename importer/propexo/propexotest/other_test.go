package propexotest_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// A retry whose answer is lost has been queued all the same.
func TestFaultsOfOtherCalls(t *testing.T) {
	s, c := start(t, propexotest.Config{
		Entrata: always(propexotest.Maintenance),
		OtherScript: func(n int, kind propexotest.Kind) propexotest.Fault {
			if kind == propexotest.RetryWrite && n == 1 {
				return propexotest.CutAfter
			}
			return propexotest.Behave
		},
	})
	job := c.mustCreate(person(1))
	var errs []bool
	for range 3 {
		errs = append(errs, c.do("POST", "/v1/admin/retry-write/"+job, "{}").err != nil)
	}
	if n := s.Counts(); !slices.Equal(errs, []bool{false, true, false}) || n.Retries != 3 || n.Queued != 1 {
		t.Errorf("errors %v, counts %+v", errs, n)
	}
}

func TestObserve(t *testing.T) {
	var mu sync.Mutex
	var lines []string
	_, c := start(t, propexotest.Config{
		Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
			return []propexotest.Fault{propexotest.Behave, propexotest.ErrorAfter, propexotest.CutBefore}[n]
		},
		Observe: func(e propexotest.Event) {
			mu.Lock()
			defer mu.Unlock()
			lines = append(lines, e.String())
		},
	})
	job := c.mustCreate(person(1))
	c.create(person(2))
	c.create(person(3))
	c.get("/v1/leads/?email_1=ann1@example.org")
	mu.Lock()
	defer mu.Unlock()
	next := strings.TrimSuffix(job, "0") + "1"
	want := []string{
		"POST /v1/leads/entrata/: 200 OK, job " + job,
		"POST /v1/leads/entrata/: 500 Internal Server Error (fault 500-after), job " + next,
		"POST /v1/leads/entrata/: no answer (fault cut-before)",
		"GET /v1/leads/: 200 OK",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
}
