package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// secrets are words that stand in the people's cells of a private sheet, and
// nowhere else: numbers are so long that no port, path or sum has them by chance.
var secrets = []string{
	"Quintessa", "Zubrowska", "Peregrine", "Xanadu", "Daughters", "Quux", "Yoknapatawpha", "73917-4402",
	"secretmail", "5098884", "509-888-4", "(509) 888-4", "4013334", "marzipan", "Wolpertinger",
}

// leaks lists the secrets in a text, or in the bytes of a file.
func leaks(text string) (found []string) {
	text = strings.ToLower(text)
	wide := make([]byte, 0, 64)
	for _, secret := range append(secrets, testKey) {
		wide = wide[:0]
		for _, unit := range utf16.Encode([]rune(strings.ToLower(secret))) {
			wide = append(wide, byte(unit), byte(unit>>8))
		}
		if strings.Contains(text, strings.ToLower(secret)) || strings.Contains(text, string(wide)) {
			found = append(found, secret)
		}
	}
	return found
}

const privateHeader = "First,Middle,Last,Cell,Work,Mail,Street,Apt,City,State,ZIP,Move In,Comments,Fate\n"

const privateMapping = `[fields]
integration_id      = { value = "cm4ublxhn5008550276138abyzlg821i" }
property_id         = { value = "cm4p1" }
lead_source_id      = { column = "Fate", values = { "ordinary" = "cm4s1" }, default = "cm4s1" }
first_name          = "First"
middle_name         = "Middle"
last_name           = "Last"
phone_1             = "Cell"
phone_2             = "Work"
email_1             = "Mail"
address_1           = "Street"
address_2           = "Apt"
city                = "City"
state               = { column = "State", kind = "us-state" }
zip                 = { column = "ZIP", kind = "us-zip" }
target_move_in_date = { column = "Move In", format = ["M/D/YYYY"] }
notes               = "Comments"
`

// privateRow is the i-th row; edit changes some of its cells.
func privateRow(i int, edit map[string]string) string {
	cells := strings.Split(fmt.Sprintf("Quintessa%d|Peregrine|Zubrowska%d|(509) 888-4%03d|4013334%03d|quintessa%d@secretmail.example|"+
		"4711 Xanadu & Daughters <Lane>|Penthouse Quux|Yoknapatawpha|MA|73917-4402|7/1/2027|likes \"marzipan\"; owns a Wolpertinger|",
		i, i, i, i, i), "|")
	for j, name := range strings.Split(strings.TrimSpace(privateHeader), ",") {
		if text, ok := edit[name]; ok {
			cells[j] = text
		}
		cells[j] = `"` + strings.ReplaceAll(cells[j], `"`, `""`) + `"`
	}
	return strings.Join(cells, ",") + "\n"
}

// privateSheet has rows that cannot be used, in every way, and ordinary ones,
// whose leads meet every fate.
func privateSheet() string {
	var b strings.Builder
	b.WriteString(privateHeader)
	for i, edit := range []map[string]string{
		{"Mail": "quintessa at secretmail"},
		{"Cell": "5098884"},
		{"Cell": "509-888-4bcd"},
		{"Cell": "5.09888E+09"},
		{"Cell": "Quintessa's, ask for 5098884x"},
		{"State": "Yoknapatawpha"},
		{"ZIP": "73917-4402-Quux"},
		{"Move In": "when Quintessa is back"},
		{"First": ""},
		{"Fate": "the Wolpertinger's"},
	} {
		b.WriteString(privateRow(100+i, edit))
	}
	for i := range 40 {
		b.WriteString(privateRow(i, nil))
	}
	b.WriteString(privateRow(0, nil))                                                                     // a duplicate
	b.WriteString(privateRow(0, map[string]string{"Comments": "marzipan!"}))                              // the same person
	b.WriteString(privateRow(0, map[string]string{"First": "Peregrine", "Mail": "x@secretmail.example"})) // a conflict
	b.WriteString("Quintessa,\"Zubrowska\"Peregrine,5098884\n")                                           // no CSV
	return b.String()
}

// A gossip is an API that quotes in its answers whatever it was sent, key and
// all, and lets a witness look at the ledger while the request is under way.
type gossip struct {
	http.Handler
	witness func()
}

