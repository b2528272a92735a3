package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"leadimport/importer/ledger"
)

// exits runs a program and asks for its exit code:
//
//	exits 3 leadimport run leads.csv
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%s exits %d, not %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// stored asks how many leads the property system holds.
func stored(ts *testscript.TestScript, neg bool, args []string) {
	expect(ts, neg, args, simulatorOf(ts).api.Counts().Stored)
}

// storedTwice asks how many payloads it took more than once.
func storedTwice(ts *testscript.TestScript, neg bool, args []string) {
	expect(ts, neg, args, simulatorOf(ts).api.Counts().StoredTwice)
}

// requests asks how many requests of all kinds there were.
func requests(ts *testscript.TestScript, neg bool, args []string) {
	expect(ts, neg, args, len(simulatorOf(ts).api.Requests()))
}

func expect(ts *testscript.TestScript, neg bool, args []string, got int) {
	if len(args) != 1 {
		ts.Fatalf("one number, please")
	}
	if (strconv.Itoa(got) == args[0]) == neg {
		ts.Fatalf("it is %d", got)
	}
}

// makeLeads writes a spreadsheet of so many people.
func makeLeads(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(leadsCSV(n)), 0o600))
}

func leadsCSV(n int) string {
	var b strings.Builder
	b.WriteString("First Name,Last Name,Community,Source,Mobile,E-mail,Move In\n")
	for i := range n {
		fmt.Fprintf(&b, "Ann%d,Ash,Maple Court,Zillow,617-%03d-%04d,ann%d@example.com,7/1/2027\n", i, 200+i/10000, i%10000, i)
	}
	return b.String()
}

// pickColumns writes some columns of a CSV file to standard output.
func pickColumns(ts *testscript.TestScript, neg bool, args []string) {
	records, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	for _, record := range records {
		var cells []string
		for _, name := range args[1:] {
			column := slices.Index(records[0], name)
			if column < 0 {
				ts.Fatalf("%s has no column %s", args[0], name)
			}
			cells = append(cells, record[column])
		}
		fmt.Fprintln(ts.Stdout(), strings.Join(cells, " | "))
	}
}

// leadOf puts the letters of the lead of a row, as Excel counts it, into a
// variable:
//
//	lead LEAD results.csv 3
func leadOf(ts *testscript.TestScript, neg bool, args []string) {
	records, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[1]))).ReadAll()
	ts.Check(err)
	row, lead := slices.Index(records[0], "import_row"), slices.Index(records[0], "import_lead")
	for _, record := range records[1:] {
		if record[row] == args[2] {
			ts.Setenv(args[0], record[lead])
			return
		}
	}
	ts.Fatalf("%s has no row %s", args[1], args[2])
}

// holdLedger holds a ledger as another run does.
func holdLedger(ts *testscript.TestScript, neg bool, args []string) {
	l, err := ledger.Open(context.Background(), ts.MkAbs(args[0]), ledger.Options{})
	ts.Check(err)
	ts.Defer(func() { l.Close() })
}

// runSQL does to a ledger what a person can do in the sqlite3 shell.
func runSQL(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}

// makeBytes writes a file that no archive can hold, written as a Go string.
func makeBytes(ts *testscript.TestScript, neg bool, args []string) {
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// hasBytes asks for bytes of a file, written as a Go string.
func hasBytes(ts *testscript.TestScript, neg bool, args []string) {
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	if strings.Contains(ts.ReadFile(args[0]), text) == neg {
		ts.Fatalf("%s is %q", args[0], ts.ReadFile(args[0]))
	}
}

// link makes a second name of a file.
func link(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.Link(ts.MkAbs(args[0]), ts.MkAbs(args[1])))
}

// replace replaces a text in a file, as somebody with a spreadsheet open would.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o600))
}
