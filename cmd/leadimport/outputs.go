package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"leadimport/importer"
)

// outputs are the files that a run will write, begun before anything is sent:
// a folder that cannot be written must not be found out afterwards.
type outputs struct {
	results, failures, summary *output
}

// An output is one of them; nil is none.
type output struct {
	flag  string // that names it
	path  string
	copy  bool // beside the run's own file: the ledger does not remember it
	draft *importer.Draft
}

// openOutputs begins the results, the failures and the summary.
func (m *importing) openOutputs(context.Context) (err error) {
	results, failures := outputNames(m.file, m.began, m.results, m.failures)
	var summary []string
	if m.summary != "" {
		summary = append(summary, m.summary)
	}
	if m.outputs, err = newOutputs(results, failures, summary...); err != nil {
		return err
	}
	if err := m.outputs.open(m.held.info); err != nil {
		return err
	}
	m.atEnd = append(m.atEnd, m.outputs.discard)
	return nil
}

// outputNames puts the default names where none were given.
func outputNames(input string, began time.Time, results, failures string) (string, string) {
	taken := func(path string) bool {
		_, err := os.Lstat(path)
		return err == nil
	}
	r, f := importer.OutputNames(input, began, taken)
	if results != "" {
		r = results
	}
	if failures != "" {
		f = failures
	}
	return r, f
}

func newOutputs(results, failures string, summary ...string) (*outputs, error) {
	o := &outputs{
		results:  &output{flag: "--results", path: results},
		failures: &output{flag: "--failures", path: failures},
	}
	for _, path := range summary {
		o.summary = &output{flag: "--summary", path: path}
	}
	seen := map[string]string{}
	for _, one := range o.all() {
		path, err := filepath.Abs(one.path)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", one.flag, one.path, err)
		}
		if other, twice := seen[path]; twice {
			return nil, usageError("%s and %s are the same file, %s", other, one.flag, one.path)
		}
		seen[path] = one.flag
	}
	return o, nil
}

func (o *outputs) all() []*output {
	if o.summary == nil {
		return []*output{o.results, o.failures}
	}
	return []*output{o.results, o.failures, o.summary}
}

// open begins the drafts, and refuses what must not be written to: the input,
// under whatever name, and what is no file. input is nil if it has no name.
func (o *outputs) open(input os.FileInfo) error {
	for _, one := range o.all() {
		if err := one.look(input); err != nil {
			return err
		}
	}
	if err := o.summaryIsOurs(); err != nil {
		return err
	}
	for _, one := range o.all() {
		draft, err := importer.NewDraft(one.path)
		if err != nil {
			o.discard()
			return fmt.Errorf("%s: %w", one.flag, err)
		}
		one.draft = draft
	}
	return nil
}

func (o *output) look(input os.FileInfo) error {
	info, err := os.Stat(o.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s %s cannot be written: %w", o.flag, o.path, importer.Plain(err))
	case input != nil && os.SameFile(info, input):
		return fmt.Errorf("%s %s is the input itself: name another file", o.flag, o.path)
	case info.IsDir():
		return fmt.Errorf("%s %s is a folder: name a file in it", o.flag, o.path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s %s is no regular file: name another one", o.flag, o.path)
	}
	return nil
}

// summaryIsOurs refuses to replace what is no summary: a summary is written
// anew by every run, and a name mistyped must not cost anybody a file.
func (o *outputs) summaryIsOurs() error {
	if o.summary == nil {
		return nil
	}
	text, err := os.ReadFile(o.summary.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(text) == 0 {
		return nil
	}
	var old struct{ Run, Counts any }
	if err != nil || json.Unmarshal(text, &old) != nil || old.Run == nil || old.Counts == nil {
		return fmt.Errorf("--summary %s is there already and is no summary: name another file", o.summary.path)
	}
	return nil
}

func (o *outputs) discard() {
	for _, one := range o.all() {
		if one.draft != nil {
			one.draft.Discard()
		}
	}
}

// statOf is the file at a path, nil if there is none.
func statOf(path string) os.FileInfo {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	return info
}
