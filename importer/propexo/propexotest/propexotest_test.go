package propexotest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// A client sends requests to a simulator over a socket, as anybody would.
type client struct {
	t   *testing.T
	url string
	key string
}

// start serves a simulator for the length of the test.
func start(t *testing.T, cfg propexotest.Config) (*propexotest.Server, client) {
	t.Helper()
	s, url, stop := propexotest.Start(cfg)
	t.Cleanup(stop)
	return s, client{t, url, "key"}
}

// A reply is an answer, read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
	err    error // instead of an answer, or in the middle of its body
}

var noRedirects = &http.Client{
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Transport:     &http.Transport{MaxIdleConnsPerHost: 64},
}

func (c client) do(method, path, body string) reply {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, bytes.NewReader([]byte(body)))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+c.key)
	return send(noRedirects, r)
}

func send(through *http.Client, r *http.Request) reply {
	resp, err := through.Do(r)
	if err != nil {
		return reply{err: err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return reply{resp.StatusCode, resp.Header, body, err}
}

func (c client) get(path string) reply { c.t.Helper(); return c.do("GET", path, "") }
func (c client) create(lead string) reply {
	c.t.Helper()
	return c.do("POST", "/v1/leads/entrata/", lead)
}
func (c client) status(job string) writeStatus {
	c.t.Helper()
	return decode[writeStatus](c, c.get("/v1/admin/write-status/"+job))
}

// mustCreate returns the job of a create that must succeed.
func (c client) mustCreate(lead string) string {
	c.t.Helper()
	job := decode[created](c, c.create(lead)).Meta.JobID
	if job == "" {
		c.t.Fatalf("create of %s named no job", lead)
	}
	return job
}

// decode reads a 200; anything else ends the test.
func decode[T any](c client, r reply) (v T) {
	c.t.Helper()
	if r.err != nil || r.status != http.StatusOK {
		c.t.Fatalf("status %d, error %v, body %s", r.status, r.err, r.body)
	}
	if err := json.Unmarshal(r.body, &v); err != nil {
		c.t.Fatalf("decoding %s: %v", r.body, err)
	}
	return v
}

type created struct {
	Meta struct {
		JobID string `json:"job_id"`
	} `json:"meta"`
}

type writeStatus struct {
	Status  string   `json:"write_status"`
	Errors  []string `json:"errors"`
	Created *string  `json:"created_record_id"`
}

// person is a lead that differs from that of every other n.
func person(n int) string {
	return with(n, "")
}

// with adds fields to a person; the last of two equal keys counts.
func with(n int, more string) string {
	if more != "" {
		more = "," + more
	}
	return fmt.Sprintf(`{"integration_id":"cm4ublxhn5008550276138abyzlg821i","property_id":"cm4p1","lead_source_id":"cm4s1",`+
		`"first_name":"Ann","last_name":"Lee%d","phone_1":"415%07d","phone_1_type":"MOBILE","email_1":"ann%d@example.org"%s}`, n, n, n, more)
}
