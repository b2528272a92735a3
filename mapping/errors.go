package mapping

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// An Error is one fault of a mapping file.
type Error struct {
	File    string // as the caller named it
	Line    int    // from 1
	Column  int    // in characters, from 1
	Problem string
	Fix     string // what to do; may be empty
}

// Error says "file:line:column: problem; fix".
func (e Error) Error() string {
	said := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Problem)
	if e.Fix != "" {
		said += "; " + e.Fix
	}
	return said
}

// Errors are all the faults of a mapping file, in the order of its lines.
type Errors []Error

// Error says each fault on a line of its own.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, fault := range e {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// faults collects the errors of one file.
type faults struct {
	file string
	list Errors
}

func (f *faults) add(at pos, problem, fix string) {
	f.list = append(f.list, Error{File: f.file, Line: at.line, Column: at.column, Problem: problem, Fix: fix})
}

// err returns what was collected as an Errors, or nil.
func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	slices.SortStableFunc(f.list, func(a, b Error) int {
		return comparePos(pos{a.Line, a.Column}, pos{b.Line, b.Column})
	})
	return f.list
}

func comparePos(a, b pos) int {
	return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
}
