package importer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
	"leadimport/importer/ledger"
	"leadimport/importer/propexo"
	"leadimport/importer/propexo/propexotest"
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// A world is everything around a run but the command line: a simulated API
// that is spoken to without sockets, and a ledger on disk. It lives in a
// synctest bubble, so minutes pass in no time.
type world struct {
	t         testing.TB
	api       *propexotest.Server
	client    *propexo.Client
	path      string // of the ledger
	workers   int
	mapped    string // the mapping's text
	resend    bool
	limit     int
	settle    time.Duration
	tolerated importer.Threshold
	hidden    string                 // what the parameters of rows hold that the log does not show yet; empty: it shows all
	changed   func(*importer.LogRow) // what the log makes of its rows; nil: nothing
}

const host = "api.example.com"

const mappingText = `
[fields]
integration_id = { value = "cm4ublxhn5008550276138abyzlg821i" }
property_id    = { value = "cm4p1" }
lead_source_id = { value = "cm4s1" }
first_name = "First"
last_name  = "Last"
phone_1    = "Phone"
email_1    = "Mail"
notes      = "Notes"
target_move_in_date = { column = "Move", format = "YYYY-MM-DD" }
`

// inWorld runs a story in a world of its own, in which hours pass at once.
func inWorld(t *testing.T, cfg propexotest.Config, story func(w *world)) {
	synctest.Test(t, func(t *testing.T) { story(newWorld(t, cfg)) })
}

func newWorld(t testing.TB, cfg propexotest.Config) *world {
	w := &world{t: t, api: propexotest.New(cfg), settle: 10 * time.Minute,
		mapped: mappingText, path: filepath.Join(t.TempDir(), "ledger.db")}
	w.pace(propexo.Unlimited)
	return w
}

// pace gives the world a client of this rate.
func (w *world) pace(rate propexo.Rate) {
	key, err := propexo.ParseKey("k")
	w.must(err)
	w.client, err = propexo.New(propexo.Config{Key: key, Simulator: true, Rate: rate, Transport: w.api.Transport(),
		RequestTimeout: 10 * time.Second})
	w.must(err)
}

// An outcome is a line of the results, by its columns.
type outcome map[string]string

// A told is what one run came to.
type told struct {
	stop     error
	rows     []outcome
	failures string
	settled  importer.Settled
	requests int64
}

