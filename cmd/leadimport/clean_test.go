package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// fieldsSent is the JSON that the simulator was sent, with numbers as they were
// written.
func fieldsSent(t testing.TB, lead propexotest.Stored) map[string]any {
	t.Helper()
	sent := map[string]any{}
	d := json.NewDecoder(bytes.NewReader(lead.Lead))
	d.UseNumber()
	if err := d.Decode(&sent); err != nil {
		t.Fatal(err)
	}
	return sent
}

// everyField is a mapping of all fields that the API documents.
const everyField = `[fields]
integration_id   = { value = "cm4ublxhn5008550276138abyzlg821i" }
property_id      = { column = "Community", values = { "Maple Court" = "cm4p1", "Oak Park" = "cm4p2" } }
lead_source_id   = { column = "Source", values = { "Zillow" = "cm4s1", "Walk-in" = "cm4s2" } }
first_name       = { column = "Name", part = "first" }
last_name        = "Last"
middle_name      = "Middle"
unit_id          = "Unit"
lease_period_id  = "Period"
employee_id      = "Agent"
phone_1          = { column = ["Cell", "Home"] }
phone_1_type     = { value = "MOBILE" }
phone_2          = "Work"
phone_2_type     = { column = "Kind", values = { "w" = "WORK", "h" = "HOME" } }
email_1          = "Mail"
address_1        = "Street"
address_2        = "Apt"
city             = "City"
state            = { column = "State", kind = "us-state" }
zip              = { column = "ZIP", kind = "us-zip", pad = 5 }
target_move_in_date       = { column = "Move In", format = ["M/D/YYYY", "YYYY-MM-DD"] }
desired_max_rent_in_cents = { column = "Max", unit = "dollars" }
desired_min_rent_in_cents = { column = "Min", unit = "cents" }
desired_num_bathrooms     = "Baths"
desired_num_bedrooms      = "Beds"
number_of_occupants       = "People"
notes            = { template = "{Comments} Pets: {Pets}" }
`

// completeRow is the i-th row of a sheet that fills every field, and what must
// travel.
func completeRow(i int) (cells []string, want map[string]any) {
	day := time.Date(2027, time.January, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, i)
	move := []string{day.Format("1/2/2006"), day.Format("2006-01-02")}[i%2]
	phone := strconv.Itoa(6172000000 + i)
	cell := []string{phone, "(" + phone[:3] + ") " + phone[3:6] + "-" + phone[6:], "+1 " + phone[:3] + "." + phone[3:6] + "." + phone[6:]}[i%3]
	work := strconv.Itoa(4013000000 + i)
	cents := 100_000 + 37*i
	dollars := fmt.Sprintf("$%d,%03d.%02d", cents/100_000, cents/100%1000, cents%100)
	cells = []string{
		[]string{"Maple Court", " oak  park "}[i%2], []string{"Zillow", "WALK-IN"}[i/2%2],
		fmt.Sprintf("Zoë%d Brontë", i), fmt.Sprint(i), "J.", fmt.Sprint("unit-", i), fmt.Sprint("lp-", i), fmt.Sprint("em-", i),
		cell, "ignored: there is a cell", work, []string{"w", "H"}[i%2], fmt.Sprintf(" Zoe.%d@Example.com ", i),
		fmt.Sprintf("%d Rue de l'\"Été\", bât. B", i), fmt.Sprint("Apt ", i), "São Paulo", []string{"MA", "Rhode Island"}[i%2],
		[]string{"2116", "02903"}[i%2], move, dollars, fmt.Sprint(90_000 + i), []string{"1", "1.5"}[i%2],
		fmt.Sprint(i % 4), fmt.Sprint(1 + i%5), fmt.Sprintf("line one of %d\nline \"two\"; café", i), "cat",
	}
	number := func(n any) json.Number { return json.Number(fmt.Sprint(n)) }
	return cells, map[string]any{
		"integration_id": "cm4ublxhn5008550276138abyzlg821i",
		"property_id":    []string{"cm4p1", "cm4p2"}[i%2], "lead_source_id": []string{"cm4s1", "cm4s2"}[i/2%2],
		"first_name": fmt.Sprintf("Zoë%d", i), "last_name": fmt.Sprint(i), "middle_name": "J.",
		"unit_id": fmt.Sprint("unit-", i), "lease_period_id": fmt.Sprint("lp-", i), "employee_id": fmt.Sprint("em-", i),
		"phone_1": phone, "phone_1_type": "MOBILE", "phone_2": work, "phone_2_type": []string{"WORK", "HOME"}[i%2],
		"email_1":   fmt.Sprintf("Zoe.%d@Example.com", i),
		"address_1": fmt.Sprintf("%d Rue de l'\"Été\", bât. B", i), "address_2": fmt.Sprint("Apt ", i), "city": "São Paulo",
		"state": []string{"MA", "RI"}[i%2], "zip": []string{"02116", "02903"}[i%2],
		"target_move_in_date":       day.Format("2006-01-02T15:04:05Z"),
		"desired_max_rent_in_cents": number(cents), "desired_min_rent_in_cents": number(90_000 + i),
		"desired_num_bathrooms": number([]string{"1", "1.5"}[i%2]), "desired_num_bedrooms": number(i % 4),
		"number_of_occupants": number(1 + i%5),
		"notes":               fmt.Sprintf("line one of %d\nline \"two\"; café Pets: cat", i),
	}
}

