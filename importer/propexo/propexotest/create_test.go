package propexotest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

func TestCreateQueuesAndStores(t *testing.T) {
	s, c := start(t, propexotest.Config{})
	job := c.mustCreate(person(1))
	if got := c.status(job); got.Status != "SUCCESS" || len(got.Errors) != 0 || got.Created != nil {
		t.Errorf("status of the job: %+v", got)
	}
	leads := s.Leads()
	if len(leads) != 1 || string(leads[0].Lead) != person(1) || leads[0].Job != job {
		t.Errorf("stored: %+v", leads)
	}
}

func TestCreateValidates(t *testing.T) {
	type complaint struct{ code, field, message string }
	tests := []struct {
		name string
		lead string
		want []complaint
	}{
		{"unknown key", with(1, `"country":"US","foo":1`), []complaint{{"unrecognized_keys", "", "Unrecognized key(s) in object: 'country', 'foo'"}}},
		{"missing", strings.Replace(person(1), `"first_name":"Ann",`, "", 1), []complaint{{"invalid_type", "first_name", "Required"}}},
		{"empty name", with(1, `"last_name":""`), []complaint{{"too_small", "last_name", "String must contain at least 1 character(s)"}}},
		{"number for a string", with(1, `"zip":2139`), []complaint{{"invalid_type", "zip", "Expected string, received number"}}},
		{"null", with(1, `"notes":null`), []complaint{{"invalid_type", "notes", "Expected string, received null"}}},
		{"phone type", with(1, `"phone_1_type":"CELL"`), []complaint{{"invalid_enum_value", "phone_1_type",
			"Invalid enum value. Expected 'FAX' | 'HOME' | 'MOBILE' | 'OTHER' | 'WORK', received 'CELL'"}}},
		{"plain date", with(1, `"target_move_in_date":"2027-07-01"`), []complaint{{"invalid_string", "target_move_in_date", "Invalid datetime"}}},
		{"offset", with(1, `"target_move_in_date":"2027-07-01T12:00:00+02:00"`), []complaint{{"invalid_string", "target_move_in_date", "Invalid datetime"}}},
		{"string for a number", with(1, `"number_of_occupants":"2"`), []complaint{{"invalid_type", "number_of_occupants", "Expected number, received string"}}},
		{"fraction of a cent", with(1, `"desired_max_rent_in_cents":1200.5`), []complaint{{"invalid_type", "desired_max_rent_in_cents", "Expected integer, received float"}}},
		{"negative rent", with(1, `"desired_max_rent_in_cents":-1`), []complaint{{"too_small", "desired_max_rent_in_cents", "Number must be greater than or equal to 0"}}},
		{"two at once, in schema order", with(1, `"foo":1,"notes":1,"city":true`), []complaint{
			{"invalid_type", "city", "Expected string, received boolean"}, {"invalid_type", "notes", "Expected string, received number"},
			{"unrecognized_keys", "", "Unrecognized key(s) in object: 'foo'"}}},
		{"no object", `[]`, []complaint{{"invalid_type", "", "Expected object, received array"}}},
		{"no JSON", `{"first_name":`, []complaint{{"invalid_type", "", "Expected object, received undefined"}}},
	}
	s, c := start(t, propexotest.Config{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			issues := issuesOf(t, c.create(tt.lead))
			if len(issues) != len(tt.want) {
				t.Fatalf("got %d issues, want %d: %+v", len(issues), len(tt.want), issues)
			}
			for i, issue := range issues {
				if got := (complaint{issue.Code, strings.Join(issue.Path, "/"), issue.Message}); got != tt.want[i] {
					t.Errorf("issue %d: got %+v, want %+v", i, got, tt.want[i])
				}
			}
		})
	}
	if n := s.Counts(); n.Refused != len(tests) || n.Queued != 0 || n.Stored != 0 {
		t.Errorf("refused leads took effect: %+v", n)
	}
}

func TestCreateTakesEveryDocumentedField(t *testing.T) {
	s, c := start(t, propexotest.Config{})
	all := with(1, `"unit_id":"u","lease_period_id":"l","employee_id":"e","middle_name":"M","phone_2":"4155550000","phone_2_type":"OTHER",
		"address_1":"1 A St","address_2":"","city":"Provo","state":"UT","zip":"02139","target_move_in_date":"2027-07-01T12:00:00Z",
		"desired_max_rent_in_cents":0,"desired_min_rent_in_cents":100000,"desired_num_bathrooms":1.5,"desired_num_bedrooms":0,
		"number_of_occupants":2,"notes":"\"quoted\" } and, \\ é \u00e9","events":[{"x_type_id":"1"}]`)
	c.mustCreate(all)
	if got := string(s.Leads()[0].Lead); got != all {
		t.Errorf("stored %s, sent %s", got, all)
	}
}

type issue struct {
	Code    string   `json:"code"`
	Path    []string `json:"path"`
	Message string   `json:"message"`
}

// issuesOf reads a 400 in its documented shape.
func issuesOf(t *testing.T, r reply) []issue {
	t.Helper()
	var body struct {
		Error struct {
			Code, Message string
			Details       struct {
				Details struct {
					Issues []issue
					Name   string
				}
			}
		}
	}
	if r.status != 400 || json.Unmarshal(r.body, &body) != nil {
		t.Fatalf("no refusal: status %d, error %v, body %s", r.status, r.err, r.body)
	}
	if e := body.Error; e.Code != "invalid_request" || e.Message != "invalid request" || e.Details.Details.Name != "ZodError" {
		t.Errorf("a refusal of another shape: %s", r.body)
	}
	return body.Error.Details.Details.Issues
}