// statuses lists the rows' statuses with their reasons, in order.
func (r told) statuses() string {
	var all []string
	for _, row := range r.rows {
		s := row[importer.ColumnStatus]
		if reason := row[importer.ColumnReason]; reason != "" {
			s += "/" + reason
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

// people makes a sheet of n rows that have nothing in common.
func people(n int) string {
	var b strings.Builder
	b.WriteString("First,Last,Phone,Mail,Notes,Move\n")
	for i := range n {
		fmt.Fprintf(&b, "Ann%d,Lee,617555%04d,ann%d@example.com,,2027-07-01\n", i, i, i)
	}
	return b.String()
}

// open opens the ledger, as a process would at its start.
func (w *world) open() *ledger.Ledger {
	w.t.Helper()
	l, err := ledger.Open(w.t.Context(), w.path, ledger.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	return l
}

// run imports a sheet from beginning to end, as leadimport run does.
func (w *world) run(text string) told {
	w.t.Helper()
	return w.runUntil(w.t.Context(), text)
}

// runOneByOne runs with one worker, so that the n-th create is the n-th row.
func (w *world) runOneByOne(text string) told {
	w.t.Helper()
	w.workers = 1
	defer func() { w.workers = 0 }()
	return w.run(text)
}

func (w *world) runUntil(ctx context.Context, text string) told {
	w.t.Helper()
	l := w.open()
	defer l.Close()
	in := w.input(text)
	kept, err := l.CreateCopy()
	w.must(err)
	_, err = io.WriteString(kept, text)
	w.must(err)
	w.must(kept.Close())
	sheetText, err := json.Marshal(in.Sheet)
	w.must(err)
	before := w.client.Counts().Requests

	s := w.settler(l)
	w.must(s.Load(w.t.Context()))
	w.must(s.Look(w.t.Context()))
	ledgerRun, err := l.BeginRun(ledger.Info{Host: host, Started: time.Now(), Input: "leads.csv", Rows: in.Sheet.Rows,
		Sheet: string(sheetText), Mapping: "leadimport.toml", Text: []byte(w.mapped), Copy: kept})
	w.must(err)
	run := &importer.Run{ID: ledgerRun.ID(), Ledger: ledgerRun, API: w.client, Outcomes: w.client, Ends: l, Settler: s, Resend: w.resend, Limit: w.limit, MaxFailures: w.tolerated,
		NextLead: ledgerRun.NextLead, Workers: w.workers, ProbePauses: []time.Duration{time.Second, time.Second}}
	rows, err := in.Rows(host, l.Tag())
	w.must(err)
	defer rows.Close()

	sending := make(chan struct{})
	settled := make(chan error, 1)
	settleCtx, cancel := context.WithCancel(w.t.Context())
	go func() { settled <- s.Settle(settleCtx, sending) }()
	stop := run.Import(ctx, rows)
	close(sending)
	timer := time.AfterFunc(w.settle, cancel)
	w.must(<-settled)
	timer.Stop()
	cancel()
	w.must(l.Flush())
	r := w.results(l, in, ledgerRun.ID())
	w.must(ledgerRun.Finish(time.Now(), "", 0))
	r.stop, r.settled, r.requests = stop, s.Settled(), w.client.Counts().Requests-before
	return r
}

func (w *world) settler(l *ledger.Ledger) *importer.Settler {
	return &importer.Settler{API: hiding{w.client, w}, Ledger: l, Host: host, Thorough: w.resend}
}

// hiding is a log that does not show every row yet.
type hiding struct {
	importer.Outcomes
	w *world
}

func (h hiding) WriteLog(ctx context.Context, q importer.LogQuery) ([]importer.LogRow, error) {
	rows, err := h.Outcomes.WriteLog(ctx, q)
	for i := range rows {
		if h.w.changed != nil {
			h.w.changed(&rows[i])
		}
	}
	return slices.DeleteFunc(rows, func(row importer.LogRow) bool {
		return h.w.hidden != "" && bytes.Contains(row.Parameters, []byte(h.w.hidden))
	}), err
}

// settleOnly is leadimport settle.
func (w *world) settleOnly() importer.Settled {
	w.t.Helper()
	l := w.open()
	defer l.Close()
	s := w.settler(l)
	w.must(s.Load(w.t.Context()))
	ctx, cancel := context.WithTimeout(w.t.Context(), w.settle)
	defer cancel()
	w.must(s.Look(ctx))
	over := make(chan struct{})
	close(over)
	w.must(s.Settle(ctx, over))
	return s.Settled()
}

// forget gives the world a new ledger, as if somebody else were importing.
func (w *world) forget() { w.path = filepath.Join(w.t.TempDir(), "ledger.db") }

func (w *world) mapping() *mapping.Mapping {
	w.t.Helper()
	m, err := importer.ParseMapping("leadimport.toml", []byte(w.mapped))
	w.must(err)
	return m
}

func (w *world) input(text string) *importer.Input {
	w.t.Helper()
	m := w.mapping()
	s, err := sheet.Survey("leads.csv", strings.NewReader(text), sheet.Options{Encoding: m.Input.Encoding, Own: importer.OwnColumns})
	w.must(err)
	in, err := importer.NewInput("leads.csv", s, m, func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	})
	w.must(err)
	return in
}

// results writes the results of a run and reads them back.
func (w *world) results(l *ledger.Ledger, in *importer.Input, run int64) told {
	w.t.Helper()
	var all, failures bytes.Buffer
	results := &importer.Results{Input: in, Host: host, Tag: l.Tag(), Outcomes: l.Outcomes(w.t.Context(), run)}
	tally, err := results.Write(&all, &failures)
	w.must(err)
	r := told{failures: failures.String(), rows: w.read(all.String())}
	if tally.Rows != in.Sheet.Rows || len(r.rows) != in.Sheet.Rows {
		w.t.Errorf("%d rows were read, %d counted, %d written", in.Sheet.Rows, tally.Rows, len(r.rows))
	}
	return r
}

// read reads a results file, whatever its dialect.
func (w *world) read(text string) (rows []outcome) {
	w.t.Helper()
	s, err := sheet.Survey("results.csv", strings.NewReader(text),
		sheet.Options{Encoding: w.mapping().Input.Encoding, Own: importer.OwnColumns})
	w.must(err)
	records, err := sheet.NewReader(strings.NewReader(text), s)
	w.must(err)
	for {
		record, err := records.Read()
		if err == io.EOF {
			return rows
		}
		w.must(err)
		row := outcome{}
		for i, name := range s.Header {
			row[name] = record.Cells[i]
		}
		rows = append(rows, row)
	}
}

// is compares what was told of rows.
func (w *world) is(got, want string) {
	w.t.Helper()
	if got != want {
		w.t.Errorf("the rows are %s, want %s", got, want)
	}
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// stored checks that the property system holds so many leads, and none twice.
func (w *world) stored(n int) {
	w.t.Helper()
	if got := w.api.Counts().Stored; got != n {
		w.t.Errorf("the property system holds %d leads, want %d", got, n)
	}
	if twice := w.api.StoredTwice(); len(twice) > 0 {
		w.t.Errorf("stored twice: %v", twice)
	}
}