const completeHeader = "Community,Source,Name,Last,Middle,Unit,Period,Agent,Cell,Home,Work,Kind,Mail,Street,Apt,City,State,ZIP," +
	"Move In,Max,Min,Baths,Beds,People,Comments,Pets\n"

func TestCleanRowsArriveOnceAndWhole(t *testing.T) {
	t.Parallel()
	const rows = 300
	var sheet strings.Builder
	sheet.WriteString(completeHeader)
	want := map[string]map[string]any{}
	for i := range rows {
		cells, fields := completeRow(i)
		for j, cell := range cells {
			cells[j] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		sheet.WriteString(strings.Join(cells, ",") + "\n")
		want[fmt.Sprint(i)] = fields
	}
	a := startAPI(t, nil, propexotest.Config{})
	f := newFolder(t, a.url, sheet.String(), everyField)
	f.run(exitDone, "leads.csv")

	got := map[string]map[string]any{}
	for _, lead := range a.Leads() {
		sent := fieldsSent(t, lead)
		got[sent["last_name"].(string)] = sent
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("the leads that arrived (-got +want):\n%s", diff)
	}
	lines := f.lines("results.csv")
	for i, l := range lines {
		if l["Last"] != fmt.Sprint(i) || !l.taken() || l.attempts() != 1 || l["import_job_id"] == "" {
			t.Errorf("results, line %d: %v", i, l)
		}
	}
	if len(lines) != rows || a.Counts().Stored != rows {
		t.Errorf("%d results, %d stored, want %d of each", len(lines), a.Counts().Stored, rows)
	}
	a.holdsExactly(t, lines)
	if f.has("failures.csv") {
		t.Error("there is a failures file, and there are no failures")
	}
	f.hasNoDrafts()
	sendsNothingAgain(t, f, a)
}

// sendsNothingAgain runs the same file once more.
func sendsNothingAgain(t *testing.T, f *folder, a *api) {
	t.Helper()
	before := a.Counts().Requests[propexotest.Create]
	f.run(exitDone, "leads.csv")
	if again := a.Counts().Requests[propexotest.Create] - before; again != 0 {
		t.Errorf("the second run sent %d leads again", again)
	}
	for _, l := range f.lines("results.csv") {
		if !l.taken() && l.status() != importer.Skipped || l.attempts() != 0 {
			t.Errorf("the second run's results: row %s is %s after %d attempts", l["import_row"], l.status(), l.attempts())
		}
	}
}
