package propexotest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer/propexo/propexotest"
)

type logPage struct {
	Results struct {
		Logs []logRow `json:"logs"`
	} `json:"results"`
}

type logRow struct {
	ID         string         `json:"id"`
	JobID      string         `json:"job_id"`
	Status     string         `json:"status"`
	Error      *string        `json:"error"`
	Parameters map[string]any `json:"parameters"`
}

func (c client) logs(query string) []logRow {
	c.t.Helper()
	return decode[logPage](c, c.get("/v1/admin/logs/writes/"+query)).Results.Logs
}

func jobsOf(rows []logRow) (jobs []string) {
	for _, row := range rows {
		jobs = append(jobs, row.JobID)
	}
	return jobs
}

func TestWriteLogPages(t *testing.T) {
	failing := propexotest.Entrata{Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
		if n%10 == 0 {
			return propexotest.Maintenance
		}
		return propexotest.Taken
	}}
	for _, oldestFirst := range []bool{false, true} {
		_, c := start(t, propexotest.Config{Entrata: failing, OldestFirst: oldestFirst})
		var all, failed, other []string
		for n := range 150 {
			lead := person(n)
			if n >= 140 {
				lead = with(n, `"integration_id":"other"`)
			}
			job := c.mustCreate(lead)
			all = append(all, job)
			if n%10 == 0 {
				failed = append(failed, job)
			}
			if n >= 140 {
				other = append(other, job)
			}
		}
		if !oldestFirst {
			slices.Reverse(all)
			slices.Reverse(failed)
			slices.Reverse(other)
		}
		for _, tt := range []struct {
			query string
			want  []string
		}{
			{"", all[:100]},
			{"?offset=100", all[100:]},
			{"?offset=150", nil},
			{"?limit=7&offset=3", all[3:10]},
			{"?status=FAILURE", failed},
			{"?status=FAILURE&limit=2&offset=1", failed[1:3]},
			{"?integration_id=other", other},
			{"?integration_id=nobody", nil},
			{"?write_category=leads&time_range=hour&limit=1", all[:1]},
			{"?write_category=events", nil},
		} {
			if got := jobsOf(c.logs(tt.query)); !slices.Equal(got, tt.want) {
				t.Errorf("oldest first %v, %s: %d rows %.60v, want %d %.60v", oldestFirst, tt.query, len(got), got, len(tt.want), tt.want)
			}
		}
	}
}

func TestWriteLogRefuses(t *testing.T) {
	_, c := start(t, propexotest.Config{})
	for _, query := range []string{
		"limit=0", "limit=101", "limit=x", "offset=-1", "time_range=year", "status=PENDING", "write_category=lead", "order-by=created_at",
	} {
		if issues := issuesOf(t, c.get("/v1/admin/logs/writes/?"+query)); len(issues) != 1 {
			t.Errorf("%s: %+v", query, issues)
		}
	}
}

func TestWriteLogTimeRange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, do := bubble(t, propexotest.Config{})
		c := client{t: t}
		for n := range 3 {
			do("POST", "/v1/leads/entrata/", person(n))
			time.Sleep(40 * time.Minute)
		}
		for within, want := range map[string]int{"hour": 1, "day": 3} {
			if got := len(decode[logPage](c, do("GET", "/v1/admin/logs/writes/?time_range="+within, "")).Results.Logs); got != want {
				t.Errorf("within an %s: %d rows, want %d", within, got, want)
			}
		}
	})
}

func TestWriteLogParameters(t *testing.T) {
	for _, tt := range []struct {
		shape propexotest.Parameters
		of    func(row logRow) any
	}{
		{propexotest.ParametersEchoed, func(row logRow) any { return row.Parameters["last_name"] }},
		{propexotest.ParametersNested, func(row logRow) any { return row.Parameters["body"].(map[string]any)["last_name"] }},
	} {
		_, c := start(t, propexotest.Config{LogParameters: tt.shape})
		c.mustCreate(person(1))
		if got := tt.of(c.logs("")[0]); got != "Lee1" {
			t.Errorf("%q: last name %v", tt.shape, got)
		}
	}
	_, c := start(t, propexotest.Config{LogParameters: propexotest.ParametersAbsent})
	c.mustCreate(person(1))
	if got := c.logs("")[0].Parameters; got != nil {
		t.Errorf("absent parameters: %v", got)
	}
}

func TestWriteLogMissesRows(t *testing.T) {
	_, c := start(t, propexotest.Config{Entrata: propexotest.Entrata{Unlogged: 500}})
	for n := range 60 {
		if got := c.status(c.mustCreate(person(n))).Status; got != "SUCCESS" {
			t.Fatalf("job %d: %s", n, got)
		}
	}
	if got := len(c.logs("")); got == 0 || got == 60 {
		t.Errorf("%d of 60 writes are logged, asked for about half", got)
	}
}

func TestWriteLogQuotesTheError(t *testing.T) {
	_, c := start(t, propexotest.Config{Entrata: always(propexotest.Invalid)})
	c.mustCreate(with(1, `"email_1":"a\"b@example.org"`))
	var inner struct {
		Response struct {
			Result struct {
				Prospects struct {
					Prospect []struct{ Message string }
				}
			}
		}
	}
	row := c.logs("")[0]
	if row.Error == nil || json.Unmarshal([]byte(*row.Error), &inner) != nil {
		t.Fatalf("the error is no JSON in a string: %v", row.Error)
	}
	if got, want := fmt.Sprint(inner.Response.Result.Prospects.Prospect), `[{Email address a"b@example.org is not valid}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
