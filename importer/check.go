package importer

import (
	"context"
	"fmt"
	"io"

	"leadimport/mapping"
)

// A Check does everything but sending: the whole input goes through mapping,
// checks and ledger. It needs no key and no network, and it changes nothing.
type Check struct {
	Input  *Input
	Ledger Finder
	Host   string // the API's
	Tag    string // the ledger's
	Row    int    // one row to tell the way of, as Excel counts it; 0: none

	// Sent names the row that speaks for a lead that Ledger found, zero if it was
	// never sent. It is asked for Row alone, and not needed without it.
	Sent func(ctx context.Context, lead LeadID) (Earlier, error)
}

// A Report is what a check found. Causes and shares may be shown to anybody
// who asked for them; Shared and Row quote cells.
type Report struct {
	Rows      int      `json:"rows"`
	Send      int      `json:"send"`  // rows that would be sent
	Known     int      `json:"known"` // rows whose lead an earlier run sent, and nothing is to be done about it
	Tally     *Tally   `json:"tally"` // rows that would not be sent, by status and cause
	Fields    []Fill   `json:"fields"`
	Unused    []string `json:"unused"`     // columns that no field uses
	Strays    int      `json:"strays"`     // rows whose import_lead the ledger does not hold
	NoContact int      `json:"no_contact"` // rows with neither an e-mail nor a phone
	Shared    []Shared `json:"shared"`     // contact values of many different people
	Row       *Way     `json:"row,omitempty"`
}

// A Fill says how many rows have a value for a field that is mapped.
type Fill struct {
	Field   string   `json:"field"`
	Columns []string `json:"columns,omitempty"` // none: the same value for every row
	Rows    int      `json:"rows"`
}

// Run reads the whole input and reports. Its error is one of the input or of
// the ledger.
func (c *Check) Run(ctx context.Context) (*Report, error) {
	rows, err := c.Input.Rows(c.Host, c.Tag)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	k := &checking{
		Check: c, rows: rows, id: newIdentity(), shared: newSharing(),
		words:  &Results{Input: c.Input, Host: c.Host, Tag: c.Tag},
		report: &Report{Tally: newTally(), Fields: []Fill{}, Unused: append([]string{}, c.Input.Projection.Unused()...)},
		filled: make([]int, len(Fields)),
	}
	if err := k.all(ctx); err != nil {
		return nil, err
	}
	if c.Row != 0 && k.report.Row == nil {
		return nil, fmt.Errorf("%s has no row %d with a lead in it: its rows are counted as a spreadsheet counts them, the header being row %d",
			c.Input.Name, c.Row, c.Input.Sheet.Dialect.HeaderRow)
	}
	return k.finish(), nil
}

// checking is a check under way.
type checking struct {
	*Check
	rows   *Reader
	id     *identity
	words  *Results
	shared *sharing
	report *Report
	filled []int
	ahead  []*Row
}

func (k *checking) all(ctx context.Context) error {
	for eof := false; !eof; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		var lookups []Lookup
		for k.ahead = k.ahead[:0]; len(k.ahead) < lookAhead; {
			row, err := k.rows.Read()
			if eof = err == io.EOF; eof {
				break
			}
			if err != nil {
				return err
			}
			if row.Number == k.Row {
				row.Record = row.Record.Clone()
			}
			k.ahead = append(k.ahead, row)
			lookups = append(lookups, row.lookup())
		}
		known, err := k.Ledger.Find(ctx, lookups)
		if err != nil {
			return err
		}
		for i, row := range k.ahead {
			if row.Number == k.Row {
				if err := k.name(ctx, known[i]); err != nil {
					return err
				}
			}
			k.row(&candidate{row: row, known: known[i]})
		}
	}
	return nil
}

// name names the rows that speak for leads.
func (k *checking) name(ctx context.Context, leads []KnownLead) (err error) {
	for i := range leads {
		if leads[i].Earlier, err = k.Sent(ctx, leads[i].ID); err != nil {
			return err
		}
	}
	return nil
}

// row decides one row as a run would if every lead were accepted at once.
func (k *checking) row(c *candidate) {
	k.report.Rows++
	if c.stray() {
		k.report.Strays++
	}
	k.count(c.row)
	k.shared.see(k.rows.keys, k.id, c.row)
	o := RowOutcome{Row: c.row.Number}
	ch := k.id.choose(c)
	var w words
	switch {
	case ch.send:
		k.report.Send++
		k.id.resolve(c, Accepted, 0)
		for _, f := range c.row.Findings {
			w.problem = join(w.problem, located(f))
		}
	default:
		o = k.predict(c, *ch.decision)
		w = k.words.explain(c.row, o)
		k.report.Tally.add(o, w.causes)
	}
	if c.row.Number == k.Row {
		k.report.Row = k.way(c.row, o.Status, w)
	}
}

// predict is the outcome that a decision will have in the results.
func (k *checking) predict(c *candidate, d Decision) RowOutcome {
	o := RowOutcome{Row: d.Row, Status: d.Status, Reason: d.Reason, Lead: d.Lead, Of: d.Of}
	for _, known := range c.known {
		if known.Attempt == d.Attempt && d.Attempt != 0 {
			o.Earlier, o.Time = known.Earlier, known.Earlier.Time
			if d.Status == "" {
				o.Status, o.Reason = known.Status, known.Reason
			}
		}
	}
	switch o.Status {
	case Created, Accepted, Skipped:
		k.report.Known++
	}
	return o
}

func (k *checking) count(row *Row) {
	if row.Problem != nil {
		return
	}
	for i, value := range row.Values {
		if value != "" {
			k.filled[i]++
		}
	}
	reachable := func(f mapping.Field, i int) bool {
		return (f.Kind == mapping.Email || f.Kind == mapping.Phone) && row.Values[i] != ""
	}
	for i, f := range Fields {
		if reachable(f, i) {
			return
		}
	}
	k.report.NoContact++
}

func (k *checking) finish() *Report {
	for i, f := range Fields {
		columns := k.Input.Projection.Columns(f.Name)
		if k.filled[i] > 0 || len(columns) > 0 {
			k.report.Fields = append(k.report.Fields, Fill{f.Name, columns, k.filled[i]})
		}
	}
	k.report.Shared = k.shared.worst()
	k.report.Tally.finish()
	return k.report
}
