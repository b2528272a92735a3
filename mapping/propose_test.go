package mapping_test

import (
	"bytes"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// exports are what listing services, leasing systems, CRMs, forms and people
// export, with the columns that feed each field; "?" before those that are
// left open. Fields that are not named must not be fed by any column.
var exports = map[string]struct {
	options sheet.Options
	want    map[string]string
}{
	"zillow": {want: map[string]string{
		"property_id": "Property", "lead_source_id": "Property", "first_name": "Name", "last_name": "Name", "phone_1": "Phone",
		"email_1": "Email", "target_move_in_date": "Move-in date", "desired_num_bathrooms": "Baths", "desired_num_bedrooms": "Beds",
		"number_of_occupants": "Occupants", "notes": "Message",
	}},
	"apartments-com": {want: map[string]string{
		"property_id": "Property Name", "lead_source_id": "Lead Source", "first_name": "First Name", "last_name": "Last Name",
		"phone_1": "Phone Number", "email_1": "Email Address", "target_move_in_date": "Move In Date", "desired_max_rent_in_cents": "Price Range",
		"desired_num_bathrooms": "Bathrooms", "desired_num_bedrooms": "Bedrooms", "notes": "Comments",
	}},
	"rent-com": {want: map[string]string{
		"property_id": "Community Name", "lead_source_id": "Traffic Source", "first_name": "Prospect First Name",
		"last_name": "Prospect Last Name", "phone_1": "Prospect Phone", "email_1": "Prospect Email",
		"target_move_in_date": "Desired Move Date", "desired_max_rent_in_cents": "Max Price", "desired_min_rent_in_cents": "Min Price",
		"desired_num_bathrooms": "Bed/Bath", "desired_num_bedrooms": "Bed/Bath", "notes": "Notes",
	}},
	"salesforce": {want: map[string]string{
		"lead_source_id": "Lead Source", "first_name": "First Name", "last_name": "Last Name", "phone_1": "Mobile", "phone_2": "Phone",
		"email_1": "Email", "address_1": "Street", "city": "City", "state": "State/Province", "zip": "Zip/Postal Code",
		"target_move_in_date": "Desired Move-In Date", "desired_max_rent_in_cents": "Monthly Budget",
		"desired_num_bedrooms": "Bedrooms Desired", "notes": "Description",
	}},
	"hubspot": {want: map[string]string{
		"property_id": "Community of Interest", "lead_source_id": "Original Traffic Source", "first_name": "First Name",
		"last_name": "Last Name", "phone_1": "Mobile Phone Number", "phone_2": "Phone Number", "email_1": "Email",
		"address_1": "Street Address", "city": "City", "state": "State/Region", "zip": "Postal Code",
		"target_move_in_date": "Target Move In Date (YYYY-MM-DD)", "desired_max_rent_in_cents": "Budget",
		"number_of_occupants": "Number of Occupants", "notes": "Message",
	}},
	"yardi": {want: map[string]string{
		"property_id": "Property Code", "lead_source_id": "Source", "first_name": "First Name", "middle_name": "Middle Initial",
		"last_name": "Last Name", "phone_1": "Cell Phone", "phone_2": "? Home Phone | Work Phone", "email_1": "Email",
		"address_1": "Address 1", "address_2": "Address 2", "city": "City", "state": "State", "zip": "Zip",
		"target_move_in_date": "? Desired Move In", "desired_max_rent_in_cents": "Desired Rent Max",
		"desired_min_rent_in_cents": "Desired Rent Min", "desired_num_bedrooms": "Desired Bedrooms",
		"number_of_occupants": "Occupants", "notes": "Remarks",
	}},
	"realpage": {want: map[string]string{
		"lead_source_id": "Marketing Source", "first_name": "Guest Name", "last_name": "Guest Name", "phone_1": "Phone #",
		"phone_2": "Alternate Phone", "email_1": "E-mail", "target_move_in_date": "Move-In Date", "desired_max_rent_in_cents": "Max Rent",
		"desired_num_bedrooms": "Beds", "notes": "Guest Card Comments",
	}},
	"knock": {want: map[string]string{
		"property_id": "property_name", "lead_source_id": "source", "first_name": "prospect_name", "last_name": "prospect_name",
		"phone_1": "prospect_phone", "email_1": "prospect_email", "target_move_in_date": "move_date",
		"desired_max_rent_in_cents": "max_budget", "desired_min_rent_in_cents": "min_budget", "desired_num_bedrooms": "beds", "notes": "notes",
	}},
	"google-forms": {want: map[string]string{
		"property_id": "Which community are you interested in?", "lead_source_id": "How did you hear about us?",
		"first_name": "What is your full name?", "last_name": "What is your full name?",
		"phone_1": "What is the best phone number to reach you?", "email_1": "Best email to reach you",
		"target_move_in_date": "? When would you like to move in?", "desired_max_rent_in_cents": "What is your monthly budget?",
		"desired_num_bedrooms": "How many bedrooms are you looking for?",
		"number_of_occupants":  "How many people will live in the apartment?", "notes": "Anything else we should know?",
	}},
	"eventbrite": {want: map[string]string{
		"lead_source_id": "How did you hear about us?", "first_name": "First Name", "last_name": "Last Name", "phone_1": "Cell Phone",
		"email_1": "Email", "address_1": "Home Address 1", "address_2": "Home Address 2", "city": "Home City", "state": "Home State",
		"zip": "Home Zip",
	}},
	"mailchimp": {want: map[string]string{
		"first_name": "First Name", "last_name": "Last Name", "phone_1": "Phone Number", "email_1": "Email Address",
		"address_1": "Address", "target_move_in_date": "Move-In", "notes": "NOTES",
	}},
	"german": {options: sheet.Options{Encoding: "windows-1252"}, want: map[string]string{
		"property_id": "Objekt", "lead_source_id": "Quelle", "first_name": "Vorname", "last_name": "Name", "phone_1": "Handy",
		"phone_2": "Festnetz", "email_1": "E-Mail", "address_1": "Straße und Hausnummer", "city": "Ort", "zip": "PLZ",
		"target_move_in_date": "Einzug ab", "desired_max_rent_in_cents": "Miete max.", "desired_num_bathrooms": "Bäder",
		"desired_num_bedrooms": "Schlafzimmer", "number_of_occupants": "Anzahl Personen", "notes": "Bemerkungen",
	}},
	"hand-made": {options: sheet.Options{HeaderRow: 3}, want: map[string]string{
		"first_name": "Name", "last_name": "Name", "phone_1": "reach them at", "email_1": "or here", "notes": "notes",
	}},
}

func TestExports(t *testing.T) {
	for name, export := range exports {
		t.Run(name, func(t *testing.T) {
			s := readExport(t, filepath.Join("testdata", "exports", name+".csv"), export.options)
			proposal := mapping.Propose(s, importer.Fields)
			compareGolden(t, filepath.Join("testdata", "exports", name+".toml"), proposal.Text)
			complete := fillIn(proposal.Text)
			want := export.want
			for field, columns := range want {
				if rest, open := strings.CutPrefix(columns, "? "); open {
					if !slices.Contains(proposal.Open, field) {
						t.Errorf("%s is not left open", field)
					}
					first, _, _ := strings.Cut(rest, " | ")
					want[field] = first // fillIn decides for the first
				}
			}
			m, err := mapping.Parse(name+".toml", complete, importer.Fields, nil)
			if err != nil {
				t.Fatalf("completed as it asks for, it has faults:\n%v\n%s", err, complete)
			}
			p, err := m.Bind(s.Header)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, fed(p)); diff != "" {
				t.Errorf("columns (-want +got):\n%s", diff)
			}
			takesAllRows(t, p, s)
		})
	}
}

