package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadimport/importer"
)

// A folder is where an operator works: the spreadsheet leads.csv, its mapping,
// and the ledger. The tests that use it run the program as a process of its
// own against a simulator.
type folder struct {
	t    testing.TB
	path string
	url  string // the API's address
}

// testKey is the API key of every test.
const testKey = "key-5d41402abc4b2a76"

// newFolder makes a folder for the API at url with a spreadsheet and its
// mapping.
func newFolder(t testing.TB, url, sheet, mapping string) *folder {
	t.Helper()
	f := &folder{t, t.TempDir(), url}
	f.write("leads.csv", sheet)
	f.write("leadimport.toml", mapping)
	return f
}

func (f *folder) write(name, text string) {
	f.t.Helper()
	if err := os.WriteFile(f.file(name), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) read(name string) string {
	f.t.Helper()
	text, err := os.ReadFile(f.file(name))
	if err != nil {
		f.t.Fatal(err)
	}
	return string(text)
}

func (f *folder) file(name string) string { return filepath.Join(f.path, name) }

func (f *folder) has(name string) bool { return slices.Contains(f.names(), name) }

// names lists the folder.
func (f *folder) names() []string {
	f.t.Helper()
	entries, err := os.ReadDir(f.path)
	if err != nil {
		f.t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// command is leadimport with the arguments, as if typed in the folder.
func (f *folder) command(args ...string) *exec.Cmd {
	c := exec.Command("leadimport", args...)
	c.Dir = f.path
	c.Env = append(os.Environ(),
		"HOME="+f.path, "PROPEXO_API_KEY="+testKey,
		"LEADIMPORT_BASE_URL="+f.url, "LEADIMPORT_LEDGER="+f.file("ledger.db"))
	return c
}

// importing is leadimport run, without a limit of its own, with the results
// and the failures in files of fixed names.
func (f *folder) importing(file string, flags ...string) *exec.Cmd {
	return f.command(append([]string{"run", file, "--rate", "1000000/s", "--settle", "0",
		"--results", "results.csv", "--failures", "failures.csv"}, flags...)...)
}

// An ended is how a call of the program ended.
type ended struct {
	code           int // -1 if a signal ended it
	stdout, stderr string
}

// do runs a command to its end.
func (f *folder) do(c *exec.Cmd) ended {
	f.t.Helper()
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		f.t.Fatal(err)
	}
	return ended{c.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// run runs leadimport run to its end, which must have the code.
func (f *folder) run(code int, file string, flags ...string) ended {
	f.t.Helper()
	e := f.do(f.importing(file, flags...))
	if e.code != code {
		f.t.Fatalf("leadimport run %s ended with %d, want %d\n%s%s", file, e.code, code, e.stdout, e.stderr)
	}
	return e
}

// A line is one line of a results or failures file, by column.
type line map[string]string

func (l line) status() importer.Status { return importer.Status(l["import_status"]) }
func (l line) reason() importer.Reason { return importer.Reason(l["import_reason"]) }
func (l line) attempts() int           { n, _ := strconv.Atoi(l["import_attempts"]); return n }

// taken says whether the API has the lead, as far as the line tells.
func (l line) taken() bool {
	return l.status() == importer.Accepted || l.status() == importer.Created
}

// lines reads a results or failures file.
func (f *folder) lines(name string) []line {
	f.t.Helper()
	records, err := csv.NewReader(strings.NewReader(f.read(name))).ReadAll()
	if err != nil {
		f.t.Fatalf("%s: %v", name, err)
	}
	var lines []line
	for _, record := range records[1:] {
		l := line{}
		for i, cell := range record {
			l[records[0][i]] = cell
		}
		lines = append(lines, l)
	}
	return lines
}

// counts counts lines by their status.
func counts(lines []line) map[importer.Status]int {
	n := map[importer.Status]int{}
	for _, l := range lines {
		n[l.status()]++
	}
	return n
}

// people is a spreadsheet of so many clean rows. The last name is the row's
// place, from 0.
func people(n int) string {
	var b strings.Builder
	b.WriteString("First,Last,Mail,Cell,Comments\n")
	for i := range n {
		fmt.Fprintf(&b, "Ada,%d,ada%d@example.com,617%07d,Asked about row %d\n", i, i, 2000000+i, i)
	}
	return b.String()
}

// peopleMapping is the mapping of people.
const peopleMapping = `[fields]
integration_id = { value = "cm4ublxhn5008550276138abyzlg821i" }
property_id    = { value = "cm4p1" }
lead_source_id = { value = "cm4s1" }
first_name     = "First"
last_name      = "Last"
email_1        = "Mail"
phone_1        = "Cell"
notes          = "Comments"
`
