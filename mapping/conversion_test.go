package mapping_test

import (
	"fmt"
	"strings"
	"testing"

	"leadimport/mapping"
)

// A reading says what a rule makes of a cell: a value, or a code and a piece
// of the message; of a remark both.
type reading struct {
	cell, value, code, says string
}

// read runs each cell through a rule for one field.
func read(t *testing.T, field, rule string, readings []reading) {
	t.Helper()
	m, err := mapping.Parse("m.toml", fmt.Appendf(nil, "%s%s = %s\n", base, field, rule), fields, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := m.Bind([]string{"First", "Cell"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range readings {
		t.Run(want.cell, func(t *testing.T) {
			values, findings := p.Project(nil, []string{"Ann", want.cell})
			var f mapping.Finding
			if len(findings) > 0 {
				f = findings[0]
			}
			if got := valueOf(field, values); got != want.value {
				t.Errorf("%q became %q, want %q (%s)", want.cell, got, want.value, f.Problem)
			}
			if f.Code != want.code || len(findings) > 1 {
				t.Errorf("%q gave %q, want %q: %+v", want.cell, f.Code, want.code, findings)
			}
			if said := f.Problem + "; " + f.Fix; !strings.Contains(said, want.says) {
				t.Errorf("%q: %q does not say %q", want.cell, said, want.says)
			}
		})
	}
}

func valueOf(field string, values []string) string {
	for i, f := range fields {
		if f.Name == field {
			return values[i]
		}
	}
	return ""
}

func TestDates(t *testing.T) {
	day := "2027-07-01T12:00:00Z"
	read(t, "target_move_in_date", `{ column = "Cell", format = ["M/D/YYYY", "YYYY-MM-DD", "MMM D, YYYY"] }`, []reading{
		{cell: "7/1/2027", value: day},
		{cell: "07/01/2027", value: day},
		{cell: "7/01/2027", value: day},
		{cell: " 7/1/2027\u00a0", value: day},
		{cell: "2027-07-01", value: day},
		{cell: "Jul 1, 2027", value: day},
		{cell: "JUL  1, 2027", value: day},
		{cell: "Sept 1, 2027", value: "2027-09-01T12:00:00Z"},
		{cell: "2/29/2028", value: "2028-02-29T12:00:00Z"},
		{cell: "2/29/2000", value: "2000-02-29T12:00:00Z"},
		{cell: "2/29/2027", code: "bad_date", says: `"2/29/2027" is no day of the calendar`},
		{cell: "2/29/2100", code: "bad_date", says: "no day of the calendar"},
		{cell: "4/31/2027", code: "bad_date", says: "no day of the calendar"},
		{cell: "31/31/2027", code: "bad_date", says: `"31/31/2027" is not a date in M/D/YYYY or YYYY-MM-DD or MMM D, YYYY; write it like 12/31/2027`},
		{cell: "2027-7-1", code: "bad_date"},
		{cell: "7/1/27", code: "bad_date"},
		{cell: "7/1/0202", code: "bad_date"},
		{cell: "0/1/2027", code: "bad_date"},
		{cell: "7/1/2027x", code: "bad_date"},
		{cell: "July 1, 2027", code: "bad_date"},
		{cell: "ASAP", code: "bad_date"},
		{cell: "7/1/2027 0:00", code: "bad_date", says: `add "M/D/YYYY H:mm" to format`},
		{cell: "2027-07-01T00:00:00Z", code: "bad_date", says: `add "YYYY-MM-DDTHH:mm:ssZ" to format`},
		{cell: "46569", code: "damaged", says: `add "excel-serial"`},
		{cell: "1/0/1900", code: "damaged", says: "empty date"},
		{cell: "00/00/0000", code: "damaged"},
		{cell: "#REF!", code: "damaged"},
		{cell: ""},
	})
}

func TestDatesInOtherFormats(t *testing.T) {
	day := "2027-07-01T12:00:00Z"
	for _, c := range []struct{ format, good, bad string }{
		{"MM/DD/YYYY", "07/01/2027", "7/1/2027"},
		{"D.M.YYYY", "1.7.2027", "1/7/2027"},
		{"M/D/YY", "7/1/27", "7/1/2027"},
		{"YYYYMMDD", "20270701", "2027071"},
		{"MMMM D, YYYY", "July 1, 2027", "Jul 1, 2027"},
		{"DD-MMM-YY", "01-Jul-27", "1-Jul-27"},
		{"M/D/YYYY h:mm AM", "7/1/2027 12:30 pm", "7/1/2027 13:30 PM"},
		{"YYYY-MM-DDTHH:mm:ss.SSSZ", "2027-07-01T23:59:59.999Z", "2027-07-01T24:00:00.000Z"},
		{"M/D/YYYY H:mm:ss", "7/1/2027 0:00:00", "7/1/2027 0:60:00"},
		{"excel-serial", "46569", "4656"},
		{"excel-serial", "46569.75", "46569.x"},
	} {
		t.Run(c.format, func(t *testing.T) {
			read(t, "target_move_in_date", fmt.Sprintf(`{ column = "Cell", format = %q }`, c.format), []reading{
				{cell: c.good, value: day}, {cell: c.bad, code: "bad_date"},
			})
		})
	}
}

func TestMoney(t *testing.T) {
	read(t, "desired_max_rent_in_cents", `{ column = "Cell", unit = "dollars" }`, []reading{
		{cell: "1234", value: "123400"},
		{cell: "$1,234.50", value: "123450"},
		{cell: "$ 1,234.5", value: "123450"},
		{cell: "USD 1234.05", value: "123405"},
		{cell: "1234 USD", value: "123400"},
		{cell: "1,950.00 $", value: "195000"},
		{cell: "1,234,567", value: "123456700"},
		{cell: "0012.34", value: "1234"},
		{cell: "0", value: "0"},
		{cell: "0.29", value: "29"},
		{cell: "9007199254740.91", value: "900719925474091"},
		{cell: "1234.505", code: "bad_money", says: "more than two decimals"},
		{cell: "1.234", code: "bad_money", says: "more than two decimals"},
		{cell: "(500)", code: "bad_money", says: "negative"},
		{cell: "-500", code: "bad_money", says: "negative"},
		{cell: "−500", code: "bad_money", says: "negative"},
		{cell: "$-500", code: "bad_money", says: "negative"},
		{cell: "1234,50", code: "bad_money", says: `decimal = ","`},
		{cell: "1.234,50", code: "bad_money", says: `decimal = ","`},
		{cell: "12,34", code: "bad_money"},
		{cell: "1,2345", code: "bad_money"},
		{cell: ",123", code: "bad_money"},
		{cell: "1234.", code: "bad_money"},
		{cell: ".50", code: "bad_money"},
		{cell: "1000-1200", code: "bad_money"},
		{cell: "$", code: "bad_money"},
		{cell: "1e3", code: "bad_money"},
		{cell: "1.2E+03", code: "damaged"},
		{cell: "12345678901234", code: "bad_money"},
		{cell: "####", code: "damaged", says: "too narrow"},
	})
	t.Run("decimal comma", func(t *testing.T) {
		read(t, "desired_max_rent_in_cents", `{ column = "Cell", unit = "dollars", decimal = "," }`, []reading{
			{cell: "1.234,50", value: "123450"},
			{cell: "1234", value: "123400"},
			{cell: "1,234.50", code: "bad_money", says: "1.234,50"},
		})
	})
	t.Run("cents", func(t *testing.T) {
		read(t, "desired_max_rent_in_cents", `{ column = "Cell", unit = "cents" }`, []reading{
			{cell: "123450", value: "123450"},
			{cell: "123,450", value: "123450"},
			{cell: "123450.00", value: "123450"},
			{cell: "1234.50", code: "bad_money", says: `unit = "dollars"`},
			{cell: "-1", code: "bad_money", says: "negative"},
		})
	})
}

func TestNumbers(t *testing.T) {
	t.Run("count", func(t *testing.T) {
		read(t, "number_of_occupants", `"Cell"`, []reading{
			{cell: "2", value: "2"},
			{cell: "0", value: "0"},
			{cell: "02", value: "2"},
			{cell: "2.0", value: "2"},
			{cell: "2.5", code: "bad_number", says: "not a whole number"},
			{cell: "-1", code: "bad_number", says: "negative"},
			{cell: "(1)", code: "bad_number", says: "negative"},
			{cell: "two", code: "bad_number"},
			{cell: "1,000", code: "bad_number"},
			{cell: "0x1F", code: "bad_number"},
			{cell: "2.", code: "bad_number"},
			{cell: "1.0E+01", code: "damaged"},
			{cell: "1234567890", code: "bad_number"},
		})
	})
	t.Run("decimal", func(t *testing.T) {
		read(t, "desired_num_bathrooms", `"Cell"`, []reading{
			{cell: "1.5", value: "1.5"},
			{cell: "2.0", value: "2"},
			{cell: "01.50", value: "1.5"},
			{cell: "0.5", value: "0.5"},
			{cell: "1,5", code: "bad_number"},
			{cell: ".5", code: "bad_number"},
			{cell: "1e1", code: "bad_number"},
			{cell: "NaN", code: "bad_number"},
			{cell: "Studio", code: "bad_number", says: "under values"},
			{cell: "2-Jan", code: "damaged", says: "is a date"},
			{cell: "Jan-02", code: "damaged", says: "is a date"},
			{cell: "01. Mai", code: "damaged", says: "is a date"},
			{cell: "01.Mrz", code: "damaged", says: "is a date"},
			{cell: "5月1日", code: "damaged", says: "is a date"},
			{cell: "1/2/2026", code: "damaged", says: "is a date"},
			{cell: "46143", code: "damaged", says: "the number of a day"},
			{cell: "99", value: "99"},
			{cell: "900", code: "bad_number", says: "far too many"},
			{cell: "2 March", code: "damaged"},
			{cell: "2 masters", code: "bad_number"},
		})
	})
	t.Run("decimal comma", func(t *testing.T) {
		read(t, "desired_num_bathrooms", `{ column = "Cell", decimal = "," }`, []reading{
			{cell: "1,5", value: "1.5"}, {cell: "2", value: "2"}, {cell: "1.5", code: "bad_number"},
		})
	})
}

func TestPhones(t *testing.T) {
	read(t, "phone_1", `"Cell"`, []reading{
		{cell: "6175550100", value: "6175550100"},
		{cell: "(617) 555-0100", value: "6175550100"},
		{cell: "617.555.0100", value: "6175550100"},
		{cell: "617–555–0100", value: "6175550100"},
		{cell: "617\u00a0555 0100", value: "6175550100"},
		{cell: "1-617-555-0100", value: "6175550100"},
		{cell: "+1 (617) 555-0100", value: "6175550100"},
		{cell: "(+1) 617 555 0100", value: "6175550100"},
		{cell: "+44 20 7946 0958", value: "+442079460958"},
		{cell: "p:+16175550100", value: "6175550100"},
		{cell: "tel: 617-555-0100", value: "6175550100"},
		{cell: "p:", code: "bad_phone"},
		{cell: "617-555-0100 x12", value: "6175550100", code: "extension_cut", says: "left out"},
		{cell: "617-555-0100, ext. 12", value: "6175550100", code: "extension_cut"},
		{cell: "6175550100 Extension: 7", value: "6175550100", code: "extension_cut"},
		{cell: "617-555-0100 #12", value: "6175550100", code: "extension_cut"},
		{cell: "555-0100", code: "bad_phone", says: "area code is missing"},
		{cell: "117-555-0100", code: "bad_phone", says: "begin with 2 to 9"},
		{cell: "617-155-0100", code: "bad_phone", says: "begin with 2 to 9"},
		{cell: "000-000-0000", code: "bad_phone"},
		{cell: "20 7946 0958 12", code: "bad_phone", says: "12 digits"},
		{cell: "+44 (0)20 7946 0958", code: "bad_phone", says: "(0)"},
		{cell: "+1 555 0100", code: "bad_phone", says: "area code is missing"},
		{cell: "+4420", code: "bad_phone", says: "international"},
		{cell: "+0123456789", code: "bad_phone"},
		{cell: "++16175550100", code: "bad_phone"},
		{cell: "617-555-CALL", code: "bad_phone", says: "letters"},
		{cell: "617-555-0100 / 617-555-0101", code: "bad_phone", says: "more than one number"},
		{cell: "617-555-0100; 617-555-0101", code: "bad_phone", says: `";"`},
		{cell: "x12", code: "bad_phone"},
		{cell: "6.17E+09", code: "damaged", says: "shortened"},
		{cell: "6175550000.0", code: "damaged", says: "decimals"},
		{cell: "#N/A", code: "damaged"},
	})
}

func TestPhoneTypes(t *testing.T) {
	m := base + "phone_1 = { value = \"617-555-0100\" }\nphone_1_type = %s\n"
	for cell, want := range map[string]string{
		"Cell": "MOBILE", "mobile": "MOBILE", "C": "MOBILE", "M": "MOBILE", "iPhone": "MOBILE", "Cell Phone": "MOBILE",
		"Home": "HOME", "h": "HOME", "House": "HOME", "Land line": "HOME", "Work": "WORK", "W": "WORK", "Office": "WORK",
		"Business": "WORK", "Fax": "FAX", "Other": "OTHER", "pager": "",
	} {
		got, findings := project(t, fmt.Sprintf(m, `"Type"`), row{"First": "Ann", "Type": cell})
		if got["phone_1_type"] != want || (want == "") != (len(findings) == 1) {
			t.Errorf("%q became %q, want %q: %+v", cell, got["phone_1_type"], want, findings)
		}
	}
	got, _ := project(t, fmt.Sprintf(m, `{ column = "Type", values = { "C" = "WORK" } }`), row{"First": "Ann", "Type": "c"})
	if got["phone_1_type"] != "WORK" {
		t.Errorf("declared values do not come first: %q", got["phone_1_type"])
	}
}

func TestEmails(t *testing.T) {
	read(t, "email_1", `"Cell"`, []reading{
		{cell: "Ann@Example.com", value: "Ann@Example.com"},
		{cell: " ann.o'neil+rent@mail.example.co ", value: "ann.o'neil+rent@mail.example.co"},
		{cell: "ann@xn--bcher-kva.example", value: "ann@xn--bcher-kva.example"},
		{cell: "a!b@example.com", value: "a!b@example.com"},
		{cell: "ann@example", code: "bad_email", says: "domain"},
		{cell: "ann", code: "bad_email", says: "no @"},
		{cell: "Bob <b@example.com>", code: "bad_email", says: "between < and >"},
		{cell: "<b@example.com>", code: "bad_email", says: "between < and >"},
		{cell: "“ann”@example.com", code: "bad_email", says: "typographic quotes"},
		{cell: "ann@exam\u00a0ple.com", code: "bad_email", says: "cannot be seen"},
		{cell: "ann@\u200bexample.com", code: "bad_email", says: "cannot be seen"},
		{cell: "ann@example.com; bob@example.com", code: "bad_email", says: "more than one @"},
		{cell: "zoë@example.com", value: "zoë@example.com"},
		{cell: "zo\ufffd@example.com", code: "bad_email"},
		{cell: "ann..lee@example.com", code: "bad_email"},
		{cell: ".ann@example.com", code: "bad_email"},
		{cell: "ann@example.com.", code: "bad_email"},
		{cell: "ann@-example.com", code: "bad_email"},
		{cell: "ann@exa_mple.com", code: "bad_email"},
		{cell: "ann@bücher.example", code: "bad_email", says: `"ü"`},
		{cell: "ann lee@example.com", code: "bad_email"},
		{cell: "ann@example.com (home)", code: "bad_email"},
		{cell: "@example.com", code: "bad_email"},
		{cell: strings.Repeat("a", 60) + "@" + strings.Repeat("b.", 100) + "com", code: "bad_email", says: "longer"},
	})
}

func TestZIPs(t *testing.T) {
	read(t, "zip", `"Cell"`, []reading{
		{cell: "02139", value: "02139"},
		{cell: "K1A 0B1", value: "K1A 0B1"},
		{cell: "02139-4307", value: "02139-4307"},
		{cell: "z:02139", value: "02139"},
		{cell: "2139", code: "damaged", says: "pad = 5"},
		{cell: "601", code: "damaged", says: "pad = 5"},
		{cell: "2.14E+04", code: "damaged"},
		{cell: "02139.0", code: "damaged"},
	})
	t.Run("padded", func(t *testing.T) {
		read(t, "zip", `{ column = "Cell", pad = 5 }`, []reading{
			{cell: "2139", value: "02139"}, {cell: "601", value: "00601"}, {cell: "02139", value: "02139"},
			{cell: "2139-4307", value: "02139-4307"}, {cell: "K1A 0B1", value: "K1A 0B1"},
		})
	})
	t.Run("padded to four", func(t *testing.T) {
		read(t, "zip", `{ column = "Cell", pad = 4 }`, []reading{{cell: "2139", value: "2139"}, {cell: "800", value: "0800"}})
	})
	t.Run("us-zip", func(t *testing.T) {
		read(t, "zip", `{ column = "Cell", kind = "us-zip" }`, []reading{
			{cell: "02139", value: "02139"}, {cell: "02139-4307", value: "02139-4307"}, {cell: "021394307", value: "02139-4307"},
			{cell: "2139", code: "damaged", says: "pad = 5"}, {cell: "K1A 0B1", code: "bad_zip"}, {cell: "02139-", code: "bad_zip"},
			{cell: "123456", code: "bad_zip"},
		})
	})
}

func TestStates(t *testing.T) {
	read(t, "state", `"Cell"`, []reading{{cell: "Ma", value: "Ma"}, {cell: "New South Wales", value: "New South Wales"}})
	t.Run("us-state", func(t *testing.T) {
		read(t, "state", `{ column = "Cell", kind = "us-state" }`, []reading{
			{cell: "MA", value: "MA"}, {cell: "ma", value: "MA"}, {cell: "new  york", value: "NY"},
			{cell: "Puerto Rico", value: "PR"}, {cell: "AE", value: "AE"}, {cell: "Washington, DC", value: "DC"},
			{cell: "XX", code: "bad_state"}, {cell: "@!", code: "bad_state"}, {cell: "Ontario", code: "bad_state"},
		})
	})
}

func TestIDs(t *testing.T) {
	read(t, "lead_source_id", `"Cell"`, []reading{
		{cell: "cm4ublxhn5008550276138abyzlg821i", value: "cm4ublxhn5008550276138abyzlg821i"},
		{cell: " 007 ", value: "007"},
		{cell: "12E34", value: "12E34"},
		{cell: "ab cd", code: "bad_id", says: "blank inside"},
		{cell: "4.15E+09", code: "damaged", says: "shortened"},
		{cell: "4150000000.0", code: "damaged"},
		{cell: "#VALUE!", code: "damaged"},
	})
}

func TestTexts(t *testing.T) {
	read(t, "notes", `"Cell"`, []reading{
		{cell: "  two  blanks stay  ", value: "two  blanks stay"},
		{cell: "a\r\nb\rc\n\td", value: "a\nb\nc\n\td"},
		{cell: "Zoe\u0308", value: "Zoë"},
		{cell: "\ufeffx\u200b", value: "x"},
		{cell: "#1 choice", value: "#1 choice"},
		{cell: "1e5", value: "1e5"},
		{cell: "a\x00b", code: "unprintable", says: "U+0000"},
		{cell: "a\u0085b", code: "unprintable", says: "U+0085"},
		{cell: "a\xffb", code: "unprintable", says: "no text"},
		{cell: "#n/a", code: "damaged"},
		{cell: "caf\ufffd", value: "caf\ufffd", code: "doubtful_text"},
	})
	t.Run("names", func(t *testing.T) {
		read(t, "last_name", `"Cell"`, []reading{
			{cell: "van der Berg", value: "van der Berg"}, {cell: "O’Neil", value: "O’Neil"},
			{cell: "Garc\ufffda", code: "damaged", says: "type the name again"},
		})
	})
}

func TestPartsOfAName(t *testing.T) {
	for _, c := range []struct{ full, first, last string }{
		{"Ann Lee", "Ann", "Lee"},
		{"Mary Ann Smith", "Mary Ann", "Smith"},
		{"Smith, Mary Ann", "Mary Ann", "Smith"},
		{"Robert Downey Jr.", "Robert", "Downey Jr."},
		{"John Smith, III", "John", "Smith, III"},
		{"Cher", "Cher", ""},
	} {
		got, _ := project(t, strings.Replace(base, `"First"`, `{ column = "Full", part = "first" }`, 1)+
			`last_name = { column = "Full", part = "last" }`, row{"Full": c.full})
		if got["first_name"] != c.first || got["last_name"] != c.last {
			t.Errorf("%q became %q and %q", c.full, got["first_name"], got["last_name"])
		}
	}
	_, findings := project(t, base+`last_name = { column = "Full", part = "last", required = true }`, row{"First": "x", "Full": "Cher"})
	if len(findings) != 1 || findings[0].Problem != `"Cher" has no last name` {
		t.Errorf("findings: %+v", findings)
	}
}
