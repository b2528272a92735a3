package mapping_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leadimport/mapping"
)

// codes says what a finding comes to in a word: its field, its code, and
// whether the row can still be sent.
func codes(findings []mapping.Finding) []string {
	var all []string
	for _, f := range findings {
		word := f.Field + " " + f.Code
		if f.Omitted {
			word += " omitted"
		}
		if f.Told {
			word += " told"
		}
		all = append(all, word)
	}
	return all
}

// bySource makes a lead source of a column, chosen by the property.
const bySource = `[fields]
integration_id = { value = "int1" }
property_id = { column = "Community", values = { "Maple" = "p1", "Oak" = "p2", "Elm" = "p3" } }
first_name = "First"
[fields.lead_source_id]
column = "Source"
by = "property_id"
values."p1" = { "Zillow" = "s1" }
values."p2" = { "Zillow" = "s2", "Walk-in" = "s3" }
`

func TestRules(t *testing.T) {
	for _, c := range []struct {
		name, mapping string
		cells         row
		values        map[string]string // those beside the base's
		findings      []string
	}{
		{"the first column that is not empty", base + `phone_1 = ["A", "B", "C"]`,
			row{"A": " ", "B": "617-555-0100", "C": "x"}, map[string]string{"phone_1": "6175550100"}, nil},
		{"a bad cell is not passed over", base + `phone_1 = ["A", "B"]`,
			row{"A": "x", "B": "617-555-0100"}, nil, []string{"phone_1 bad_phone"}},
		{"required", base + `phone_1 = { column = ["A", "B"], required = true }`,
			row{"A": "", "B": "\u00a0"}, nil, []string{"phone_1 missing"}},
		{"omitted", base + `phone_1 = { column = "A", on_bad = "omit" }`,
			row{"A": "x"}, nil, []string{"phone_1 bad_phone omitted"}},
		{"a remark is no bad cell", base + `phone_1 = { column = "A", on_bad = "omit" }`,
			row{"A": "617-555-0100 x1"}, map[string]string{"phone_1": "6175550100"}, []string{"phone_1 extension_cut told"}},
		{"every bad cell", base + "zip = \"A\"\nphone_1 = \"B\"\nemail_1 = \"C\"",
			row{"A": "2139", "B": "1", "C": "c"}, nil, []string{"phone_1 bad_phone", "email_1 bad_email", "zip damaged"}},
		{"default for an empty cell", base + `state = { column = "A", default = "MA" }`,
			row{"A": ""}, map[string]string{"state": "MA"}, nil},
		{"default is final", base + `target_move_in_date = { column = "A", format = "M/D/YYYY", default = 2027-07-01 }`,
			row{"A": ""}, map[string]string{"target_move_in_date": "2027-07-01T12:00:00Z"}, nil},
		{"no default for a bad cell", base + `number_of_occupants = { column = "A", default = 2 }`,
			row{"A": "two"}, nil, []string{"number_of_occupants bad_number"}},
		{"values without regard to case and blanks", base + `notes = { column = "A", values = { "Walk In" = "x" } }`,
			row{"A": "WALKIN"}, map[string]string{"notes": "x"}, nil},
		{"values of more than ASCII", base + `notes = { column = "A", values = { "Société É" = "x" } }`,
			row{"A": "SOCIE\u0301TÉ é"}, map[string]string{"notes": "x"}, nil},
		{"no choice", base + `notes = { column = "A", values = { "a" = "x" } }`,
			row{"A": "b"}, nil, []string{"notes bad_choice"}},
		{"damage is told before choices", base + `notes = { column = "A", values = { "a" = "x" }, other = "y" }`,
			row{"A": "#N/A"}, nil, []string{"notes damaged"}},
		{"other", base + `notes = { column = "A", values = { "a" = "x" }, other = "y" }`,
			row{"A": "b"}, map[string]string{"notes": "y"}, nil},
		{"other is not for empty cells", base + `notes = { column = "A", values = { "a" = "x" }, other = "y" }`,
			row{"A": ""}, nil, nil},
		{"template", base + `notes = { template = "{A} {{x}} {B}" }`,
			row{"A": "a", "B": ""}, map[string]string{"notes": "a {x}"}, nil},
		{"template of empty cells", base + `notes = { template = "Pets: {A}{B}" }`,
			row{"A": "", "B": " "}, nil, nil},
		{"template that is read", base + `target_move_in_date = { template = "{A}/{B}/2027", format = "M/D/YYYY" }`,
			row{"A": "7", "B": "1"}, map[string]string{"target_move_in_date": "2027-07-01T12:00:00Z"}, nil},
		{"template with damage", base + `notes = { template = "{A}{B}{C}" }`,
			row{"A": "#REF!", "B": "x", "C": "1/0/1900"}, nil, []string{"notes damaged", "notes damaged"}},
		{"with its field", base + "phone_1 = \"A\"\nphone_1_type = { value = \"HOME\" }",
			row{"A": "617-555-0100"}, map[string]string{"phone_1": "6175550100", "phone_1_type": "HOME"}, nil},
		{"left out without its field", base + "phone_1 = \"A\"\nphone_1_type = { column = \"B\", required = true }",
			row{"A": "", "B": "pager"}, nil, nil},
		{"told though its field is bad", base + "phone_1 = \"A\"\nphone_1_type = \"B\"",
			row{"A": "1", "B": "pager"}, nil, []string{"phone_1 bad_phone", "phone_1_type bad_choice"}},
		{"by another field", bySource,
			row{"Community": "oak", "Source": "walk-in"}, map[string]string{"property_id": "p2", "lead_source_id": "s3"}, nil},
		{"by another field, not among its choices", bySource,
			row{"Community": "maple", "Source": "walk-in"}, map[string]string{"property_id": "p1"}, []string{"lead_source_id bad_choice"}},
		{"by another field that has no choices", bySource,
			row{"Community": "elm", "Source": "zillow"}, map[string]string{"property_id": "p3"}, []string{"lead_source_id bad_choice"}},
		{"by another field that is bad", bySource,
			row{"Community": "ash", "Source": "zillow"}, nil, []string{"property_id bad_choice"}},
		{"default and other by another field", bySource + "default.\"p3\" = \"s9\"\nother.\"p2\" = \"s8\"",
			row{"Community": "elm", "Source": ""}, map[string]string{"property_id": "p3", "lead_source_id": "s9"}, nil},
		{"other by another field", bySource + "other.\"p2\" = \"s8\"",
			row{"Community": "oak", "Source": "x"}, map[string]string{"property_id": "p2", "lead_source_id": "s8"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.cells["First"] = "Ann"
			got, findings := project(t, c.mapping, c.cells)
			want := map[string]string{"integration_id": "int1", "first_name": "Ann"}
			if strings.HasPrefix(c.mapping, base) {
				want["property_id"] = "cm4p1"
			}
			for field, value := range c.values {
				want[field] = value
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("values (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.findings, codes(findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCellsThatMeanNothing(t *testing.T) {
	const input = "\n[input]\nempty = [\"N/A\", \"000-000-0000\", \"NoEmail@Example.com\", \"1/1/1900\", \"#N/A\", \"0\"]\n"
	for _, c := range []struct{ rule, cell, value string }{
		{`notes = "A"`, "n / a", ""},
		{`notes = "A"`, "#n/a", ""},
		{`notes = "A"`, "N/A yet", "N/A yet"},
		{`phone_1 = "A"`, "(000) 000-0000", ""},
		{`phone_1 = "A"`, "1 000 000 0000", ""},
		{`phone_1 = ["A", "First"]`, "000.000.0000", ""},
		{`email_1 = "A"`, " noemail@example.COM", ""},
		{`target_move_in_date = { column = "A", format = "M/D/YYYY" }`, "01/01/1900", ""},
		{`target_move_in_date = { column = "A", format = "M/D/YYYY" }`, "01/02/1900", "1900-01-02T12:00:00Z"},
		{`desired_max_rent_in_cents = { column = "A", unit = "dollars" }`, "$0.00", ""},
		{`desired_max_rent_in_cents = { column = "A", unit = "dollars", default = 5 }`, "$0.00", "5"},
	} {
		cells := row{"A": c.cell, "First": "617-555-0100"}
		if strings.Contains(c.rule, "First") {
			c.value = "6175550100"
		}
		got, findings := project(t, base+c.rule+input, cells)
		field, _, _ := strings.Cut(c.rule, " ")
		if got[field] != c.value || len(findings) > 0 {
			t.Errorf("%s: %q became %q, want %q: %v", c.rule, c.cell, got[field], c.value, findings)
		}
	}
	_, findings := project(t, base+`notes = { column = "A", required = true }`+input, row{"First": "Ann", "A": "n/a"})
	if len(findings) != 1 || findings[0].Problem != `"n/a" counts as empty` {
		t.Errorf("findings: %+v", findings)
	}
}

func TestAFindingSpeaksToAPerson(t *testing.T) {
	choices := `{ column = "How heard", values = { "Zillow" = "1", "b" = "2", "c" = "3", "d" = "4", "e" = "5", "f" = "6", "g" = "7", "h" = "8", "i" = "9" } }`
	_, findings := project(t, base+"notes = "+choices+"\nphone_1 = [\"Mobile\", \"Phone #\"]\nzip = { column = \"Zip\", required = true }\n",
		row{"First": "Ann", "How heard": " Zilow", "Mobile": strings.Repeat("é", 80), "Phone #": "", "Zip": ""})
	want := []mapping.Finding{
		{Field: "phone_1", Column: "Mobile", Code: mapping.BadPhone, Problem: `"` + strings.Repeat("é", 60) + `..." has letters in it`,
			Fix: "write digits only, such as 617-555-0100", Cell: strings.Repeat("é", 80),
			Cause: "has letters in it", Cure: "write digits only, such as 617-555-0100"},
		{Field: "zip", Column: "Zip", Code: mapping.Missing, Problem: `"Zip" is empty`, Fix: "fill it in: zip is required",
			Cause: `"Zip" is empty`, Cure: "fill it in: zip is required"},
		{Field: "notes", Column: "How heard", Cell: " Zilow", Code: mapping.BadChoice, Problem: `"Zilow" is not among the choices`,
			Fix:   `did you mean "Zillow"? write one of "Zillow", "b", "c", "d", "e", "f", "g", "h" and 1 other, or add "Zilow" to values in the mapping`,
			Cause: "is not among the choices"}, // the cure would quote the cell
	}
	if diff := cmp.Diff(want, findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestExplainTellsWhatProjectDoes(t *testing.T) {
	m, err := mapping.Parse("m.toml", []byte(bySource+"[fields.phone_1]\ncolumn = [\"A\", \"B\"]\n[fields.phone_1_type]\nvalue = \"HOME\"\n"), fields, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := m.Bind([]string{"Community", "First", "Source", "A", "B"})
	if err != nil {
		t.Fatal(err)
	}
	want := []mapping.Step{
		{Field: "integration_id", Rule: "the same for every row", Value: "int1"},
		{Field: "property_id", Columns: []string{"Community"}, Cell: "Maple", Rule: `the column "Community", looked up in values`, Value: "p1"},
		{Field: "lead_source_id", Columns: []string{"Source"}, Cell: "Walk-in", Rule: `the column "Source", looked up in values, by property_id`,
			Findings: []mapping.Finding{{Field: "lead_source_id", Column: "Source", Cell: "Walk-in", Code: mapping.BadChoice,
				Problem: `"Walk-in" is not among the choices where property_id is "p1"`, Fix: `write one of "Zillow", or add "Walk-in" to values in the mapping`,
				Cause: `is not among the choices where property_id is "p1"`}}},
		{Field: "first_name", Columns: []string{"First"}, Cell: "Ann", Rule: `the column "First"`, Value: "Ann"},
		{Field: "phone_1", Columns: []string{"A", "B"}, Cell: "617-555-0100", Rule: `the first of "A", "B" that is not empty`, Value: "6175550100"},
		{Field: "phone_1_type", Rule: "the same for every row, left out without phone_1", Value: "HOME"},
	}
	if diff := cmp.Diff(want, p.Explain([]string{"Maple", "Ann", "Walk-in", "", "617-555-0100"}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

// A date that is chosen by a word needs no format, and cells that mean nothing
// are nothing to it too.
func TestDatesByWords(t *testing.T) {
	const text = base + `target_move_in_date = { column = "When", values = { "Summer" = 2027-07-01 } }
[input]
empty = ["not sure"]
`
	for cell, want := range map[string]string{"summer": "2027-07-01T12:00:00Z", "Not sure": ""} {
		got, findings := project(t, text, row{"First": "Ann", "When": cell})
		if got["target_move_in_date"] != want || findings != nil {
			t.Errorf("%s became %q: %v", cell, got["target_move_in_date"], findings)
		}
	}
}
