package importer

import (
	"context"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"
)

// A Run imports one input: one decider decides the rows in their order, a pool
// of workers sends the leads, and every intent and every outcome is in the
// ledger before anything rests on it. Import is called once.
type Run struct {
	ID       int64
	Ledger   Ledger
	API      API
	Outcomes Outcomes      // for the last look at a failed write before its row is sent again
	Ends     OpenEnds      // to remember what that look found
	Settler  *Settler      // is told of every write whose end is open; nil: nobody settles
	NextLead func() LeadID // numbers a new lead; called from one goroutine

	Resend bool // leads that are unknown, and that the Settler does not find, are sent again

	Workers     int       // requests in flight at most; 0: DefaultWorkers
	Limit       int       // leads sent at most; 0: no limit
	MaxFailures Threshold // rejected, failed and unknown rows tolerated; zero: any number
	Progress    *Progress // counts as the run goes on; nil: nobody looks
	Log         *slog.Logger
	Now         func() time.Time // nil: time.Now

	// ProbePauses are the waits before each probe of an API that has stopped
	// answering; when they are used up the run stops. nil: half a minute in all.
	ProbePauses []time.Duration
}

// DefaultWorkers is as many requests in flight as a quota of a few a second
// ever needs.
const DefaultWorkers = 16

// maxWaiting bounds the rows that wait for the answer of the row that they may
// duplicate: they are held in memory, and past this many the decider waits with
// them.
const maxWaiting = 4096

// Import sends the rows that are to be sent. It ends when every row is
// decided and answered, or when ctx ends: then nothing new is sent, what is in
// flight is finished, and the rest is left without an outcome, which is
// unsent. ctx's cause may be a *Stop that says why.
//
// It returns nil, or the *Stop for which the run ended early, or any other
// error if the ledger or the input failed.
func (r *Run) Import(ctx context.Context, rows *Reader) error {
	r.fill()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	decoder, err := newLeadDecoder()
	if err != nil {
		return err
	}
	s := &sender{run: r, guard: newGuard(r, rows.in.Sheet.Rows, stop)}
	d := &decider{
		run: r, rows: rows, decoder: decoder, id: newIdentity(),
		tasks: make(chan *task), outcomes: make(chan outcome, r.Workers),
	}
	if r.Resend {
		d.id.mayResend = d.mayResend
	}
	var group errgroup.Group
	for range r.Workers {
		group.Go(func() error {
			for t := range d.tasks {
				d.outcomes <- s.send(ctx, t)
			}
			return nil
		})
	}
	group.Go(func() error { defer close(d.tasks); return d.decide(ctx) })
	if err := group.Wait(); err != nil {
		return err
	}
	return stopOf(ctx)
}

func (r *Run) fill() {
	if r.Workers == 0 {
		r.Workers = DefaultWorkers
	}
	if r.Progress == nil {
		r.Progress = new(Progress)
	}
	if r.Log == nil {
		r.Log = slog.New(slog.DiscardHandler)
	}
	if r.Now == nil {
		r.Now = time.Now
	}
	if r.ProbePauses == nil {
		r.ProbePauses = probePauses
	}
}