// readExport surveys a file as the program does.
func readExport(t *testing.T, file string, o sheet.Options) mapping.Spreadsheet {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found, err := sheet.Survey(filepath.Base(file), bytes.NewReader(content), o)
	if err != nil {
		t.Fatal(err)
	}
	records := func(yield func([]string) bool) {
		r, err := sheet.NewReader(bytes.NewReader(content), found)
		if err != nil {
			t.Fatal(err)
		}
		for record, err := r.Read(); err == nil; record, err = r.Read() {
			if record.Problem != nil {
				t.Fatal(record.Problem)
			}
			if !yield(record.Cells) {
				return
			}
		}
	}
	return mapping.Spreadsheet{Name: filepath.Base(file), Header: found.Header, Records: records, Encoding: o.Encoding, HeaderRow: o.HeaderRow}
}

func compareGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the mapping (-want +got):\n%s", diff)
	}
}

var (
	placeholders = regexp.MustCompile(`"<[^>]*>"`)
	openTables   = regexp.MustCompile(`(?m)^(\[fields\.[a-z_0-9]+\]\n(?:[a-z]+ .*\n)*)# ([a-z]+ += )`)
)

// fillIn does what a person does: an id or a number in place of each
// placeholder, and the # before the first choice of what is open deleted.
func fillIn(text []byte) []byte {
	ids := map[string]string{}
	filled := placeholders.ReplaceAllStringFunc(string(text), func(placeholder string) string {
		if ids[placeholder] == "" {
			ids[placeholder] = fmt.Sprintf(`"%d"`, len(ids)+1)
		}
		return ids[placeholder]
	})
	return []byte(openTables.ReplaceAllString(filled, "$1$2"))
}

