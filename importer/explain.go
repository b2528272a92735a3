package importer

import (
	"fmt"
	"strings"
	"time"

	"leadimport/mapping"
)

// words is what a person is told of one row.
type words struct {
	problem string // import_error
	fix     string // import_fix
	causes  []Cause
}

// explain says in words why a row has its outcome and what to do. It may
// quote the row's cells; its causes never do.
func (r *Results) explain(row *Row, o RowOutcome) words {
	var w words
	switch {
	case o.Status == Invalid && row.Problem != nil:
		w.problem, w.fix = row.Problem.Text, row.Problem.Fix
		w.causes = []Cause{{Status: Invalid, Reason: o.Reason, Text: row.Problem.Text, Fix: row.Problem.Fix}}
		return w
	case o.Status == Invalid:
		return explainInvalid(row)
	}
	e := r.sentence(o)
	w.problem, w.fix = e.problem, e.fix
	if e.cause != "" {
		w.causes = []Cause{{Status: o.Status, Reason: o.Reason, Column: r.columns(o.Fields), Text: e.cause,
			Fix: r.ofAny(e.fix, o.Lead)}}
	}
	for _, f := range row.Findings {
		if !bad(f) {
			w.problem = join(w.problem, located(f))
		}
	}
	return w
}

// ofAny makes a fix for one lead one for any.
func (r *Results) ofAny(fix string, lead LeadID) string {
	if lead == 0 {
		return fix
	}
	return strings.ReplaceAll(fix, FormatLead(r.Tag, lead), "LEAD")
}

// explainInvalid tells every bad cell of the row, not the first.
func explainInvalid(row *Row) words {
	var w words
	for _, f := range row.Findings {
		problem := located(f)
		if strings.Contains(w.problem, problem) {
			continue // one cell may feed two fields
		}
		w.problem = join(w.problem, problem)
		if !bad(f) {
			continue
		}
		if !strings.Contains(w.fix, f.Fix) {
			w.fix = join(w.fix, f.Fix)
		}
		c := Cause{Status: Invalid, Reason: Reason(f.Code), Column: f.Column, Text: f.Cause, Fix: f.Cure}
		if f.Code == mapping.Missing {
			c.Column = "" // the text names it
		}
		w.causes = append(w.causes, c)
	}
	return w
}

// located names the column that a finding is about, as the user wrote it.
func located(f mapping.Finding) string {
	problem := f.Problem
	if f.Omitted {
		problem += " (" + f.Field + " was left out)"
	}
	switch {
	case f.Code == mapping.Missing:
		return problem // it names the column
	case f.Column == "":
		return f.Field + ": " + problem
	}
	return f.Column + ": " + problem
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

// columns names the user's columns behind the fields that the API complained
// of.
func (r *Results) columns(fields string) string {
	var names []string
	for field := range strings.FieldsSeq(fields) {
		columns := r.Input.Projection.Columns(field)
		if len(columns) == 0 {
			columns = []string{field}
		}
		names = append(names, columns...)
	}
	return strings.Join(names, ", ")
}

// A sentence tells one outcome; its cause is what a summary says of all rows
// like it, empty if there is nothing to say. The fix may name the row's lead,
// which its cause does not.
type sentence struct {
	problem, fix, cause string
}

func (r *Results) sentence(o RowOutcome) sentence {
	switch o.Status {
	case Created:
		return created(o)
	case Accepted:
		return r.accepted(o)
	case Skipped:
		return skipped(o)
	case Duplicate:
		return sentence{
			problem: fmt.Sprintf("the same lead as row %d", o.Of),
			cause:   "the same lead as another row of this file",
		}
	case Conflict:
		return conflict(o)
	case Rejected:
		return r.rejected(o)
	case Failed, Unsent:
		return r.undelivered(o)
	case Partial:
		return sentence{
			problem: join("the property system took only a part of the write", o.Error),
			fix:     "look at the lead in Entrata; then close it with leadimport close " + FormatLead(r.Tag, o.Lead) + " --exists or --absent",
			cause:   "the property system took only a part of the write",
		}
	case Unknown:
		return r.unknown(o)
	}
	return sentence{}
}

func earlier(o RowOutcome) string {
	return fmt.Sprintf("run %d on %s (row %d of %s)", o.Earlier.Run,
		o.Earlier.Time.Local().Format(time.DateOnly), o.Earlier.Row, o.Earlier.Input)
}

// created has something to say only of rows that did not simply end well.
func created(o RowOutcome) (s sentence) {
	if o.Earlier.Run != 0 {
		s.problem = "sent by " + earlier(o)
	}
	switch o.Reason {
	case SentAgain:
		s.problem = "its answer was lost, and the lead was " + s.problem
	case FoundInLog:
		s.problem = join(s.problem, "its answer was lost, but Propexo's write log has it")
	case FoundTwice:
		s.cause = "found more than once in Propexo's write log: the lead may be there twice"
		s.problem = join(s.problem, s.cause)
		s.fix = "look for the person in Entrata, and merge the two leads if there are two"
	}
	return s
}

func (r *Results) accepted(o RowOutcome) sentence {
	s := sentence{fix: "nothing to do: the next run or leadimport settle learns its end"}
	if o.Earlier.Run != 0 {
		s.problem = "queued by " + earlier(o) + ", its end is not known yet"
		s.cause = "queued by an earlier run, and the end is not known yet"
	}
	return s
}

func skipped(o RowOutcome) sentence {
	s := sentence{problem: "created by " + earlier(o), cause: "created by an earlier run"}
	switch o.Reason {
	case KnownPerson:
		s.problem += "; this row has other values, which were not sent"
		s.fix = "if the new values matter, change the lead in Entrata"
		s.cause = "created by an earlier run with other values, which were not sent again"
	case Corrected:
		s.problem = "the correction of this row was imported by " + earlier(o)
		s.cause = "the correction was imported by an earlier run"
	case ClosedByHand:
		s.problem = "a person closed this lead as existing"
		if o.Earlier.Run != 0 {
			s.problem += "; it was sent by " + earlier(o)
		}
		s.cause = "closed by hand as existing"
	}
	return s
}

func conflict(o RowOutcome) sentence {
	if o.Reason == OtherPerson {
		return copied(o)
	}
	s := sentence{
		problem: fmt.Sprintf("it shares a phone with a different person in row %d; Entrata keeps one lead a phone", o.Of),
		fix:     "give this person an own phone or e-mail, or remove the row if the other lead is enough",
		cause:   "shares a phone with a different person; Entrata keeps one lead a phone",
	}
	if o.Of == 0 {
		s.problem = "it shares a phone with a different person, sent by " + earlier(o) + "; Entrata keeps one lead a phone"
	}
	return s
}

// copied tells of a row with the import_lead of another person: a row was
// copied, or some columns were sorted without the others.
func copied(o RowOutcome) sentence {
	s := sentence{
		problem: fmt.Sprintf("its %s is that of a different person, in row %d", ColumnLead, o.Of),
		fix:     "empty the cell " + ColumnLead + " of this row and run it again",
		cause:   "the " + ColumnLead + " is that of a different person",
	}
	if o.Of == 0 {
		s.problem = fmt.Sprintf("its %s is that of a different person, sent by %s", ColumnLead, earlier(o))
	}
	return s
}
