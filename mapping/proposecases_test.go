package mapping_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"leadimport/importer"
	"leadimport/mapping"
)

// who makes the columns that a proposal needs most, so that a case is about
// one more: repeated makes as many rows as there are cells.
func who(column string, cells ...string) mapping.Spreadsheet {
	rows := make([]string, len(cells))
	for i, cell := range cells {
		rows[i] = fmt.Sprintf("Ann%s|Ash%[1]s|%s", strings.Repeat("a", i), cell)
	}
	return spreadsheet("First Name|Last Name|"+column, rows...)
}

func TestPropose(t *testing.T) {
	for _, test := range []struct {
		name   string
		sheet  mapping.Spreadsheet
		lines  []string // of the file, blanks within as one
		absent []string // texts that must not be in it
	}{
		{"exact goes before similar",
			who("Email|Lead Email", "a@x.example|b@x.example", "c@x.example|d@x.example"),
			[]string{`email_1 = "Email"`, `# "Lead Email" email_1 has a better column`}, nil},
		{"a slip of the finger",
			who("Move-In Dtae", "2027-03-01"), []string{`target_move_in_date = { column = "Move-In Dtae", format = "YYYY-MM-DD" }`}, nil},
		{"two candidates are left open",
			who("Budget|Max Rent", "1500|1600", "1700|1800"),
			[]string{"[fields.desired_max_rent_in_cents]", `# column = "Budget" # filled in 2 rows`, `# column = "Max Rent" # filled in 2 rows`, `unit = "dollars"`}, nil},
		{"texts can be joined",
			who("Notes|Comments", "a|b"), []string{`# column = "Notes" # filled in 1 row`, `# template = "{Notes} {Comments}" # all of them`}, nil},
		{"a column that is empty yields",
			who("Email|E-mail", "|a@x.example", "|b@x.example"), []string{`email_1 = "E-mail"`}, nil},
		{"the name alone is not believed",
			who("Phone", "yes", "no"), []string{`# "Phone" is called like phone_1, but its values do not look like it`}, []string{"phone_1 ="}},
		{"e-mails under an odd name",
			who("reach", "a@x.example", "b@x.example"), []string{`email_1 = "reach" # by what its values look like`}, nil},
		{"but not somebody else's",
			who("Agent Mail Box", "a@x.example", "b@x.example"), nil, []string{"email_1 ="}},
		{"and not one for all rows",
			who("inbox", "office@x.example", "office@x.example", "office@x.example"), nil, []string{"email_1 ="}},
		{"phones under an odd name",
			who("ring me", "617-555-0100", "(617) 555-0101"), []string{`phone_1 = "ring me" # by what its values look like`}, nil},
		{"ten digits may be an order",
			who("Order", "6175550100", "6175550101"), nil, []string{"phone_1 ="}},
		{"the mobile comes first",
			who("Phone|Cell", "617-555-0100|617-555-0101", "617-555-0102|617-555-0103"),
			[]string{`phone_1 = "Cell"`, `phone_1_type = { value = "MOBILE" }`, `phone_2 = "Phone"`}, []string{"phone_2_type ="}},
		{"created is not move-in",
			who("Created Date|Date", "2027-03-01|2027-03-01"), nil, []string{"target_move_in_date ="}},
		{"nor is the actual one",
			who("Actual Move-In Date", "2027-03-01"), nil, []string{"target_move_in_date ="}},
		{"a day above 12 proves the order",
			who("Move In", "3/4/2027", "3/25/2027"), []string{`target_move_in_date = { column = "Move In", format = "M/D/YYYY" }`}, nil},
		{"the other order",
			who("Move In", "3/4/2027", "25/3/2027"), []string{`target_move_in_date = { column = "Move In", format = "D/M/YYYY" }`}, nil},
		{"no day above 12",
			who("Move In", "3/4/2027", "5/5/2027"),
			[]string{"# its dates can be read as M/D/YYYY and as D/M/YYYY", `# format = "M/D/YYYY" # "3/4/2027" is March 4`, `# format = "D/M/YYYY" # "3/4/2027" is April 3`}, nil},
		{"proofs of both",
			who("Move In", "3/25/2027", "25/3/2027"), []string{"# some of its dates can only be M/D/YYYY and others only D/M/YYYY: mend these in the file", `# format = "M/D/YYYY"`, `# format = "D/M/YYYY"`}, nil},
		{"two ways in one column",
			who("Move In", "3/25/2027", "2027-04-01"), []string{`target_move_in_date = { column = "Move In", format = ["M/D/YYYY", "YYYY-MM-DD"] }`}, nil},
		{"what is no date is counted",
			who("Move In", "3/25/2027", "3/26/2027", "ASAP"), []string{`# 1 cell is no date: a row with one is invalid, or with on_bad = "omit" goes without it`}, nil},
		{"day numbers",
			who("Move In", "46569", "46570"), []string{`target_move_in_date = { column = "Move In", format = "excel-serial" }`}, nil},
		{"cents",
			who("Max Rent", "150000", "210000"), []string{`desired_max_rent_in_cents = { column = "Max Rent", unit = "cents" }`}, nil},
		{"dollars or cents",
			who("Max Rent", "1500", "210000"), []string{"[fields.desired_max_rent_in_cents]", `# unit = "dollars"`, `# unit = "cents"`}, nil},
		{"a decimal comma",
			who("Max Rent", "1.500,00", "950,50"), []string{`desired_max_rent_in_cents = { column = "Max Rent", unit = "dollars", decimal = "," }`}, nil},
		{"ranges have two ends",
			who("Min Rent|Max Rent", strings.Split(strings.Repeat("$1,200 - $1,500|$1,200 - $1,500\n", 3), "\n")[:3]...),
			[]string{`desired_max_rent_in_cents = { column = "Max Rent", values = { "$1,200 - $1,500" = "150000" } }`,
				`desired_min_rent_in_cents = { column = "Min Rent", values = { "$1,200 - $1,500" = "120000" } }`}, nil},
		{"bedrooms in words",
			who("Beds", "2 BR", "Studio", "One bedroom"), []string{`desired_num_bedrooms = { column = "Beds", values = { "Studio" = "0", "One bedroom" = "1", "2 BR" = "2" } }`}, nil},
		{"bedrooms that became dates",
			who("Beds", "2", "1-Feb"), []string{`"1-Feb" = "<number for 1-Feb>" # 1 row`,
				"# days such as 2-Jan were numbers such as 1-2 before a spreadsheet made dates of them"}, nil},
		{"bedrooms without one answer",
			who("Beds", "2", "3+"), []string{`"2" = "2"`, `"3+" = "<number for 3+>" # 1 row`}, nil},
		{"zeros of ZIP codes",
			who("ZIP", "2139", "02116"), []string{`zip = { column = "ZIP", kind = "us-zip", pad = 5 }`}, nil},
		{"codes from elsewhere",
			who("Postal Code", "K1A 0B1", "02116"), []string{`zip = "Postal Code"`}, nil},
		{"a state that is a status",
			who("State", "New", "Contacted"), nil, []string{"state ="}},
		{"one word beside the first name",
			spreadsheet("Vorname|Name", "Ann|Ash", "Ben|Birch"), []string{`last_name = "Name"`}, nil},
		{"a full name beside its parts",
			who("Full Name", "Ann Ash", "Ben Birch"), []string{`# "Full Name" holds names, but other columns hold their parts`}, nil},
		{"two full names",
			spreadsheet("Name|Prospect", "Ann Ash|Ben Birch"),
			[]string{"[fields.first_name]", `# column = "Name" # filled in 1 row`, `part = "first"`, "[fields.last_name]", `part = "last"`}, nil},
		{"doubled columns",
			who("Email|Email", "a@x.example|b@x.example"), []string{`# "Email" stands in the header more than once: rename all but one`}, []string{"email_1 ="}},
		{"ids of the system itself",
			who("Property ID|Source", "cm4ublxhn5008550276138abyzlg821i|Zillow"), []string{`property_id = "Property ID"`, `[fields.lead_source_id.values."cm4ublxhn5008550276138abyzlg821i"]`}, nil},
		{"ids in two columns",
			who("Property Name|Property ID", "Maple|p1", "Oak|p2"),
			[]string{"# OPEN: delete the # before the line that is right.", "# the values of all these columns are listed: delete the lines of those that it does not take",
				`"Maple" = "<property_id of Maple>" # 1 row`, `"p1" = "<property_id of p1>" # 1 row`}, nil},
		{"ids of a field that can be done without",
			who("Unit", "A-101"), []string{`# "Unit" could feed unit_id if values say which id each stands for`}, []string{"unit_id ="}},
		{"cells that mean nothing",
			who("Email", "N/A", "a@x.example"), []string{`empty = ["N/A"] # cells that mean nothing`}, nil},
		{"Mr Null",
			spreadsheet("First|Last|Email", "Ann|Null|a@x.example", "Ben|Birch|null"), nil, []string{`empty =`}},
		{"the last contact is no last name",
			spreadsheet("Name|First Contact|Last Contact", "Ann Ash|Robin|Kim", "Ben Birch|Kim|Robin"),
			[]string{`first_name = { column = "Name", part = "first" }`, `last_name = { column = "Name", part = "last" }`}, nil},
		{"an employer is no employee",
			who("Employer", "Acme", "Acme"), []string{`# "Employer"`}, nil},
		{"the property's own phone",
			who("Tracking Phone", "617-555-1003", "617-555-1004"), nil, []string{"phone_1 ="}},
		{"the rent of a bedroom is no bedroom",
			who("Bedroom Rent", "900", "1000"), nil, []string{"desired_num_bedrooms ="}},
		{"a half bath is no bathroom",
			who("Half Baths", "0", "1"), nil, []string{"desired_num_bathrooms ="}},
		{"a budget for something else",
			who("Annual Budget|Purchase Budget|Marketing Budget", "24000|450000|900", "18000|300000|800"), nil, []string{"desired_max_rent_in_cents ="}},
		{"the move-in of long ago",
			who("Original Move In Date", "03/25/2019", "04/26/2019"), nil, []string{"target_move_in_date ="}},
		{"what a renter wants to pay",
			who("Monthly Rent Budget", "$1,900", "$2,000"), []string{`desired_max_rent_in_cents = { column = "Monthly Rent Budget", unit = "dollars" }`}, nil},
		{"the names of properties",
			spreadsheet("Name|Resident", slices.Repeat([]string{"Maple Court|Ann Ash", "Oak Park|Ben Birch"}, 5)...),
			[]string{`# "Name" is called like last_name, but repeats the same 2 values in 10 rows`}, []string{"first_name ="}},
		{"the phones of two offices",
			who("Phone", slices.Repeat([]string{"617-555-0100", "617-555-0101"}, 5)...), nil, []string{"phone_1 ="}},
		{"first names that many share",
			spreadsheet("First Name|Last Name", slices.Repeat([]string{"Ann|Ash", "Ben|Birch", "Cy|Cole", "Di|Dorn"}, 10)...), []string{`first_name = "First Name"`}, nil},
		{"an answer is no name",
			spreadsheet("First|Last Name", "TRUE|Ash", "FALSE|Birch"), nil, []string{"first_name ="}},
		{"a phone that stood in a text",
			who("Phone in text", "617-555-0100", "617-555-0101"), []string{`phone_1 = "Phone in text"`}, []string{"phone_1_type ="}},
		{"groups of a form",
			spreadsheet("Name (First)|Name (Last)|Address - City", "Ann|Ash|Boston", "Ben|Birch|Quincy"),
			[]string{`first_name = "Name (First)"`, `last_name = "Name (Last)"`, `city = "Address - City"`}, nil},
		{"remarks in brackets",
			who("Move-In Date (MM/DD/YYYY)*", "03/25/2027"), []string{`target_move_in_date = { column = "Move-In Date (MM/DD/YYYY)*", format = "M/D/YYYY" }`}, nil},
		{"two things open at once",
			who("Move In|Desired Move In", "3/4/2027|3/5/2027"),
			[]string{`# column = "Move In" # filled in 1 row`, `# column = "Desired Move In" # filled in 1 row`, `# format = "M/D/YYYY" # "3/4/2027" is March 4`}, nil},
		{"no names at all",
			spreadsheet("Email", "a@x.example"), []string{"# no column looks like it: name the one that holds it", "[fields.first_name]", "[fields.last_name]"}, nil},
		{"quotes in names and values",
			who(`"Property"|Source`, `x|"Zillow"`), []string{`column = "\"Property\""`, `"\"Zillow\"" = "<lead_source_id of \"Zillow\" at x>" # 1 row`}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			proposal := mapping.Propose(test.sheet, importer.Fields)
			var lines []string
			for line := range strings.Lines(string(proposal.Text)) {
				lines = append(lines, strings.TrimPrefix(strings.Join(strings.Fields(line), " "), "# # "))
			}
			for _, want := range test.lines {
				if !slices.Contains(lines, want) {
					t.Errorf("no line %s in\n%s", want, proposal.Text)
				}
			}
			for _, unwanted := range test.absent {
				if strings.Contains(strings.Join(lines, "\n"), "\n"+unwanted) {
					t.Errorf("%s is in\n%s", unwanted, proposal.Text)
				}
			}
			_, err := mapping.Parse("m.toml", proposal.Text, importer.Fields, nil)
			leftToDo(t, proposal, err)
		})
	}
}

