package propexotest_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer/propexo/propexotest"
)

type page struct {
	Meta struct {
		Offset, Limit, Total int
		HasMore              bool
		OrderBy              []map[string]string
	}
	Results []map[string]any
}

// column returns one field of all records, by blanks.
func (p page) column(field string) string {
	var values []string
	for _, r := range p.Results {
		s, _ := r[field].(string)
		values = append(values, s)
	}
	return strings.Join(values, " ")
}

func TestLookups(t *testing.T) {
	_, c := start(t, propexotest.Config{})
	for _, tt := range []struct{ path, field, want string }{
		{"/v1/properties/?order-by=id", "name", "Maple Court Oak Park"},
		{"/v1/properties/?order-by=name:desc", "id", "cm4p2 cm4p1"},
		{"/v1/properties/?is_active=false", "id", ""},
		{"/v1/lead-sources/?property_id=cm4p2&order-by=name:asc", "id", "cm4s10 cm4s8 cm4s9 cm4s7"},
		{"/v1/lead-sources/?order-by=name:asc,id:desc&limit=3", "id", "cm4s4 cm4s10 cm4s8"},
		{"/v1/lead-sources/?order-by=id:asc&limit=2&offset=6", "id", "cm4s8 cm4s9"},
		{"/v1/lead-sources/?limit=0", "id", ""},
		{"/v1/units/?property_id=cm4p1&unit_number=102", "number", "102"},
		{"/v1/employees/?property_id=cm4p1", "name", "Robin Hale"},
		{"/v1/lease-periods/?property_id=cm4p2", "name", "12 Months"},
		{"/v1/admin/integrations/?is_archived=false", "name", "Demo Apartments"},
		{"/v1/admin/integrations/?integration_vendor=YARDI", "name", ""},
		{"/v1/admin/integrations/cm4ublxhn5008550276138abyzlg821i/properties?order-by=id", "property_id", "cm4p1 cm4p2"},
	} {
		if got := decode[page](c, c.get(tt.path)).column(tt.field); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.path, got, tt.want)
		}
	}
}

func TestListEnvelope(t *testing.T) {
	_, c := start(t, propexotest.Config{})
	p := decode[page](c, c.get("/v1/lead-sources/?limit=3&offset=2&order-by=name,id:desc"))
	if p.Meta.Limit != 3 || p.Meta.Offset != 2 || p.Meta.Total != 8 || !p.Meta.HasMore ||
		p.Meta.OrderBy[0]["name"] != "asc" || p.Meta.OrderBy[1]["id"] != "desc" {
		t.Errorf("meta: %+v", p.Meta)
	}
	if p := decode[page](c, c.get("/v1/lead-sources/?offset=5")); p.Meta.HasMore || p.Meta.OrderBy[0]["created_at"] != "desc" || len(p.Results) != 3 {
		t.Errorf("last page: %+v", p)
	}
}

func TestListsRefuse(t *testing.T) {
	_, c := start(t, propexotest.Config{})
	for _, path := range []string{
		"/v1/properties/?limit=251", "/v1/properties/?offset=-1", "/v1/properties/?order-by=name:up", "/v1/properties/?nmae=x",
		"/v1/leads/?limit=251", "/v1/leads/?phone_1=%2B14155550101", "/v1/leads/?updated_at_gte=2026-01-01", "/v1/leads/?order-by=city",
		"/v1/units/?unit_number=1",
	} {
		if issues := issuesOf(t, c.get(path)); len(issues) != 1 {
			t.Errorf("%s: %+v", path, issues)
		}
	}
}

func TestByID(t *testing.T) {
	s, c := start(t, propexotest.Config{})
	c.mustCreate(person(1))
	s.Sync()
	lead, _ := decode[page](c, c.get("/v1/leads/")).Results[0]["id"].(string)
	type one struct{ Results map[string]any }
	for _, tt := range []struct{ path, field, want string }{
		{"/v1/leads/" + lead, "last_name", "Lee1"},
		{"/v1/lease-periods/cm4t2", "name", "6 Months"},
		{"/v1/admin/integrations/cm4ublxhn5008550276138abyzlg821i/", "vendor", "ENTRATA"},
	} {
		if got := decode[one](c, c.get(tt.path)).Results[tt.field]; got != tt.want {
			t.Errorf("%s: %s is %v, want %s", tt.path, tt.field, got, tt.want)
		}
	}
	for _, path := range []string{"/v1/leads/cmlx", "/v1/lease-periods/x", "/v1/admin/integrations/x/"} {
		if got := decode[one](c, c.get(path)).Results; got != nil {
			t.Errorf("%s: %v, want null", path, got)
		}
	}
}

