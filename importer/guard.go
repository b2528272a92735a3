package importer

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// unclearInARow is how many creates without a clear answer in a row look like
// an outage, not like bad luck.
const unclearInARow = 5

// outages is how many times a probe may be answered while creates still are
// not, before the run gives up.
const outages = 3

// probePauses give an API half a minute to come back.
var probePauses = []time.Duration{
	time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 15 * time.Second,
}

// A guard stops a run that only does harm by going on: refused credentials, a
// wrong address, too many failures, an API that does not answer. It is safe
// for concurrent use.
type guard struct {
	run  *Run
	rows int                     // of the input, for a share of which failures are tolerated
	call string                  // what is sent, as the API's documents name it
	stop context.CancelCauseFunc // takes a *Stop

	mu       sync.Mutex
	gate     chan struct{} // closed: creates may go
	probing  bool
	unclear  int    // creates in a row without a clear answer
	cut      int    // of these: without a connection, so that they surely did not arrive
	words    string // the network's, of the last of those
	outages  int    // probes answered since the last clear answer
	proved   bool   // the address: a create was queued, or its values were judged
	failures int
}

func newGuard(r *Run, rows int, stop context.CancelCauseFunc) *guard {
	g := &guard{run: r, rows: rows, call: "POST /v1/leads/entrata/", stop: stop, gate: make(chan struct{})}
	close(g.gate)
	return g
}

// pass waits until creates may go. It fails only when the run is stopped.
func (g *guard) pass(ctx context.Context) error {
	g.mu.Lock()
	gate := g.gate
	g.mu.Unlock()
	select {
	case <-gate:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// report hears what became of a create. The worker that reports the last
// straw of an outage probes the API itself, while the others wait at pass.
func (g *guard) report(ctx context.Context, a Answer, status Status) {
	if g.count(a, status) {
		g.probe(ctx)
	}
}

// count takes the answer into account and says whether to probe.
func (g *guard) count(a Answer, status Status) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if a.Verdict == Queued || a.Reason == Validation {
		g.proved = true
	}
	if cause := g.hopeless(a); cause != nil {
		g.stop(cause)
		return false
	}
	if status == Rejected || status == Failed || status == Unknown {
		g.failures++
	}
	if failures := g.failures + g.late(); g.run.MaxFailures.exceeded(failures, g.rows) {
		g.stop(&Stop{TooManyFailures, fmt.Sprintf("rows that failed: %d, more than --max-failures %s", failures, g.run.MaxFailures)})
		return false
	}
	return g.outage(a)
}

// late counts the rows that were queued and are known to have failed since.
func (g *guard) late() int {
	if g.run.Settler == nil {
		return 0
	}
	return g.run.Settler.failed(g.run.ID)
}

// hopeless says why no other row can fare better than this one.
func (g *guard) hopeless(a Answer) *Stop {
	switch {
	case a.Reason == Unauthorized, a.Reason == Forbidden:
		return &Stop{CredentialsRefused, fmt.Sprintf("the API answered %d to %s", a.HTTP, g.call)}
	case g.proved:
		return nil
	case a.Reason == NotFound, a.Reason == Redirected:
		return &Stop{WrongAddress, fmt.Sprintf("the API answered %d to %s", a.HTTP, g.call)}
	}
	return nil
}

// outage counts answers that say nothing, and closes the gate at the last
// straw.
func (g *guard) outage(a Answer) bool {
	if a.Verdict == Queued || a.Verdict == Refused {
		g.unclear, g.cut, g.outages = 0, 0, 0
		return false
	}
	if a.Verdict == NotSent && a.Reason != NoConnection || g.probing {
		return false
	}
	if a.Verdict == NotSent {
		g.cut++
		g.words = mask(a.Message)
	}
	if g.unclear++; g.unclear < unclearInARow {
		return false
	}
	g.probing, g.gate = true, make(chan struct{})
	return true
}

// probe asks the API until it answers or patience ends, and opens the gate
// again.
func (g *guard) probe(ctx context.Context) {
	answered := false
	for _, pause := range g.run.ProbePauses {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		err := g.run.API.Probe(ctx)
		if answered = err == nil; answered {
			break
		}
		g.run.Log.Warn("the API does not answer; sending waits", "probe", err.Error())
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.outages++; !answered || g.outages >= outages {
		g.stop(&Stop{Outage, g.fate()})
	}
	g.unclear, g.cut, g.probing = 0, 0, false
	close(g.gate)
}

// fate says what became of the creates that look like an outage.
func (g *guard) fate() string {
	fate := fmt.Sprintf("%d creates in a row ", unclearInARow)
	switch g.cut {
	case 0:
		return fate + "had no clear answer"
	case g.unclear:
		return fate + joinWords("could not be delivered", g.words)
	}
	return fate + joinWords(fmt.Sprintf("had no clear answer, or could not be delivered (%d)", g.cut), g.words)
}
