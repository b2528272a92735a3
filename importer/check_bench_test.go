package importer_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"testing"

	"leadimport/importer"
	"leadimport/importer/sheet"
)

// nobody is a ledger that knows no lead.
type nobody struct{}

func (nobody) Find(_ context.Context, lookups []importer.Lookup) ([][]importer.KnownLead, error) {
	return make([][]importer.KnownLead, len(lookups)), nil
}

const checkMapping = `[fields]
integration_id = { value = "cm4i1" }
property_id    = { value = "cm4p1" }
lead_source_id = { value = "cm4s1" }
first_name     = "First"
last_name      = "Last"
phone_1        = "Phone"
email_1        = "Mail"
address_1      = "Street"
city           = "City"
notes          = "Notes"
target_move_in_date       = { column = "Move", format = "M/D/YYYY" }
desired_max_rent_in_cents = { column = "Rent", unit = "dollars" }
desired_num_bedrooms      = "Beds"
`

// BenchmarkCheck reads a million rows of ten columns from their bytes to the
// report, as leadimport check does, beside a plain pass of encoding/csv.
func BenchmarkCheck(b *testing.B) {
	const rows = 1_000_000
	var text bytes.Buffer
	text.WriteString("First,Last,Phone,Mail,Move,Rent,Beds,Street,City,Notes\n")
	for i := range rows {
		fmt.Fprintf(&text, "Ann%d,Lee%d,%d,ann%d@example.com,%d/%d/2027,\"$1,%d.00\",%d,%d Main St,Boston,\"wants a tour, asks about parking\"\n",
			i, i%977, 6172000000+i, i, 1+i%12, 1+i%28, 100+i%900, i%4, i)
	}
	m, err := importer.ParseMapping("leadimport.toml", []byte(checkMapping))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			s, err := sheet.Survey("leads.csv", bytes.NewReader(text.Bytes()), sheet.Options{Own: importer.OwnColumns})
			if err != nil {
				b.Fatal(err)
			}
			in, err := importer.NewInput("leads.csv", s, m, func() (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader(text.Bytes())), nil
			})
			if err != nil {
				b.Fatal(err)
			}
			report, err := (&importer.Check{Input: in, Ledger: nobody{}, Host: host}).Run(b.Context())
			if err != nil || report.Send != rows {
				b.Fatalf("%d rows would be sent (%v)", report.Send, err)
			}
		}
		b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("encoding-csv", func(b *testing.B) {
		for b.Loop() {
			r := csv.NewReader(bytes.NewReader(text.Bytes()))
			r.ReuseRecord = true
			for {
				if _, err := r.Read(); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