func (g gossip) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.witness()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	quoted := fmt.Sprintf(`%s %s`, r.Header.Get("Authorization"), body)
	answer := func(status int, kind, text string) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, text)
	}
	is := func(i int) bool { return bytes.Contains(body, fmt.Appendf(nil, `"Zubrowska%d"`, i)) }
	switch {
	case is(3):
		answer(409, "application/json", fmt.Sprintf(`{"error":{"code":"conflict","message":%q}}`, quoted))
	case is(6):
		answer(422, "text/plain", quoted)
	case is(9):
		answer(500, "text/html", "<html><body>"+quoted+"</body></html>")
	case is(12):
		answer(200, "application/json", `{"echo":`+string(body)+`}`)
	case is(15):
		answer(400, "application/json", fmt.Sprintf(`{"error":{"message":"invalid request","details":{"issues":[`+
			`{"code":"custom","path":["address_1"],"message":%q}]}}}`, quoted))
	case is(18):
		w.Header().Set("Location", "https://example.com/?"+r.Header.Get("Authorization"))
		answer(307, "text/plain", quoted)
	default:
		r.Body = io.NopCloser(bytes.NewReader(body))
		g.Handler.ServeHTTP(w, r)
	}
}

// refuseAloud refuses some leads in words that quote each of their values.
func refuseAloud(lead *propexotest.Lead) (field, message string) {
	switch lead.Field("last_name") {
	case "Zubrowska21":
		return "notes", "cannot take the notes " + lead.Field("notes")
	case "Zubrowska24":
		return "phone_1", fmt.Sprintf("%s %s of %s, %s has no phone %s", lead.Field("first_name"), lead.Field("last_name"),
			lead.Field("address_1"), lead.Field("city"), lead.Field("phone_1"))
	}
	return "", ""
}

func TestNobodysDetailsLeak(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"text", "json"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			leakNothing(t, format)
		})
	}
}

func leakNothing(t *testing.T, format string) {
	a := startAPI(t, map[string]mishap{
		"Zubrowska27": {propexotest.CutAfter}, "Zubrowska30": {propexotest.Garbage}, "Zubrowska33": {propexotest.TooMany},
		"Zubrowska36": {propexotest.Unauthorized},
	}, propexotest.Config{
		Refuse:  refuseAloud,
		Entrata: propexotest.Entrata{Rates: map[propexotest.Verdict]int{propexotest.Invalid: 300, propexotest.Partial: 100}},
	})
	var mu sync.Mutex
	var seen strings.Builder
	f := newFolder(t, "", privateSheet(), privateMapping)
	server := httptest.NewServer(gossip{a.Server, func() {
		mu.Lock()
		defer mu.Unlock()
		seen.WriteString(f.ledgerBytes())
	}})
	t.Cleanup(server.Close)
	f.url = server.URL

	said := map[string]string{}
	note := func(name string, e ended) { said[name+": stdout"], said[name+": stderr"] = e.stdout, e.stderr }
	talk := []string{"--verbose", "--log-format", format, "--settle", "2s", "--workers", "1", "--summary", "summary.json"}
	note("check", f.do(f.command("check", "leads.csv")))
	note("run", f.run(exitStopped, "leads.csv", talk...))
	lines := f.lines("results.csv")
	note("run again", f.do(f.importing("leads.csv", append(talk, "--json", "--results", "2.csv", "--failures", "2f.csv")...)))
	note("check again", f.do(f.command("check", "leads.csv", "--json")))
	note("runs", f.do(f.command("runs")))
	note("runs as JSON", f.do(f.command("runs", "--json")))
	note("results", f.do(f.command("results", "1", "--results", "3.csv", "--failures", "3f.csv")))
	said["the summary"] = f.read("summary.json")
	said["the ledger while it ran"] = seen.String()
	said["the ledger"] = f.ledgerBytes()
	for where, text := range said {
		if found := leaks(text); len(found) > 0 {
			t.Errorf("%s holds %q%s", where, found, around(text, found[0]))
		}
	}
	n := counts(lines)
	for _, status := range []importer.Status{importer.Invalid, importer.Rejected, importer.Unknown, importer.Unsent} {
		if n[status] == 0 {
			t.Errorf("no row is %s: that was to be tried", status)
		}
	}
	if len(said["the ledger"]) < 10_000 || len(said["the ledger while it ran"]) < 100_000 || said["run: stderr"] == "" {
		t.Error("there was nothing to look through")
	}
	// That secrets are found where they are: the results hold all but the key.
	if found := leaks(f.read("results.csv")); len(found) != len(secrets) {
		t.Errorf("the results hold %q, want the people's own cells and no key", found)
	}
}

// ledgerBytes are the files of the ledger. The kept copy of the input is none
// of them.
func (f *folder) ledgerBytes() string {
	f.t.Helper()
	var all strings.Builder
	for _, name := range []string{"ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db.lock"} {
		text, err := os.ReadFile(filepath.Join(f.path, name))
		if err == nil {
			all.Write(text)
		}
	}
	return all.String()
}

// around shows where a secret stands.
func around(text, secret string) string {
	at := strings.Index(strings.ToLower(text), strings.ToLower(secret))
	if at < 0 {
		return ""
	}
	return fmt.Sprintf(": %q", strings.Trim(text[max(0, at-120):min(len(text), at+120)], "\x00"))
}
