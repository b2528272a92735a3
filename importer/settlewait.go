package importer

import (
	"context"
	"time"
)

// Settle goes on until nothing is waited for any more and sending is over, or
// ctx ends, or neither the log nor a write's state is to be had. sending is
// closed when the last row has its answer. The error is the ledger's; trouble
// with the API is no error but said in Settled.
func (s *Settler) Settle(ctx context.Context, sending <-chan struct{}) error {
	s.init()
	pause := firstPause
	for {
		over := closed(sending)
		if over && s.outstanding() == 0 || s.refused() {
			break
		}
		if !wait(ctx, s.nextWait(over, pause), sending, over) {
			break
		}
		if !over && !s.worthReading() {
			continue
		}
		before := s.outstanding()
		if err := s.round(ctx); err != nil {
			return err
		}
		if pause = min(pause*3/2, longestPause); s.outstanding() < before {
			pause = firstPause
		}
	}
	return s.rememberLooks()
}

// round reads the log once and asks for what it does not show.
func (s *Settler) round(ctx context.Context) error {
	if err := s.read(ctx, s.overdue() > asksAtOnce); err != nil {
		return err
	}
	return s.ask(ctx)
}

// nextWait looks at the world each second while rows are being sent, for
// then only their number makes the log worth reading.
func (s *Settler) nextWait(over bool, pause time.Duration) time.Duration {
	if over {
		return pause
	}
	return time.Second
}

// wait waits, and says whether ctx is still going. The end of sending ends
// the waiting.
func wait(ctx context.Context, d time.Duration, sending <-chan struct{}, over bool) bool {
	if over {
		sending = nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-sending:
	}
	return ctx.Err() == nil
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func (s *Settler) worthReading() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fresh >= worthReading
}

// outstanding counts what is still waited for.
func (s *Settler) outstanding() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, now := 0, instantOf(s.Now())
	for _, o := range s.open {
		if o.asks == 0 || now.after(o.begun) < longAgo {
			n++
		}
	}
	for o := range s.allDoubtful() {
		if !s.givenUp(o, now) {
			n++
		}
	}
	return n
}

// givenUp says whether a write without an answer is not waited for any more:
// it stays unknown, and later runs seek it again.
func (s *Settler) givenUp(o *openWrite, now instant) bool {
	return (o.readings > 0 || s.log.refused) && now.after(o.begun) >= patience
}

// refused says whether neither the log nor a write's state is to be had.
func (s *Settler) refused() bool { return s.log.refused && s.askRefused }

// overdue counts the writes that the log should have shown by now.
func (s *Settler) overdue() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, now := 0, instantOf(s.Now())
	for _, o := range s.open {
		if o.readings > 0 && o.next <= now {
			n++
		}
	}
	return n
}
