package propexotest_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer/propexo/propexotest"
)

// faults lists what each fault looks like to a client, and whether the create
// took effect all the same.
var faults = []struct {
	fault  propexotest.Fault
	status int // 0: no answer, or none that can be read to its end
	stored int
}{
	{propexotest.Behave, 200, 1},
	{propexotest.TooMany, 429, 0},
	{propexotest.TooManyAfterSeconds, 429, 0},
	{propexotest.TooManyAfterDate, 429, 0},
	{propexotest.UnavailableAfter, 503, 0},
	{propexotest.ErrorBefore, 500, 0},
	{propexotest.ErrorAfter, 500, 1},
	{propexotest.CutBefore, 0, 0},
	{propexotest.CutAfter, 0, 1},
	{propexotest.Hang, 0, 0},
	{propexotest.HangAfter, 0, 1},
	{propexotest.Garbage, 200, 1},
	{propexotest.Truncated, 0, 1},
	{propexotest.Redirect, 307, 0},
	{propexotest.RedirectFound, 302, 0},
	{propexotest.BadRequest, 400, 0},
	{propexotest.Unauthorized, 401, 0},
	{propexotest.Forbidden, 403, 0},
	{propexotest.NotFound, 404, 0},
	{"409", 409, 0},
	{"502-after", 502, 1},
}

func TestFaultsOverSockets(t *testing.T) {
	for _, tt := range faults {
		t.Run("fault "+string(tt.fault), func(t *testing.T) {
			ctx, cfg := suffering(t, tt.fault)
			s, c := start(t, cfg)
			checkFault(t, s, createIn(ctx, t, noRedirects, c.url), tt.fault, tt.status, tt.stored)
		})
	}
}

func TestFaultsInProcess(t *testing.T) {
	for _, tt := range faults {
		t.Run("fault "+string(tt.fault), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cfg := suffering(t, tt.fault)
				s := propexotest.New(cfg)
				through := &http.Client{Transport: s.Transport(), CheckRedirect: noRedirects.CheckRedirect}
				checkFault(t, s, createIn(ctx, t, through, "http://simulator"), tt.fault, tt.status, tt.stored)
			})
		})
	}
}

// suffering is a simulator whose every create meets a fault, and a context
// that ends once the simulator hangs.
func suffering(t *testing.T, f propexotest.Fault) (context.Context, propexotest.Config) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	cfg := propexotest.Config{Script: func(int, *propexotest.Lead) propexotest.Fault { return f }}
	if f == propexotest.Hang || f == propexotest.HangAfter {
		cfg.Observe = func(propexotest.Event) { cancel() }
	}
	return ctx, cfg
}

func createIn(ctx context.Context, t *testing.T, through *http.Client, url string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, "POST", url+"/v1/leads/entrata/", strings.NewReader(person(1)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer key")
	return send(through, r)
}

func checkFault(t *testing.T, s *propexotest.Server, r reply, f propexotest.Fault, status, stored int) {
	t.Helper()
	if status == 0 && r.err == nil {
		t.Errorf("a whole answer arrived: %d %s", r.status, r.body)
	}
	if status != 0 && (r.err != nil || r.status != status) {
		t.Errorf("got %d, error %v, want %d", r.status, r.err, status)
	}
	if f == propexotest.Garbage && json.Valid(r.body) {
		t.Errorf("garbage is JSON: %s", r.body)
	}
	if f == propexotest.Truncated && r.status != 200 {
		t.Errorf("a truncated answer without its head: %d, %v", r.status, r.err)
	}
	if got := len(s.Leads()); got != stored {
		t.Errorf("stored %d, want %d", got, stored)
	}
}

func TestRetryAfter(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 500, time.UTC) }
	tests := []struct {
		fault propexotest.Fault
		want  string
	}{
		{propexotest.TooMany, ""},
		{propexotest.TooManyAfterSeconds, "2"},
		{propexotest.TooManyAfterDate, "Sun, 01 Mar 2026 12:00:03 GMT"}, // never before the 2 s are over
		{propexotest.UnavailableAfter, "2"},
	}
	for _, tt := range tests {
		_, c := start(t, propexotest.Config{Now: now, Script: func(int, *propexotest.Lead) propexotest.Fault { return tt.fault }})
		r := c.create(person(1))
		if got := r.header.Get("Retry-After"); got != tt.want {
			t.Errorf("%s: Retry-After %q, want %q", tt.fault, got, tt.want)
		}
		if got, want := r.header.Get("Date"), "Sun, 01 Mar 2026 12:00:00 GMT"; got != want {
			t.Errorf("%s: Date %q, want %q", tt.fault, got, want)
		}
	}
}

func TestFaultsAreReproducible(t *testing.T) {
	draw := func(seed uint64) (drawn []propexotest.Fault) {
		cfg := propexotest.Config{Seed: seed, Faults: map[propexotest.Fault]int{"500-before": 300, "409": 300}}
		cfg.Observe = func(e propexotest.Event) { drawn = append(drawn, e.Fault) }
		s := propexotest.New(cfg)
		for n := range 1000 {
			r, _ := http.NewRequest("POST", "http://simulator/v1/leads/entrata/", strings.NewReader(person(n)))
			r.Header.Set("Authorization", "Bearer key")
			send(&http.Client{Transport: s.Transport()}, r)
		}
		return drawn
	}
	first, again, other := draw(1), draw(1), draw(2)
	counts, differences := map[propexotest.Fault]int{}, 0
	for i, f := range first {
		counts[f]++
		if f != again[i] {
			t.Fatalf("create %d met %q, and %q in a second run", i, f, again[i])
		}
		if f != other[i] {
			differences++
		}
	}
	// Five standard deviations and more about the 300 and 400 that are asked for.
	for f, want := range map[propexotest.Fault]int{"500-before": 300, "409": 300, "": 400} {
		if got := counts[f]; got < want-80 || got > want+80 {
			t.Errorf("fault %q befell %d of 1000 creates, asked for about %d", f, got, want)
		}
	}
	if differences == 0 {
		t.Error("another seed drew the same faults")
	}
}

func TestUnknownFaultPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a misspelt fault was taken")
		}
	}()
	propexotest.New(propexotest.Config{Faults: map[propexotest.Fault]int{"cut-befor": 1}})
}
