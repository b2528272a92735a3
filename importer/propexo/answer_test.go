package propexo_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/importer/propexo"
)

// respond returns a client of a server that answers everything with a status
// and a body.
func respond(t *testing.T, status int, body string) *propexo.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(server.Close)
	return newClient(t, propexo.Config{BaseURL: server.URL})
}

// sample is a body as the API documents it, written by the simulator.
func sample(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("propexotest/testdata/api/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAnswers(t *testing.T) {
	refused := func(status int, reason importer.Reason, message string, issues ...importer.Issue) importer.Answer {
		return importer.Answer{Verdict: importer.Refused, HTTP: status, Reason: reason, Message: message, Issues: issues}
	}
	doubt := func(status int, reason importer.Reason, message string) importer.Answer {
		return importer.Answer{Verdict: importer.NoAnswer, HTTP: status, Reason: reason, Message: message}
	}
	const zod = `{"error":{"code":"invalid_request","message":"invalid request","details":`
	const issues = `"issues":[{"code":"unrecognized_keys","keys":["foo","bar"],"path":[],"message":"Unrecognized key(s)"},` +
		`{"code":"custom","path":["events",0,"title"],"message":"Too\nlong"},{"code":"custom","path":[],"message":"No"}]`
	complaints := []importer.Issue{{Field: "foo", Message: "Unrecognized key(s)"}, {Field: "bar", Message: "Unrecognized key(s)"},
		{Field: "events", Message: "Too long"}, {Message: "No"}}
	tests := []struct {
		name   string
		status int
		body   string
		want   importer.Answer
	}{
		{"queued", 200, sample(t, "create"), importer.Answer{Verdict: importer.Queued, HTTP: 200, Job: "cmj2nshbbrn54000000000000"}},
		{"job on top", 201, sample(t, "create-generic"), importer.Answer{Verdict: importer.Queued, HTTP: 201, Job: "cmj2nshbbrn54000000000000"}},
		{"no job", 200, `{"meta":{}}`, doubt(200, importer.BadAnswer, `the answer names no job: {"meta":{}}`)},
		{"issues nested twice", 400, zod + `{"details":{` + issues + `}}}}`, refused(400, importer.Validation, "invalid request", complaints...)},
		{"issues nested once", 400, zod + `{` + issues + `}}}`, refused(400, importer.Validation, "invalid request", complaints...)},
		{"no issues", 400, zod + `"odd"}}`, refused(400, importer.HTTPRefused, "invalid request")},
		{"error is a text", 401, `{"error":"no such key"}`, refused(401, importer.Unauthorized, "no such key")},
		{"message on top", 403, `{"message":"not allowed"}`, refused(403, importer.Forbidden, "not allowed")},
		{"a page", 404, "<html><style>p{}</style><title>404</title>\n<p>Nothing &amp; nobody", refused(404, importer.NotFound, "404 Nothing & nobody")},
		{"nothing", 422, "", refused(422, importer.HTTPRefused, "")},
		{"conflict", 409, "text \x00\xff", refused(409, importer.HTTPRefused, "text")},
		{"request timeout", 408, "", doubt(408, importer.Timeout, "")},
		{"too early", 425, "", doubt(425, importer.ServerError, "")},
		{"server error", 500, `{"error":{"message":"oops"}}`, doubt(500, importer.ServerError, "oops")},
		{"bad gateway", 502, "<h1>502 Bad Gateway</h1>", doubt(502, importer.ServerError, "502 Bad Gateway")},
		{"unavailable without a time", 503, "", doubt(503, importer.ServerError, "")},
		{"redirect", 301, "", doubt(301, importer.Redirected, "")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := respond(t, tt.status, tt.body).CreateLead(t.Context(), lead, atOnce)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// Every issue of the simulator's refusal names a field.
func TestRefusalSample(t *testing.T) {
	answer := respond(t, 400, sample(t, "refusal")).CreateLead(t.Context(), lead, atOnce)
	if answer.Reason != importer.Validation || len(answer.Issues) == 0 {
		t.Fatalf("got %+v", answer)
	}
	for _, issue := range answer.Issues {
		if issue.Field == "" || issue.Message == "" {
			t.Errorf("got %+v", issue)
		}
	}
}

func TestRetryWrite(t *testing.T) {
	answer := respond(t, 200, sample(t, "retry")).RetryWrite(t.Context(), "a/b", atOnce)
	if answer.Verdict != importer.Queued || answer.Job != "cmj2nshbbrn54000000000001" {
		t.Errorf("got %+v", answer)
	}
}
