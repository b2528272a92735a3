package propexo

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// A gate stands in front of every request. It is closed for everybody when
// the API asks one of them to wait: a limiter whose limit is set to nothing
// would leave its waiters asleep for good.
type gate struct {
	longest time.Duration // of the pauses that the API does not measure

	mu     sync.Mutex
	until  time.Time     // closed until then
	streak int           // pauses in a row that nothing but refusals followed
	closed time.Duration // for how long it was, or will have been, closed
}

// wait returns when the gate is open, and at once if it is.
func (g *gate) wait(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		left := time.Until(g.opens())
		if left <= 0 {
			return nil
		}
		if err := sleep(ctx, left); err != nil {
			return err
		}
	}
}

func (g *gate) opens() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.until
}

// pauseFor closes the gate for the time that the API named, and a little
// more: clocks differ, and whoever waits elsewhere is told the same moment.
func (g *gate) pauseFor(wait time.Duration) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	wait += 50*time.Millisecond + rand.N(min(wait/10, time.Second)+50*time.Millisecond)
	g.closeUntil(time.Now().Add(wait))
	return wait
}

// pause closes the gate for a time that the API did not name, at least as
// long as told: a second at first, twice as long with every refusal of a
// request that left (at the time given) after the last pause. Requests that
// were under way together are refused for one reason, and count once.
func (g *gate) pause(left time.Time, least time.Duration) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.streak > 0 && left.Before(g.until) {
		return max(0, time.Until(g.until))
	}
	wait := max(least, backoff(g.streak, g.longest))
	g.streak++
	g.closeUntil(time.Now().Add(wait))
	return wait
}

// closeUntil closes the gate; a pause never ends an earlier one.
func (g *gate) closeUntil(until time.Time) {
	from := time.Now()
	if g.until.After(from) {
		from = g.until
	}
	if until.After(from) {
		g.closed += until.Sub(from)
		g.until = until
	}
}

// passed notes that a request, which left at the time given, was taken up. If
// that was after the last pause, the next one is a short one again.
func (g *gate) passed(left time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !left.Before(g.until) {
		g.streak = 0
	}
}

func (g *gate) paused() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.closed
}

// backoff is how long to wait after the nth failure in a row (from 0): a
// second, doubled each time up to the longest, and spread by a fifth either
// way so that many who failed together do not come back together.
func backoff(n int, longest time.Duration) time.Duration {
	wait := min(time.Second<<min(n, 20), longest)
	return wait*4/5 + rand.N(wait*2/5+1)
}

// sleep waits, or returns the context's error as soon as it has one.
func sleep(ctx context.Context, d time.Duration) error {
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}