func TestLeadsAppearWithTheSync(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, do := bubble(t, propexotest.Config{SyncEvery: time.Hour})
		c := client{t: t}
		leads := func(query string) string {
			return decode[page](c, do("GET", "/v1/leads/?order-by=id:asc"+query, "")).column("last_name")
		}
		lastSync := func() any {
			return decode[page](c, do("GET", "/v1/admin/integrations/", "")).Results[0]["last_completed_sync"]
		}
		do("POST", "/v1/leads/entrata/", person(1))
		if got := leads(""); got != "" || lastSync() != nil {
			t.Errorf("before any sync: %q, last sync %v", got, lastSync())
		}
		time.Sleep(time.Hour)
		if got := leads(""); got != "Lee1" || lastSync() != "2000-01-01T01:00:00.000Z" {
			t.Errorf("after the timed sync: %q, last sync %v", got, lastSync())
		}
		do("POST", "/v1/leads/entrata/", with(2, `"property_id":"cm4p2"`))
		time.Sleep(time.Minute)
		do("POST", "/v1/admin/integrations/x/manual-sync", `{"models_to_sync":["leads"]}`)
		if got := s.Counts().Synced; got != 2 {
			t.Errorf("%d leads after a sync that was asked for, want 2", got)
		}
		for query, want := range map[string]string{
			"":                                     "Lee1 Lee2",
			"&limit=1&offset=1":                    "Lee2",
			"&updated_at_gte=2000-01-01T01:01:00Z": "Lee2",
			"&updated_at_lte=2000-01-01T01:00:00Z": "Lee1",
			"&last_seen_gte=2000-01-01T01:01:00.001Z":                     "",
			"&property_id=cm4p2":                                          "Lee2",
			"&email_1=" + url.QueryEscape("ann1@example.org"):             "Lee1",
			"&phone_1=4150000002":                                         "Lee2",
			"&integration_id=cm4ublxhn5008550276138abyzlg821i&email_2=no": "",
			"&integration_id=x":                                           "",
		} {
			if got := leads(query); got != want {
				t.Errorf("%s: got %q, want %q", query, got, want)
			}
		}
	})
}

func TestLeadsPageThrough(t *testing.T) {
	s, c := start(t, propexotest.Config{})
	for n := range 260 {
		c.mustCreate(person(n))
	}
	s.Sync()
	first := decode[page](c, c.get("/v1/leads/?order-by=id:asc&limit=250"))
	rest := decode[page](c, c.get("/v1/leads/?order-by=id:asc&limit=250&offset=250"))
	var ids []string
	for _, r := range slices.Concat(first.Results, rest.Results) {
		ids = append(ids, r["id"].(string))
	}
	if !first.Meta.HasMore || rest.Meta.HasMore || len(slices.Compact(ids)) != 260 || !slices.IsSorted(ids) {
		t.Errorf("%d ids, sorted %v, more %v then %v", len(ids), slices.IsSorted(ids), first.Meta.HasMore, rest.Meta.HasMore)
	}
	if newest := decode[page](c, c.get("/v1/leads/?limit=1")).column("last_name"); newest != "Lee"+strconv.Itoa(259) {
		t.Errorf("newest first: %s", newest)
	}
}

func TestStrictCatalog(t *testing.T) {
	_, c := start(t, propexotest.Config{Strict: true})
	for _, tt := range []struct{ name, more, field string }{
		{"integration", `"integration_id":"x"`, "integration_id property_id"},
		{"property", `"property_id":"x"`, "property_id lead_source_id"},
		{"source of another property", `"lead_source_id":"cm4s7"`, "lead_source_id"},
		{"unit", `"unit_id":"cm4u3"`, "unit_id"},
	} {
		var fields []string
		for _, issue := range issuesOf(t, c.create(with(1, tt.more))) {
			fields = append(fields, issue.Path...)
		}
		if got := strings.Join(fields, " "); got != tt.field {
			t.Errorf("unknown %s: complaints of %q, want %q", tt.name, got, tt.field)
		}
	}
	c.mustCreate(with(1, `"unit_id":"cm4u1","employee_id":"cm4e1","lease_period_id":"cm4t1"`))
}
