package mapping_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadimport/mapping"
)

// wide maps every kind of field, in every way.
const wide = base + `
last_name = { column = "Full", part = "last" }
phone_1 = { column = ["A", "B"], on_bad = "omit" }
phone_1_type = "B"
email_1 = "C"
state = { column = "D", kind = "us-state" }
zip = { column = "D", pad = 5 }
target_move_in_date = { column = "E", format = ["M/D/YYYY", "MMM D, YYYY", "excel-serial"] }
desired_max_rent_in_cents = { column = "F", unit = "dollars", default = 0 }
desired_num_bathrooms = { column = "F", decimal = "," }
number_of_occupants = "F"
notes = { template = "{A}: {C} {{}}" }
lead_source_id = { column = "B", by = "property_id", other = "o", values."cm4p1" = { "Zillow" = "z" } }
[input]
empty = ["N/A", "000-000-0000"]
`

func FuzzParseNeverPanics(f *testing.F) {
	files, _ := filepath.Glob("testdata/faults/*.toml")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(wide))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := mapping.Parse("m.toml", text, fields, nil)
		if m == nil && err == nil {
			t.Fatal("neither a mapping nor an error")
		}
		if m == nil {
			return
		}
		header := []string{"First", "A", "B", "First Name", "Source"}
		p, bindErr := m.Bind(header)
		if (p == nil) == (bindErr == nil) || err != nil && bindErr == nil {
			t.Fatalf("Parse said %v, Bind %v", err, bindErr)
		}
		if p != nil {
			p.Project(nil, header)
		}
	})
}

func FuzzProjectGivesEveryField(f *testing.F) {
	m, err := mapping.Parse("m.toml", []byte(wide), fields, nil)
	if err != nil {
		f.Fatal(err)
	}
	header := strings.Split("First,Full,A,B,C,D,E,F", ",")
	p, err := m.Bind(header)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Ann\x1fAnn Lee\x1f617-555-0100 x12\x1fcell\x1fann@example.com\x1f2139\x1f7/1/2027\x1f1,234.50")
	f.Add("\x1f#N/A\x1f6.17E+09\x1f\x1f“a”@b\x1fMA\x1f46569.5\x1f(500)")
	f.Add("#\x1f,\x1f+\x1f(\x1f@\x1f-\x1f,\x1f$")
	f.Fuzz(func(t *testing.T, record string) {
		cells := strings.Split(record, "\x1f")
		values, findings := p.Project(nil, cells)
		if len(values) != len(fields) {
			t.Fatalf("%d values for %d fields", len(values), len(fields))
		}
		spoilt := map[string]bool{}
		for _, finding := range findings {
			if finding.Code == "" || finding.Problem == "" || finding.Fix == "" {
				t.Errorf("a finding says nothing: %+v", finding)
			}
			spoilt[finding.Field] = spoilt[finding.Field] || !finding.Told
		}
		for i, field := range fields {
			switch {
			case spoilt[field.Name] && values[i] != "":
				t.Errorf("%s is bad and has the value %q", field.Name, values[i])
			case field.Required && values[i] == "" && !spoilt[field.Name]:
				t.Errorf("%s is required and silently absent", field.Name)
			}
		}
		for _, step := range p.Explain(cells) {
			if got := valueOf(step.Field, values); got != step.Value {
				t.Errorf("%s: Explain says %q, Project %q", step.Field, step.Value, got)
			}
		}
	})
}
