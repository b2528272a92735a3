package mapping_test

import (
	"fmt"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadimport/mapping"
)

// one projects a single cell through a rule.
func one(t *rapid.T, p *mapping.Projection, field, cell string) (string, []mapping.Finding) {
	values, findings := p.Project(nil, []string{"Ann", cell})
	return valueOf(field, values), findings
}

func TestEveryDayIsReadAsItWasPrinted(t *testing.T) {
	for format, layout := range map[string]string{
		"M/D/YYYY": "1/2/2006", "MM/DD/YYYY": "01/02/2006", "D.M.YYYY": "2.1.2006", "YYYY-MM-DD": "2006-01-02",
		"MMM D, YYYY": "Jan 2, 2006", "MMMM D YYYY": "January 2 2006", "YYYYMMDD": "20060102",
		"M/D/YYYY h:mm AM": "1/2/2006 3:04 PM", "YYYY-MM-DDTHH:mm:ssZ": "2006-01-02T15:04:05Z",
	} {
		p := bind(t, fmt.Sprintf("%starget_move_in_date = { column = \"A\", format = %q }\n", base, format), "First", "A")
		rapid.Check(t, func(t *rapid.T) {
			instant := time.Unix(rapid.Int64Range(-2208988800, 4133980799).Draw(t, "second"), 0).UTC()
			got, findings := one(t, p, "target_move_in_date", instant.Format(layout))
			if want := instant.Format("2006-01-02") + "T12:00:00Z"; got != want || findings != nil {
				t.Fatalf("%s in %s became %q, want %q: %v", instant.Format(layout), format, got, want, findings)
			}
		})
	}
}

func TestOnlyDaysOfTheCalendarAreRead(t *testing.T) {
	p := bind(t, base+`target_move_in_date = { column = "A", format = "M/D/YYYY" }`, "First", "A")
	rapid.Check(t, func(t *rapid.T) {
		y, m, d := rapid.IntRange(1900, 2100).Draw(t, "y"), rapid.IntRange(0, 14).Draw(t, "m"), rapid.IntRange(0, 33).Draw(t, "d")
		_, err := time.Parse("2006-1-2", fmt.Sprintf("%d-%d-%d", y, m, d))
		got, _ := one(t, p, "target_move_in_date", fmt.Sprintf("%d/%d/%d", m, d, y))
		if (got != "") != (err == nil) {
			t.Fatalf("%d/%d/%d became %q, the calendar says %v", m, d, y, got, err)
		}
	})
}

func TestSerialNumbersCountDays(t *testing.T) {
	p := bind(t, base+`target_move_in_date = { column = "A", format = "excel-serial" }`, "First", "A")
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(10000, 73000).Draw(t, "days")
		want := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days-36526).Format("2006-01-02") + "T12:00:00Z"
		if got, _ := one(t, p, "target_move_in_date", strconv.Itoa(days)); got != want {
			t.Fatalf("%d became %q, want %q", days, got, want)
		}
	})
}

func TestMoneyIsExactHoweverItIsWritten(t *testing.T) {
	p := bind(t, base+`desired_max_rent_in_cents = { column = "A", unit = "dollars" }`, "First", "A")
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(0, 999_999_999_999_999).Draw(t, "cents")
		whole := strconv.FormatInt(cents/100, 10)
		if rapid.Bool().Draw(t, "grouped") {
			for at := len(whole) - 3; at > 0; at -= 3 {
				whole = whole[:at] + "," + whole[at:]
			}
		}
		cell := fmt.Sprintf("%s%s.%02d", rapid.SampledFrom([]string{"", "$", "$ ", "USD "}).Draw(t, "sign"), whole, cents%100)
		if got, findings := one(t, p, "desired_max_rent_in_cents", cell); got != strconv.FormatInt(cents, 10) {
			t.Fatalf("%q became %q: %v", cell, got, findings)
		}
	})
}

func TestPhonesAreTheirDigitsHoweverTheyAreWritten(t *testing.T) {
	p := bind(t, base+`phone_1 = "A"`, "First", "A")
	between := rapid.SampledFrom([]string{"", " ", "-", ".", "/", "\u00a0", ") ", " - "})
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.StringMatching(`[2-9][0-9]{2}[2-9][0-9]{6}`).Draw(t, "digits")
		cell := rapid.SampledFrom([]string{"", "(", "1-", "+1 ", "+1 ("}).Draw(t, "before") + want[:3] + between.Draw(t, "a") +
			want[3:6] + between.Draw(t, "b") + want[6:]
		if got, findings := one(t, p, "phone_1", cell); got != want || findings != nil {
			t.Fatalf("%q became %q: %v", cell, got, findings)
		}
	})
}

