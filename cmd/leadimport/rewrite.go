package main

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// A rewritten is an earlier run of which something was learnt, so that its
// files were written again. Its keys are promises.
type rewritten struct {
	Run      int64  `json:"run"`
	Input    string `json:"input"`
	Learnt   int    `json:"learnt"`             // outcomes that are known only now
	Late     int    `json:"late_failures"`      // those of them that are failures
	Results  string `json:"results,omitempty"`  // absent: it was not written
	Failures string `json:"failures,omitempty"` // absent: it was not written, or there are none
	Replaced bool   `json:"replaced,omitempty"` // a later run's files stand in the place of its own, and were left
	Trouble  string `json:"trouble,omitempty"`  // why files could not be written

	tally   *importer.Tally // nil: the files were not written
	mapping string          // as it was named
}

// rewriteLearnt writes the files of the runs again of which something was
// learnt, and of those whose rows take their word. learnt and late count by
// run; the run in hand, if there is one, writes its files itself. What cannot be
// written is said, and is no error: the outcomes are in the ledger.
func rewriteLearnt(ctx context.Context, l *ledger.Ledger, learnt, late map[int64]int, inHand int64) ([]rewritten, error) {
	delete(learnt, inHand)
	if len(learnt) == 0 {
		return nil, nil
	}
	followers, err := l.Followers(ctx, func(run int64) bool { return learnt[run] > 0 })
	if err != nil {
		return nil, err
	}
	ids := append(slices.Collect(maps.Keys(learnt)), followers...)
	slices.Sort(ids)
	var all []rewritten
	for _, id := range slices.Compact(ids) {
		if id == inHand {
			continue
		}
		run, err := l.Run(ctx, id)
		if err != nil {
			return nil, err
		}
		r := rewritten{Run: id, Input: run.Input, Learnt: learnt[id], Late: late[id], mapping: run.Mapping}
		w, err := rewriteOwn(ctx, l, run)
		switch {
		case errors.Is(err, errReplaced):
			r.Replaced = true
		case err != nil:
			r.Trouble = err.Error()
		default:
			r.Results, r.Failures, r.tally = w.files.Results, w.files.Failures, w.tally
		}
		all = append(all, r)
	}
	return all, nil
}

// errReplaced is no trouble: a run of every night gives its files the same
// names as the one before.
var errReplaced = errors.New("a later run's files stand in the place of its own")

// rewriteOwn writes the files of a run again where they were. One that a
// person has changed is left alone and a new one written beside it; where
// another run has put its own files since, none are written: that is
// errReplaced.
func rewriteOwn(ctx context.Context, l *ledger.Ledger, run ledger.Summary) (*written, error) {
	own := ownFiles(run)
	for _, path := range []string{run.Files.Results, run.Files.Failures} {
		sum, err := importer.Sum(path)
		if path == "" || err != nil || own(sum) {
			continue
		}
		if theirs, err := l.WroteSum(ctx, sum); err != nil || theirs {
			return nil, cmp.Or(err, errReplaced)
		}
	}
	return rewrite(ctx, l, run, "", "")
}

// ownFiles says of a file whether this run wrote it and nobody has changed it
// since.
func ownFiles(run ledger.Summary) func(sum string) bool {
	return func(sum string) bool { return sum == run.Files.ResultsSum || sum == run.Files.FailuresSum }
}

// rewrite writes the files of a run again, with what is known by now, from the
// copy of its input that the ledger keeps. Where a file is named, that of any
// run may be replaced, else only its own.
func rewrite(ctx context.Context, l *ledger.Ledger, run ledger.Summary, results, failures string) (*written, error) {
	input, err := keptInput(l, run)
	if err != nil {
		return nil, err
	}
	o, err := outputsOf(run, results, failures)
	if err != nil {
		return nil, err
	}
	defer o.discard()
	own, any := ownFiles(run), anyOfOurs(ctx, l)
	named := map[*output]bool{o.results: results != "", o.failures: failures != ""}
	w, err := writeFiles(o, &importer.Results{
		Input: input, Host: run.Host, Tag: l.Tag(), Outcomes: l.Outcomes(ctx, run.ID), Stopped: run.Stopped,
	}, func(o *output, sum string) bool { return own(sum) || named[o] && any(o, sum) })
	if err != nil {
		return nil, err
	}
	return w, errors.Join(l.Wrote(run.ID, w.places(o, run.Files)), accountedFor(w.tally, run.Rows))
}
