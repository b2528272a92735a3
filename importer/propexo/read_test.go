package propexo_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo"
	"leadimport/importer/propexo/propexotest"
)

func TestWriteStatus(t *testing.T) {
	for name, want := range map[string]importer.WriteState{
		"status-success": importer.WriteSuccess, "status-failure": importer.WriteFailure,
		"status-partial": importer.WritePartial, "status-pending": importer.WritePending,
	} {
		status, err := respond(t, 200, sample(t, name)).WriteStatus(t.Context(), "j")
		if err != nil || status.State != want {
			t.Errorf("%s: got %+v, %v", name, status, err)
		}
		if failed := want == importer.WriteFailure || want == importer.WritePartial; failed != (len(status.Errors) == 1) {
			t.Errorf("%s: errors %q", name, status.Errors)
		}
	}
	odd := respond(t, 200, `{"write_status":"FAILURE","errors":["a",{"b":1},null],"created_record_id":null}`)
	if status, err := odd.WriteStatus(t.Context(), "j"); err != nil || !slices.Equal(status.Errors, []string{"a", `{"b":1}`, ""}) {
		t.Errorf("got %q, %v", status.Errors, err)
	}
}

func TestWriteLogSample(t *testing.T) {
	rows, err := respond(t, 200, sample(t, "write-log")).WriteLog(t.Context(), importer.LogQuery{Limit: importer.LogPage})
	if err != nil || len(rows) == 0 {
		t.Fatalf("got %d rows, %v", len(rows), err)
	}
	row := rows[0]
	if row.State != importer.WriteFailure || row.Job == "" || row.ID == "" || len(row.Parameters) == 0 ||
		!strings.Contains(row.Error, "maintenance") || row.Created != time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) {
		t.Errorf("got %+v", row)
	}
}

func TestLookupSamples(t *testing.T) {
	integration, err := respond(t, 200, sample(t, "integration")).Integration(t.Context(), "i")
	if err != nil || !integration.Active || integration.Vendor != "ENTRATA" || len(integration.Interfaces) != 2 {
		t.Errorf("got %+v, %v", integration, err)
	}
	var status *propexo.StatusError
	_, err = respond(t, 200, sample(t, "integration-unknown")).Integration(t.Context(), "i")
	if !errors.As(err, &status) || status.HTTP != http.StatusNotFound {
		t.Errorf("got %v", err)
	}
	leads, more, err := respond(t, 200, sample(t, "leads")).Leads(t.Context(), propexo.LeadsQuery{Limit: 1})
	if err != nil || more || len(leads) != 1 || leads[0].Email1 != "ann1@example.org" || leads[0].DesiredMaxRentInCents != "150000" {
		t.Errorf("got %+v, %t, %v", leads, more, err)
	}
	full := `{"meta":{"orderBy":[],"hasMore":null},"results":[{"id":"a"},{"id":"b"}]}`
	if _, more, err := respond(t, 200, full).Leads(t.Context(), propexo.LeadsQuery{Limit: 2}); err != nil || !more {
		t.Errorf("a full page without a word: more is %t, %v", more, err)
	}
}

// A caller can tell apart why there is no answer to a read.
func TestReadErrors(t *testing.T) {
	ask := func(status int, body string) error {
		_, err := respond(t, status, body).WriteStatus(t.Context(), "j")
		return err
	}
	if err := ask(404, "none"); !errors.Is(err, importer.ErrNoJob) {
		t.Errorf("got %v", err)
	}
	for _, status := range []int{401, 403} {
		if err := ask(status, ""); !errors.Is(err, importer.ErrForbidden) || errors.Is(err, importer.ErrNoJob) {
			t.Errorf("%d: got %v", status, err)
		}
	}
	var refusal *propexo.StatusError
	if err := ask(400, `{"error":{"message":"bad id"}}`); !errors.As(err, &refusal) || refusal.HTTP != 400 || refusal.Message != "bad id" {
		t.Errorf("got %v", err)
	}
	for _, body := range []string{"<p>It works!</p>", "{}", "[]", ""} {
		if err := ask(200, body); !errors.Is(err, propexo.ErrUnreadable) {
			t.Errorf("%q: got %v", body, err)
		}
	}
}

// Reads are tried again after 429 and after faults that tell nothing, a few
// times.
func TestReadsAreTriedAgain(t *testing.T) {
	tests := []struct {
		name   string
		faults []propexotest.Fault
		fails  bool
	}{
		{"three of them", []propexotest.Fault{"500-before", "cut-before", "truncated"}, false},
		{"four of them", []propexotest.Fault{"500-before", "cut-before", "truncated", "502-before"}, true},
		{"three times 429", slices.Repeat([]propexotest.Fault{"429"}, 3), false},
		{"four times 429", slices.Repeat([]propexotest.Fault{"429"}, 4), true},
		{"a refusal", []propexotest.Fault{"403"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := propexotest.New(propexotest.Config{OtherScript: func(n int, _ propexotest.Kind) propexotest.Fault {
					if n < len(tt.faults) {
						return tt.faults[n]
					}
					return propexotest.Behave
				}})
				_, err := simulated(t, server.Transport(), "auto").WriteLog(t.Context(), importer.LogQuery{})
				if (err != nil) != tt.fails {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

func TestProbe(t *testing.T) {
	for status, there := range map[int]bool{200: true, 401: true, 404: true, 429: true, 302: true, 500: false, 503: false} {
		if err := respond(t, status, "").Probe(t.Context()); (err == nil) != there {
			t.Errorf("%d: got %v", status, err)
		}
	}
	server := serveRaw(t, once(""))
	if err := newClient(t, propexo.Config{BaseURL: server.URL}).Probe(context.Background()); err == nil {
		t.Error("a cut connection was taken for an answer")
	}
}