// TestACanonicalValueStaysAsItIs: what came out goes in again unchanged, so
// that a file of values is read as the file that they came from.
func TestACanonicalValueStaysAsItIs(t *testing.T) {
	for field, rule := range map[string]string{
		"lead_source_id": `"A"`, "last_name": `"A"`, "notes": `"A"`, "phone_1": `"A"`, "email_1": `"A"`, "zip": `{ column = "A", kind = "us-zip", pad = 5 }`,
		"state": `{ column = "A", kind = "us-state" }`, "desired_max_rent_in_cents": `{ column = "A", unit = "cents" }`,
		"desired_num_bathrooms": `"A"`, "number_of_occupants": `"A"`,
		"target_move_in_date": `{ column = "A", format = ["M/D/YYYY", "YYYY-MM-DDTHH:mm:ssZ"] }`,
	} {
		p := bind(t, base+field+" = "+rule, "First", "A")
		cells := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9()+. -]{1,16}`), rapid.StringMatching(`[a-z.]{1,8}@[a-z.]{1,8}`),
			rapid.StringMatching(`[A-Za-z]{2}`), rapid.StringMatching(`1?[0-9]/[123]?[0-9]/20[0-9]{2}`), rapid.StringMatching(`[0-9]{1,4}(\.[0-9]{1,3})?`))
		rapid.Check(t, func(t *rapid.T) {
			value, findings := one(t, p, field, cells.Draw(t, "cell"))
			if value == "" {
				return
			}
			again, more := one(t, p, field, value)
			if again != value {
				t.Fatalf("%s: %q became %q: %v %v", field, value, again, findings, more)
			}
		})
	}
}

// TestAFieldHasAValueOrAReason: a field has a value, or a finding, or
// an empty cell.
func TestAFieldHasAValueOrAReason(t *testing.T) {
	for field, rule := range map[string]string{
		"phone_1": `"A"`, "email_1": `"A"`, "zip": `"A"`, "notes": `"A"`, "number_of_occupants": `"A"`,
		"target_move_in_date": `{ column = "A", format = "M/D/YYYY" }`, "desired_max_rent_in_cents": `{ column = "A", unit = "dollars" }`,
	} {
		p := bind(t, base+field+" = "+rule, "First", "A")
		rapid.Check(t, func(t *rapid.T) {
			cell := rapid.String().Draw(t, "cell")
			value, findings := one(t, p, field, cell)
			spoilt := len(findings) > 0 && !findings[0].Told
			blank := strings.Trim(strings.TrimSpace(cell), "\u200b\ufeff\u2060") == ""
			if (value == "") != (spoilt || blank) {
				t.Fatalf("%s: %q became %q with %v", field, cell, value, findings)
			}
		})
	}
}

func TestPlainAddressesAreThoseOfNetMail(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-zA-Z0-9._'+" -]{0,8}@[a-z0-9.-]{0,12}`).Draw(t, "address")
		if !mapping.PlainAddress(s) {
			return
		}
		if address, err := mail.ParseAddress(s); err != nil || address.Address != s {
			t.Fatalf("net/mail does not take %q: %v", s, err)
		}
	})
}

func TestDistanceIsAMetric(t *testing.T) {
	words := rapid.StringMatching(`[abc]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		d := mapping.Distance(a, b)
		if d != mapping.Distance(b, a) || (d == 0) != (a == b) || d > max(len(a), len(b)) {
			t.Fatalf("%q and %q are %d apart, %d the other way", a, b, d, mapping.Distance(b, a))
		}
	})
	if d := mapping.Distance("frist_name", "first_name"); d != 1 {
		t.Errorf("two letters swapped are %d slips", d)
	}
}

// TestFormatsThatStandTogetherAgree: whatever two formats a mapping may list,
// no cell that both read is another day to each of them.
func TestFormatsThatStandTogetherAgree(t *testing.T) {
	layouts := map[string]string{
		"M/D/YYYY": "1/2/2006", "MM/DD/YYYY": "01/02/2006", "D/M/YYYY": "2/1/2006", "DD/MM/YYYY": "02/01/2006", "YYYY/M/D": "2006/1/2",
		"M/D/YY": "1/2/06", "D/M/YY": "2/1/06", "YY/M/D": "06/1/2", "YY/D/M": "06/2/1", "YYMMDD": "060102", "DDMMYY": "020106",
		"YYYYMMDD": "20060102", "DDMMYYYY": "02012006", "MMDDYYYY": "01022006", "D MMM YY": "2 Jan 06", "YY MMM D": "06 Jan 2",
		"YYYY-MM-DD": "2006-01-02", "YYYY-DD-MM": "2006-02-01",
	}
	var formats []string
	alone := map[string]*mapping.Projection{}
	for format := range layouts {
		formats = append(formats, format)
		alone[format] = bind(t, fmt.Sprintf("%starget_move_in_date = { column = \"A\", format = %q }\n", base, format), "First", "A")
	}
	slices.Sort(formats)
	together := func(f, g string) bool {
		_, err := mapping.Parse("m.toml", fmt.Appendf(nil, "%starget_move_in_date = { column = \"A\", format = [%q, %q] }\n", base, f, g), fields, nil)
		return err == nil
	}
	rapid.Check(t, func(t *rapid.T) {
		f, g := rapid.SampledFrom(formats).Draw(t, "f"), rapid.SampledFrom(formats).Draw(t, "g")
		if !together(f, g) {
			return
		}
		for range 50 {
			day := time.Unix(rapid.Int64Range(978307200, 4102444799).Draw(t, "second"), 0).UTC()
			cell := day.Format(layouts[f])
			first, _ := one(t, alone[f], "target_move_in_date", cell)
			second, _ := one(t, alone[g], "target_move_in_date", cell)
			if second != "" && first != second {
				t.Fatalf("%q is %s in %s and %s in %s", cell, first, f, second, g)
			}
		}
	})
	for _, pair := range [][2]string{{"M/D/YYYY", "YYYY-MM-DD"}, {"M/D/YYYY", "MM/DD/YYYY"}, {"M/D/YYYY", "M/D/YY"}, {"YYYYMMDD", "M/D/YYYY"}} {
		if !together(pair[0], pair[1]) {
			t.Errorf("%q and %q are refused", pair[0], pair[1])
		}
	}
}
