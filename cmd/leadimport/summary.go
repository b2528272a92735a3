package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"leadimport/importer"
)

// A summary is what a run came to, as --json and --summary write it. Its keys
// are promises: they may be added to, never renamed. It holds no cell of the
// input.
type summary struct {
	Run         int64                   `json:"run"`
	Began       time.Time               `json:"began"`
	Ended       time.Time               `json:"ended"`
	Seconds     float64                 `json:"seconds"`
	Host        string                  `json:"host"`
	Environment string                  `json:"environment"`
	Input       string                  `json:"input"`
	Rows        int                     `json:"rows"`
	Counts      map[importer.Status]int `json:"counts"` // every status, also those of no row
	Left        int                     `json:"left"`   // unsent rows that --limit left for the next run
	Causes      []importer.Cause        `json:"causes"`
	Results     string                  `json:"results"`
	Failures    string                  `json:"failures,omitempty"` // absent: there are none
	FailureRows int                     `json:"failure_rows"`       // rows in it
	Removed     string                  `json:"removed,omitempty"`  // an earlier failures file
	Ledger      string                  `json:"ledger"`
	NewLedger   bool                    `json:"new_ledger"`
	Requests    int64                   `json:"requests"`
	Settled     *learnt                 `json:"settled,omitempty"` // absent: outcomes were not asked for
	Stopped     *stopped                `json:"stopped,omitempty"` // why it ended early
	Exit        int                     `json:"exit"`
	Next        nextSteps               `json:"next,omitempty"` // the next commands to type

	moved []string // files that were written under another name than the one given
}

// stopped says why a run ended before its rows did.
type stopped struct {
	Reason importer.StopReason `json:"reason"`
	Detail string              `json:"detail"`
}

func (m *importing) summarise(w *written, stop *importer.Stop) *summary {
	now := time.Now()
	s := &summary{
		Run: m.run.ID(), Began: m.began.UTC(), Ended: now.UTC(), Seconds: now.Sub(m.began).Seconds(),
		Host: m.target.host, Environment: m.target.client.Environment(), Input: m.held.base,
		Rows: w.tally.Rows, Counts: map[importer.Status]int{}, Left: w.tally.Left, Causes: w.tally.Causes,
		Results: w.files.Results, Failures: w.files.Failures,
		FailureRows: w.tally.Failures, Removed: w.removed,
		Ledger: m.ledger.Path(), NewLedger: m.newLedger, Requests: m.target.client.Counts().Requests,
	}
	for _, status := range importer.Statuses {
		s.Counts[status] = w.tally.Counts[status]
	}
	if stop != nil {
		s.Stopped = &stopped{stop.Reason, stop.Detail}
	}
	m.noteMoved(s, m.outputs.results, s.Results)
	m.noteMoved(s, m.outputs.failures, s.Failures)
	return s
}

// noteMoved says why a file was written under another name than its own.
func (m *importing) noteMoved(s *summary, o *output, path string) {
	if path == "" || filepath.Base(path) == filepath.Base(o.path) {
		return
	}
	why := "is no file of ours"
	if wrote, err := m.ledger.WroteAt(context.Background(), absolute(o.path)); err == nil && wrote {
		why = "was changed since we wrote it"
	}
	s.moved = append(s.moved, fmt.Sprintf("%s %s: it was left as it is, and %s was written", o.path, why, nearby(path)))
}

// publish writes the summary where it was asked for.
func (m *importing) publish(s *summary) error {
	if o := m.outputs.summary; o != nil {
		if err := writeJSON(o.draft, s); err != nil {
			return fmt.Errorf("writing the summary: %w", err)
		}
		if _, _, err := o.draft.Publish(func(string) bool { return true }); err != nil {
			return err
		}
	}
	if m.json {
		return writeJSON(m.stdout, s)
	}
	if m.terminal {
		m.say("")
	}
	return s.print(m.stdout)
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
