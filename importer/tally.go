package importer

import (
	"cmp"
	"slices"
)

// A Tally counts the outcomes of a run's rows, as they were written to its
// results.
type Tally struct {
	Rows     int            `json:"rows"`
	Counts   map[Status]int `json:"counts"`
	Failures int            `json:"failures"` // rows in the failures file
	Mend     int            `json:"mend"`     // of these: to be mended before they are run again
	Again    int            `json:"again"`    // of these: to be run again as they are
	Left     int            `json:"left"`     // rows that --limit left for the next run
	Causes   []Cause        `json:"causes"`   // why rows are not created, most frequent first

	byCause map[causeKey]int
}

// A Cause is one reason why rows have their status, with no word of what any
// cell holds.
type Cause struct {
	Status Status `json:"status"`
	Reason Reason `json:"reason"`
	Column string `json:"column,omitempty"` // the user's own column
	Text   string `json:"text"`
	Fix    string `json:"fix,omitempty"`
	Rows   int    `json:"rows"`
	First  []int  `json:"first"` // the first rows, as Excel counts them
}

type causeKey struct {
	status Status
	reason Reason
	column string
	text   string
}

// firstRows is how many rows a cause names.
const firstRows = 5

func newTally() *Tally {
	return &Tally{Counts: map[Status]int{}, Causes: []Cause{}, byCause: map[causeKey]int{}}
}

func (t *Tally) add(o RowOutcome, causes []Cause) {
	t.Rows++
	t.Counts[o.Status]++
	if inFailures(o) {
		t.Failures++
		switch {
		case again(o):
			t.Again++
		case o.Status != Partial: // which a person looks at elsewhere
			t.Mend++
		}
	}
	if o.Reason == LimitReached {
		t.Left++
	}
	for _, c := range causes {
		t.cause(c, o.Row)
	}
}

func (t *Tally) cause(c Cause, row int) {
	key := causeKey{c.Status, c.Reason, c.Column, c.Text}
	i, ok := t.byCause[key]
	if !ok {
		i = len(t.Causes)
		t.byCause[key] = i
		t.Causes = append(t.Causes, c)
	}
	known := &t.Causes[i]
	known.Rows++
	if len(known.First) < firstRows {
		known.First = append(known.First, row)
	}
}

// finish puts the causes into the order in which people want to hear them:
// rows to act on first, the most frequent first.
func (t *Tally) finish() {
	slices.SortStableFunc(t.Causes, func(a, b Cause) int {
		if x, y := a.Status.InFailures(), b.Status.InFailures(); x != y {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Rows, a.Rows)
	})
	t.byCause = nil
}

// inFailures says whether a row belongs into the failures file. What --limit
// left is no failure: the next run of the same file sends it.
func inFailures(o RowOutcome) bool {
	return o.Status.InFailures() && o.Reason != LimitReached
}

// again says whether a row of the failures is run again as it is: there is
// nothing wrong with it, or nothing that could be mended in it.
func again(o RowOutcome) bool {
	switch o.Status {
	case Unsent, Unknown:
		return true
	case Failed:
		return o.Reason != WriteFailed && o.Reason != RetryRefused
	case Rejected:
		return o.Reason == Unauthorized || o.Reason == Forbidden
	}
	return false
}
