package ledger_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// A run sends one row and skips one, and is looked at afterwards.
func Example() {
	if err := example(context.Background()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// row 2 accepted
	// row 3 invalid
	// run 1 of leads.csv: 1 row is open
}

func example(ctx context.Context) error {
	folder, err := os.MkdirTemp("", "ledger")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	l, err := ledger.Open(ctx, filepath.Join(folder, "ledger.db"), ledger.Options{})
	if err != nil {
		return err
	}
	defer l.Close()

	input, err := l.CreateCopy()
	if err != nil {
		return err
	}
	io.WriteString(input, "E-mail,Move In\nada@example.com,\nbob@example.com,soon\n")
	if err := input.Close(); err != nil {
		return err
	}
	run, err := l.BeginRun(ledger.Info{Host: "api.example.com", Started: time.Now(), Input: "leads.csv", Copy: input})
	if err != nil {
		return err
	}
	attempt, err := run.Begin(importer.Intent{Lead: run.NextLead(), New: true, Row: 2, Time: time.Now()})
	if err != nil {
		return err
	}
	// Here the request is sent.
	if err := run.End(attempt, importer.Ending{Status: importer.Accepted, Job: "job1", Time: time.Now()}); err != nil {
		return err
	}
	if err := run.Note([]importer.Decision{{Row: 3, Status: importer.Invalid, Reason: "date_format"}}); err != nil {
		return err
	}
	for o, err := range l.Outcomes(ctx, run.ID()) {
		if err != nil {
			return err
		}
		fmt.Println("row", o.Row, o.Status)
	}
	if err := run.Finish(time.Now(), "", 3); err != nil {
		return err
	}
	summary, err := l.Run(ctx, run.ID())
	if err == nil {
		fmt.Printf("run %d of %s: %d row is open\n", summary.ID, summary.Input, summary.Open())
	}
	return err
}
