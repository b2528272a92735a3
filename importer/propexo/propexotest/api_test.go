package propexotest_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadimport/importer/propexo/propexotest"
)

// The files in testdata/api are answers of the API as its documents show
// them. The client's tests decode them, this one holds the simulator to them:
// so the two agree without sharing a line.
func TestAnswersAreThoseOfTheDocuments(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	lead := with(1, `"target_move_in_date":"2027-07-01T12:00:00Z","desired_max_rent_in_cents":150000`)
	ofJob := func(c client, path string) reply { return c.get(path + c.mustCreate(lead)) }
	ask := func(c client, path string) reply { return c.get(path) }
	create := func(c client, body string) reply { return c.create(body) }
	created := func(c client, path string) reply { c.mustCreate(lead); return c.get(path) }
	const status = "/v1/admin/write-status/"
	tests := []struct {
		file string
		cfg  propexotest.Config
		ask  func(c client, with string) reply
		with string
	}{
		{"create.json", propexotest.Config{}, create, lead},
		{"create-generic.json", propexotest.Config{JobOnTop: true}, create, lead},
		{"refusal.json", propexotest.Config{}, create, `{"integration_id":"","property_id":1,"lead_source_id":"cm4s1","first_name":"Ann",` +
			`"phone_1_type":"CELL","target_move_in_date":"2027-07-01","desired_max_rent_in_cents":-1,"desired_num_bedrooms":"1","number_of_occupants":1.5,"foo":1}`},
		{"status-pending.json", propexotest.Config{Settle: time.Hour}, ofJob, status},
		{"status-success.json", propexotest.Config{}, ofJob, status},
		{"status-failure.json", propexotest.Config{Entrata: always(propexotest.Invalid)}, ofJob, status},
		{"status-partial.json", propexotest.Config{Entrata: always(propexotest.Partial)}, ofJob, status},
		{"retry.json", propexotest.Config{Entrata: always(propexotest.Maintenance)}, func(c client, path string) reply {
			return c.do("POST", path+c.mustCreate(lead), "{}")
		}, "/v1/admin/retry-write/"},
		{"write-log.json", propexotest.Config{Entrata: odd()}, func(c client, path string) reply {
			c.mustCreate(lead)
			c.mustCreate(person(2))
			return c.get(path)
		}, "/v1/admin/logs/writes/"},
		{"leads.json", propexotest.Config{}, func(c client, path string) reply {
			c.mustCreate(lead)
			c.do("POST", "/simulator/sync", "")
			return c.get(path)
		}, "/v1/leads/?limit=1"},
		{"integration.json", propexotest.Config{}, func(c client, path string) reply {
			c.do("POST", "/simulator/sync", "")
			return c.get(path)
		}, "/v1/admin/integrations/cm4ublxhn5008550276138abyzlg821i/"},
		{"integration-unknown.json", propexotest.Config{}, ask, "/v1/admin/integrations/x/"},
		{"leads-none.json", propexotest.Config{}, created, "/v1/leads/"},
		{"lead-sources.json", propexotest.Config{}, ask, "/v1/lead-sources/?limit=1&order-by=id:asc"},
		{"properties.json", propexotest.Config{}, ask, "/v1/properties/?limit=1&order-by=id:asc"},
		{"units.json", propexotest.Config{}, ask, "/v1/units/?limit=1&order-by=id:asc"},
		{"employees.json", propexotest.Config{}, ask, "/v1/employees/?limit=1&order-by=id:asc"},
		{"lease-periods.json", propexotest.Config{}, ask, "/v1/lease-periods/?limit=1&order-by=id:asc"},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			tt.cfg.Now = stopped(noon)
			_, c := start(t, tt.cfg)
			want, err := os.ReadFile(filepath.Join("testdata", "api", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			r := tt.ask(c, tt.with)
			if got := indented(t, r.body); got != indented(t, want) {
				t.Errorf("%s is not what the simulator answers:\n%s", tt.file, got)
			}
		})
	}
}

// odd is a property system that fails every second write.
func odd() propexotest.Entrata {
	return propexotest.Entrata{Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
		return []propexotest.Verdict{propexotest.Taken, propexotest.Maintenance}[n%2]
	}}
}

// indented is a JSON document in one form: keys in order, two blanks deep.
func indented(t *testing.T, doc []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(doc, &v); err != nil {
		t.Fatalf("no JSON: %s", doc)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}
