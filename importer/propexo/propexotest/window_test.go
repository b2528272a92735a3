package propexotest_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer/propexo/propexotest"
)

// bubble returns a client of a simulator inside a synctest bubble: its waiting
// costs no time.
func bubble(t *testing.T, cfg propexotest.Config) (*propexotest.Server, func(method, path, body string) reply) {
	s := propexotest.New(cfg)
	through := &http.Client{Transport: s.Transport(), CheckRedirect: noRedirects.CheckRedirect}
	return s, func(method, path, body string) reply {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, "http://simulator"+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer key")
		return send(through, r)
	}
}

func TestDocumentedWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, do := bubble(t, propexotest.Config{
			Limit: propexotest.DocumentedLimit, SoftDelay: propexotest.DocumentedSoftDelay,
			// The 31 delayed answers would last over a minute; one stopped clock holds them in one window.
			Now: stopped(time.Now()),
		})
		for n := 1; n <= 150; n++ {
			before := time.Now()
			r := do("GET", "/v1/properties/", "")
			if r.status != 200 || r.header.Get("x-ratelimit-limit") != "150" || r.header.Get("x-ratelimit-remaining") != strconv.Itoa(150-n) {
				t.Fatalf("request %d: status %d, %v", n, r.status, r.header)
			}
			want := time.Duration(0)
			if n >= 120 {
				want = 2 * time.Second
			}
			if got := time.Since(before); got != want {
				t.Fatalf("request %d was held back %v, want %v", n, got, want)
			}
		}
		r := do("POST", "/v1/leads/entrata/", person(1))
		if r.status != 429 || r.header.Get("x-ratelimit-remaining") != "0" || r.header.Get("Retry-After") != "" {
			t.Errorf("request 151: status %d, %v", r.status, r.header)
		}
		if n := s.Counts(); n.TooMany != 1 || n.Queued != 0 || n.Busiest != 151 || n.Requests[propexotest.ListProperties] != 150 {
			t.Errorf("counts: %+v", n)
		}
	})
}

func stopped(at time.Time) func() time.Time { return func() time.Time { return at } }

func TestWindowTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, do := bubble(t, propexotest.Config{Limit: 2, Window: time.Second})
		statuses := func() (all string) {
			for range 3 {
				all += strconv.Itoa(do("GET", "/v1/units/", "").status) + " "
			}
			return all
		}
		time.Sleep(900 * time.Millisecond)
		if got := statuses(); got != "200 200 429 " {
			t.Errorf("first window: %s", got)
		}
		time.Sleep(100 * time.Millisecond)
		if got := statuses(); got != "200 200 429 " {
			t.Errorf("second window: %s", got)
		}
		if got := s.Counts().Busiest; got != 6 {
			t.Errorf("busiest second across the border: %d requests, want 6", got)
		}
		if got := len(s.Requests()); got != 6 {
			t.Errorf("%d arrivals, want 6", got)
		}
	})
}

func TestWithoutLimitThereAreNoHeaders(t *testing.T) {
	_, c := start(t, propexotest.Config{})
	if r := c.create(person(1)); r.header.Values("x-ratelimit-limit") != nil || r.header.Values("x-ratelimit-remaining") != nil {
		t.Errorf("limit headers without a limit: %v", r.header)
	}
}

func TestUnplugged(t *testing.T) {
	s, do := bubble(t, propexotest.Config{})
	s.Unplug(true)
	if r := do("GET", "/v1/units/", ""); r.err == nil || !strings.Contains(r.err.Error(), "connection refused") {
		t.Errorf("unplugged, it answered %d, error %v", r.status, r.err)
	}
	s.Unplug(false)
	if r := do("GET", "/v1/units/", ""); r.status != 200 {
		t.Errorf("plugged in again: %d, %v", r.status, r.err)
	}
	if got := len(s.Requests()); got != 1 {
		t.Errorf("%d requests arrived, want 1", got)
	}
}
