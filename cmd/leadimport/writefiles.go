package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// written is what came of writing the files of a run.
type written struct {
	tally   *importer.Tally
	files   ledger.Files
	removed string // an earlier failures file of ours, as there are no failures now
}

// writeFiles writes the results and the failures of a run. No failures, no
// failures file. ours says of a file that stands in the place of one of them,
// by its hash, whether it may be replaced.
func writeFiles(o *outputs, r *importer.Results, ours func(o *output, sum string) bool) (*written, error) {
	tally, err := r.Write(o.results.draft, o.failures.draft)
	if err != nil {
		return nil, err
	}
	w := &written{tally: tally}
	if w.files.Results, w.files.ResultsSum, err = o.results.publish(ours); err != nil {
		return nil, err
	}
	if tally.Failures > 0 {
		w.files.Failures, w.files.FailuresSum, err = o.failures.publish(ours)
	} else {
		w.removed, err = o.failures.remove(ours)
	}
	return w, err
}

// publish puts the file into its place, or beside it if somebody else's stands
// there. The path is absolute: the ledger outlives the working directory.
func (o *output) publish(ours func(*output, string) bool) (path, sum string, err error) {
	path, sum, err = o.draft.Publish(func(sum string) bool { return ours(o, sum) })
	if err != nil {
		return "", "", err
	}
	path, err = filepath.Abs(path)
	return path, sum, err
}

// remove removes an earlier file of ours: a cron job that looks for it must
// not find yesterday's failures.
func (o *output) remove(ours func(*output, string) bool) (removed string, err error) {
	o.draft.Discard()
	sum, err := importer.Sum(o.path)
	if err != nil || !ours(o, sum) {
		return "", nil // nothing there, or not ours
	}
	if err := os.Remove(o.path); err != nil {
		return "", fmt.Errorf("removing %s, as there are no failures now: %w", o.path, importer.Plain(err))
	}
	return o.path, nil
}

// nameFiles names the files that were written of a run, for a person; rows is
// how many are in the failures.
func nameFiles(b *strings.Builder, indent, results, failures string, rows int) {
	fmt.Fprintf(b, "%sresults   %s\n", indent, nearby(results))
	if failures != "" {
		fmt.Fprintf(b, "%sfailures  %s (%s)\n", indent, nearby(failures), count(rows, "row"))
	}
}

// anyOfOurs says of a file whether it is the latest of any run. What is not
// known as ours is left alone.
func anyOfOurs(ctx context.Context, l *ledger.Ledger) func(o *output, sum string) bool {
	return func(_ *output, sum string) bool {
		ours, err := l.WroteSum(ctx, sum)
		return err == nil && ours
	}
}

// places are the files for the ledger to remember: those of own that a copy
// was written of, and also where failures would have been, for one may come late.
func (w *written) places(o *outputs, own ledger.Files) ledger.Files {
	files := w.files
	if o.results.copy {
		files.Results, files.ResultsSum = own.Results, own.ResultsSum
	}
	switch {
	case o.failures.copy:
		files.Failures, files.FailuresSum = own.Failures, own.FailuresSum
	case files.Failures == "":
		files.Failures = absolute(o.failures.path)
	}
	return files
}

// absolute is the path from wherever somebody stands later.
func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