// fed lists the columns that feed each field.
func fed(p *mapping.Projection) map[string]string {
	columns := map[string]string{}
	for _, field := range importer.Fields {
		if names := p.Columns(field.Name); len(names) > 0 {
			columns[field.Name] = strings.Join(names, " | ")
		}
	}
	return columns
}

func takesAllRows(t *testing.T, p *mapping.Projection, s mapping.Spreadsheet) {
	t.Helper()
	row := 0
	for cells := range s.Records {
		row++
		_, findings := p.Project(nil, cells)
		for _, finding := range findings {
			if !finding.Told {
				t.Errorf("record %d: %s: %s", row, finding.Field, finding.Problem)
			}
		}
	}
	if row == 0 {
		t.Error("no records")
	}
}

// Until it is completed, the faults of a proposed mapping are its placeholders
// and what is open, and nothing of these is missing.
func TestTheFaultsOfAProposalAreWhatIsLeftToDo(t *testing.T) {
	for name, export := range exports {
		t.Run(name, func(t *testing.T) {
			proposal := mapping.Propose(readExport(t, filepath.Join("testdata", "exports", name+".csv"), export.options), importer.Fields)
			_, err := mapping.Parse("m.toml", proposal.Text, importer.Fields, nil)
			leftToDo(t, proposal, err)
		})
	}
}

func leftToDo(t *testing.T, proposal *mapping.Proposal, err error) {
	t.Helper()
	faults, _ := err.(mapping.Errors)
	for _, field := range proposal.Open {
		if !slices.ContainsFunc(faults, func(e mapping.Error) bool { return strings.HasPrefix(e.Problem, field+" ") }) {
			t.Errorf("%s is open, and no fault says so", field)
		}
	}
	named := 0
	for _, fault := range faults {
		open := slices.ContainsFunc(proposal.Open, func(field string) bool { return strings.HasPrefix(fault.Problem, field+" ") })
		placeholder := strings.Contains(fault.Problem, "placeholder")
		if placeholder {
			named++
		}
		if !open && !placeholder {
			t.Errorf("%v\n%s", fault, proposal.Text)
		}
	}
	if named != proposal.Placeholders {
		t.Errorf("%d placeholders are announced, %d are faults:\n%s", proposal.Placeholders, named, proposal.Text)
	}
}

// spreadsheet makes one of a header and of rows whose cells are parted by |.
func spreadsheet(header string, rows ...string) mapping.Spreadsheet {
	return mapping.Spreadsheet{Name: "leads.csv", Header: strings.Split(header, "|"), Records: records(rows)}
}

func records(rows []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, row := range rows {
			if !yield(strings.Split(row, "|")) {
				return
			}
		}
	}
}
