package propexotest_test

import (
	"strings"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

func TestAddresses(t *testing.T) {
	const job = "/v1/admin/write-status/cmjnosuchjob"
	tests := []struct {
		method, path string
		want         int
	}{
		{"POST", "/v1/leads/entrata/", 400}, // an empty body, but the right address
		{"POST", "/v1/leads/entrata", 404},
		{"GET", "/v1/leads/entrata/", 405},
		{"GET", "/v1/leads", 404},
		{"GET", "/v1/leads/", 200},
		{"GET", job, 404}, // as there is no such job
		{"GET", job + "/", 404},
		{"POST", job, 405},
		{"GET", "/v1/admin/logs/writes/", 200},
		{"GET", "/v1/admin/logs/writes", 404},
		{"GET", "/v1/admin/integrations/x/", 200},
		{"GET", "/v1/admin/integrations/x", 404},
		{"GET", "/v1/admin/integrations/x/properties", 200},
		{"GET", "/v1/admin/integrations/x/properties/", 404},
		{"GET", "/v1/admin/integrations/x/rate-limits/", 200},
		{"GET", "/v1/nothing/", 404},
	}
	_, c := start(t, propexotest.Config{})
	for _, tt := range tests {
		r := c.do(tt.method, tt.path, "")
		if r.status != tt.want {
			t.Errorf("%s %s: %d, want %d", tt.method, tt.path, r.status, tt.want)
		}
		if r.header.Get("X-Simulator") != "leadimport" {
			t.Errorf("%s %s does not say that it is a simulator", tt.method, tt.path)
		}
	}
}

func TestRedirectedSlash(t *testing.T) {
	s, c := start(t, propexotest.Config{RedirectSlash: 301})
	r := c.do("POST", "/v1/leads/entrata", person(1))
	if r.status != 301 || r.header.Get("Location") != "/v1/leads/entrata/" {
		t.Errorf("status %d, Location %q", r.status, r.header.Get("Location"))
	}
	if r := c.get("/v1/nothing"); r.status != 404 {
		t.Errorf("nothing was redirected: %d", r.status)
	}
	if n := s.Counts(); n.Queued != 0 || n.Requests[propexotest.Misdirected] != 2 {
		t.Errorf("counts: %+v", n)
	}
}

func TestKeys(t *testing.T) {
	tests := []struct {
		name, accepted, sent string
		want                 int
	}{
		{"any", "", "whatever", 200},
		{"none", "", "", 401},
		{"right", "secret", "secret", 200},
		{"wrong", "secret", "secre", 401},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, c := start(t, propexotest.Config{Key: tt.accepted})
			c.key = tt.sent
			if r := c.create(person(1)); r.status != tt.want {
				t.Errorf("status %d, want %d", r.status, tt.want)
			}
			if stored := s.Counts().Stored; (stored == 1) != (tt.want == 200) {
				t.Errorf("stored %d", stored)
			}
		})
	}
}

func TestListenIsLoopbackOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0", "example.com:0", "[::]:0"} {
		if l, err := propexotest.Listen(addr); err == nil {
			l.Close()
			t.Errorf("listened on %s", addr)
		} else if !strings.Contains(err.Error(), "loopback") {
			t.Errorf("%s: %v does not say why", addr, err)
		}
	}
	for _, addr := range []string{"127.0.0.1:0", "localhost:0"} {
		l, err := propexotest.Listen(addr)
		if err != nil {
			t.Fatal(err)
		}
		l.Close()
	}
}

func TestInspectionOverHTTP(t *testing.T) {
	s, c := start(t, propexotest.Config{Limit: 2, Key: "key"})
	c.mustCreate(person(1))
	c.mustCreate(person(1))
	c.key = ""
	counts := decode[propexotest.Counts](c, c.get("/simulator/counts"))
	if counts.Queued != 2 || counts.Stored != 2 || counts.StoredTwice != 1 || counts.Synced != 0 || counts.Requests[propexotest.Create] != 2 {
		t.Errorf("counts: %+v", counts)
	}
	if leads := decode[[]propexotest.Stored](c, c.get("/simulator/leads")); len(leads) != 2 || string(leads[0].Lead) != person(1) {
		t.Errorf("leads: %+v", leads)
	}
	if twice := decode[[]string](c, c.get("/simulator/stored-twice")); len(twice) != 1 || twice[0] != propexotest.Fingerprint([]byte(person(1))) {
		t.Errorf("stored twice: %v", twice)
	}
	if r := c.do("POST", "/simulator/sync", ""); r.status != 204 || s.Counts().Synced != 2 {
		t.Errorf("sync: status %d, %d leads synced", r.status, s.Counts().Synced)
	}
	if r := c.get("/"); !strings.Contains(string(r.body), "simulator") {
		t.Errorf("/ does not say what this is: %s", r.body)
	}
}
