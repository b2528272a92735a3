package mapping_test

import (
	"strings"
	"testing"

	"leadimport/mapping"
)

// usual is a mapping of ten columns as exports have them.
const usual = `[fields]
integration_id = { value = "int1" }
property_id = { column = "Community", values = { "Maple Court" = "cm4p1", "Oak Park" = "cm4p2" } }
first_name = "First Name"
last_name = "Last Name"
phone_1 = { column = ["Mobile", "Phone"], required = true }
phone_1_type = { value = "MOBILE" }
email_1 = "E-mail"
zip = "Zip"
target_move_in_date = { column = "Move In", format = ["M/D/YYYY", "YYYY-MM-DD"], on_bad = "omit" }
desired_max_rent_in_cents = { column = "Max Rent", unit = "dollars" }
notes = "Comments"
[input]
empty = ["N/A", "-", "none", "noemail@example.com"]
`

func benchmark(b *testing.B, record string) {
	m, err := mapping.Parse("m.toml", []byte(usual), fields, nil)
	if err != nil {
		b.Fatal(err)
	}
	p, err := m.Bind(strings.Split("Community|First Name|Last Name|Mobile|Phone|E-mail|Zip|Move In|Max Rent|Comments", "|"))
	if err != nil {
		b.Fatal(err)
	}
	cells := strings.Split(record, "|")
	var values []string
	b.ReportAllocs()
	for b.Loop() {
		values, _ = p.Project(values, cells)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkProject(b *testing.B) {
	benchmark(b, "Maple Court|Ann|Lee||(617) 555-0100|ann.lee@example.com|02139|7/1/2027|$1,850.00|called twice, wants a balcony")
}

func BenchmarkProjectCanonical(b *testing.B) {
	benchmark(b, "Maple Court|Ann|Lee|6175550100||ann.lee@example.com|02139|2027-07-01|1850|called twice, wants a balcony")
}

func BenchmarkProjectBad(b *testing.B) {
	benchmark(b, "Mapel|Ann|Lee|617||ann|2139|31/31/2027|(5)|called twice, wants a balcony")
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := mapping.Parse("m.toml", []byte(usual), fields, nil); err != nil {
			b.Fatal(err)
		}
	}
}
