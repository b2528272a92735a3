package mapping_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadimport/mapping"
)

// fields are those of a lead, as far as these tests have use for them.
var fields = []mapping.Field{
	{Name: "integration_id", Kind: mapping.ID, Required: true},
	{Name: "property_id", Kind: mapping.ID, Required: true},
	{Name: "lead_source_id", Kind: mapping.ID},
	{Name: "first_name", Kind: mapping.Name, Required: true},
	{Name: "last_name", Kind: mapping.Name},
	{Name: "phone_1", Kind: mapping.Phone},
	{Name: "phone_1_type", Kind: mapping.PhoneType, With: "phone_1"},
	{Name: "email_1", Kind: mapping.Email},
	{Name: "state", Kind: mapping.State},
	{Name: "zip", Kind: mapping.ZIP},
	{Name: "target_move_in_date", Kind: mapping.Date},
	{Name: "desired_max_rent_in_cents", Kind: mapping.Cents},
	{Name: "desired_num_bathrooms", Kind: mapping.Decimal},
	{Name: "number_of_occupants", Kind: mapping.Count},
	{Name: "notes", Kind: mapping.Text},
	{Name: "events", Kind: mapping.Text, Refused: "send events on their own"},
}

// base maps what every mapping must.
const base = `[fields]
integration_id = { value = "int1" }
property_id = { value = "cm4p1" }
first_name = "First"
`

// row is a record by column name.
type row map[string]string

// project runs one record through a mapping and returns the values that are
// not absent, by field.
func project(t *testing.T, text string, cells row) (map[string]string, []mapping.Finding) {
	t.Helper()
	m, err := mapping.Parse("m.toml", []byte(text), fields, nil)
	if err != nil {
		t.Fatal(err)
	}
	var header, record []string
	for name, cell := range cells {
		header, record = append(header, name), append(record, cell)
	}
	p, err := m.Bind(header)
	if err != nil {
		t.Fatal(err)
	}
	values, findings := p.Project(nil, record)
	got := map[string]string{}
	for i, value := range values {
		if value != "" {
			got[fields[i].Name] = value
		}
	}
	return got, findings
}

func TestARecordBecomesValues(t *testing.T) {
	got, findings := project(t, `
[fields]
integration_id = { value = "int1" }
property_id    = { column = "Community", values = { "Maple Court" = "cm4p1", "Oak Park" = "cm4p2" } }
first_name     = "First Name"
phone_1        = { column = ["Mobile", "Phone #"], required = true }
phone_1_type   = { value = "MOBILE" }
target_move_in_date       = { column = "Move In", format = ["M/D/YYYY", "YYYY-MM-DD"], on_bad = "omit" }
desired_max_rent_in_cents = { column = "Max Rent", unit = "dollars" }
notes          = { template = "{Comments} Pets: {Pets}" }

[fields.lead_source_id]
column = "Source"
by     = "property_id"
values."cm4p1" = { "Zillow" = "cm4s1", "Walk-in" = "cm4s2" }
values."cm4p2" = { "Zillow" = "cm4s7", "Walk-in" = "cm4s8" }
`, row{
		"Community": "oak  park", "First Name": " Ann ", "Mobile": "", "Phone #": "(617) 555-0100", "Move In": "7/1/2027",
		"Max Rent": "$1,234.50", "Comments": "calls back", "Pets": "cat", "Source": "ZILLOW",
	})
	want := map[string]string{
		"integration_id": "int1", "property_id": "cm4p2", "lead_source_id": "cm4s7", "first_name": "Ann",
		"phone_1": "6175550100", "phone_1_type": "MOBILE", "target_move_in_date": "2027-07-01T12:00:00Z",
		"desired_max_rent_in_cents": "123450", "notes": "calls back Pets: cat",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	if findings != nil {
		t.Errorf("findings: %+v", findings)
	}
}