// No name, phone, e-mail, address or text of a person gets into the file.
func TestAProposalHoldsNoPerson(t *testing.T) {
	s := spreadsheet("Name|Phone|Email|Address|City|Notes|Odd",
		"Ann Ashenden|617-555-0100|ann@x.example|12 Chestnut St|Boston|call me|ann2@x.example",
		"Ben Birchwood|617-555-0101|ben@x.example|14 Chestnut St|Quincy|no calls|617-555-0199")
	text := string(mapping.Propose(s, importer.Fields).Text)
	for cells := range s.Records {
		for _, cell := range cells {
			if strings.Contains(text, cell) {
				t.Errorf("%q is in\n%s", cell, text)
			}
		}
	}
}

// Whatever stands in a spreadsheet, the faults of what is proposed for it are
// what is left to do.
func FuzzAProposalIsAMapping(f *testing.F) {
	for _, export := range []string{"First Name|Name|Beds\nAnn|Ann Ash|<3>", "Email|Phone|Move In|Source|Property\n<a>|b|3/4/2027|\"|\\",
		"Budget|Max Rent|Notes|Comment\n1,2|$3-$4|{|}", "Property|Property\n\x00|\u2028", "Source|Property\nZillow|<x>\n |\n<x>|cm4ublxhn5008550276138abyzlg821i"} {
		f.Add(export)
	}
	f.Fuzz(func(t *testing.T, export string) {
		header, rows, _ := strings.Cut(export, "\n")
		proposal := mapping.Propose(spreadsheet(header, strings.Split(rows, "\n")...), importer.Fields)
		m, err := mapping.Parse("m.toml", proposal.Text, importer.Fields, nil)
		if m == nil {
			t.Fatalf("%v\n%s", err, proposal.Text)
		}
		leftToDo(t, proposal, err)
	})
}
