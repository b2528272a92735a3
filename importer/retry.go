package importer

import (
	"context"
	"iter"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// A Retry asks the API to try failed writes again, as they were sent: what a
// person does on the morning after a night of maintenance. Each write is
// looked at first, and only one that is a failure still is tried again. No lead
// is ever created here: a lost answer leaves it unknown, and an order that was
// not taken leaves it failed, with its job.
type Retry struct {
	API      API
	Outcomes Outcomes
	Ends     OpenEnds
	Settler  *Settler // is told of every write that is queued again

	// Failed yields the leads whose latest attempt is a write that failed, each
	// with the row that speaks for it.
	Failed iter.Seq2[KnownLead, error]

	// Ledger is where the attempts of an earlier run are begun and ended.
	Ledger func(run int64) (Ledger, error)

	Workers int // requests in flight at most; 0: DefaultWorkers
	Log     *slog.Logger
	Now     func() time.Time // nil: time.Now

	guard *guard
	mu    sync.Mutex
	tally Retried
}

// Retried counts what became of failed writes.
type Retried struct {
	Queued  int `json:"queued"`  // Propexo took the order
	Created int `json:"created"` // Propexo had tried them again itself, and they are created by now
	Open    int `json:"open"`    // Propexo is trying them again itself, or no answer to the order came
	Partial int `json:"partial"` // the property system has taken a part of them by now
	Failed  int `json:"failed"`  // they stay failed: not to be looked at, or the order was not taken

	Runs map[int64]int `json:"-"` // writes whose state changed, by run
}

// Run tries the writes again until all have had their turn or ctx ends: then
// what is in flight is finished. It returns nil, the *Stop for which it ended
// early, or the ledger's error.
func (r *Retry) Run(ctx context.Context) (Retried, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	run := r.runOf(0, nil)
	r.guard, r.tally.Runs = newGuard(run, 0, stop), map[int64]int{}
	r.guard.call = "POST /v1/admin/retry-write/"
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(run.Workers)
	for known, err := range r.Failed {
		if err != nil || groupCtx.Err() != nil {
			group.Go(func() error { return err })
			break
		}
		group.Go(func() error { return r.retry(ctx, known) })
	}
	if err := group.Wait(); err != nil {
		return r.tally, err
	}
	return r.tally, stopOf(ctx)
}

// runOf stands in for the run that sent a write.
func (r *Retry) runOf(id int64, l Ledger) *Run {
	run := &Run{ID: id, Ledger: l, API: r.API, Outcomes: r.Outcomes, Ends: r.Ends, Settler: r.Settler,
		Workers: r.Workers, Log: r.Log, Now: r.Now}
	run.fill()
	return run
}

// retry looks at one write and tries it again, in the name of its row.
func (r *Retry) retry(ctx context.Context, known KnownLead) error {
	l, err := r.Ledger(known.Earlier.Run)
	if err != nil {
		return err
	}
	s := &sender{run: r.runOf(known.Earlier.Run, l), guard: r.guard}
	o := s.send(ctx, &task{
		candidate: &candidate{row: &Row{Number: known.Earlier.Row}, look: &known, lead: known.ID},
		intent: Intent{Lead: known.ID, Row: known.Earlier.Row, Payload: known.Payload,
			FirstName: known.FirstName, Email: known.Email},
		retryOnly: true,
	})
	if o.err == nil {
		r.count(known, o)
	}
	return o.err
}

func (r *Retry) count(known KnownLead, o outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if o.status != Unsent && (o.status != Failed || o.decision == nil) {
		r.tally.Runs[known.Earlier.Run]++
	}
	switch {
	case o.status == Created:
		r.tally.Created++
	case o.status == Partial:
		r.tally.Partial++
	case o.status == Failed, o.status == Unsent:
		r.tally.Failed++
	case o.status == Accepted && o.decision == nil:
		r.tally.Queued++
	default:
		r.tally.Open++
	}
}
