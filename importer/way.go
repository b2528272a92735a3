package importer

import (
	"encoding/json"

	"leadimport/mapping"
)

// A Way is one row's way: cell, rule, field, JSON and verdict.
type Way struct {
	Row     int             `json:"row"`
	Steps   []Step          `json:"steps"`          // none if the row cannot be parsed
	JSON    json.RawMessage `json:"json,omitempty"` // as it would be sent; absent if it cannot be
	Status  Status          `json:"status"`         // empty: it would be sent
	Problem string          `json:"problem,omitempty"`
	Fix     string          `json:"fix,omitempty"`
}

// A Step is how one field of the row came to its value.
type Step struct {
	Field    string   `json:"field"`
	Columns  []string `json:"columns"` // the user's columns that feed the field
	Cell     string   `json:"cell"`    // the text that the rule began with
	Rule     string   `json:"rule"`    // the rule in words
	Value    string   `json:"value"`   // as it would be sent; empty if the field is left out
	Findings []Remark `json:"findings"`
}

// A Remark is what was wrong with a cell, or worth a remark.
type Remark struct {
	Code    string `json:"code"`
	Problem string `json:"problem"`
	Fix     string `json:"fix"`
	Omitted bool   `json:"omitted"` // the field was left out, and the row is still good
}

func (k *checking) way(row *Row, status Status, w words) *Way {
	way := &Way{Row: row.Number, Steps: []Step{}, Status: status, Problem: w.problem, Fix: w.fix}
	if row.Problem != nil {
		return way
	}
	for _, s := range k.Input.Projection.Explain(k.rows.userCells(row.Record.Cells)) {
		way.Steps = append(way.Steps, newStep(s))
	}
	if row.Unusable() {
		return way
	}
	if decoder, err := newLeadDecoder(); err == nil {
		if lead, err := decoder.decode(row.Values); err == nil {
			way.JSON, _ = json.Marshal(lead)
		}
	}
	return way
}

func newStep(s mapping.Step) Step {
	step := Step{Field: s.Field, Columns: append([]string{}, s.Columns...), Cell: s.Cell, Rule: s.Rule, Value: s.Value,
		Findings: []Remark{}}
	for _, f := range s.Findings {
		step.Findings = append(step.Findings, Remark{f.Code, f.Problem, f.Fix, f.Omitted})
	}
	return step
}
