package propexo

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
)

// A turns hands out the one budget: whoever wants to send takes a turn first,
// and says afterwards what became of it. Turns are handed out in the order in
// which they were asked for. A turns is safe for concurrent use.
type turns struct {
	gate   gate
	pace   *pace         // of a given rate, or nil
	window *window       // of Auto, or nil
	head   chan struct{} // held by the one caller who is next
	asking atomic.Int64  // callers in take
}

// A turn is the permission to send one request. Its holder owes the turns
// exactly one of unsent, lost, answered and turnedAway.
type turn struct {
	left time.Time // when the turn came; the request leaves soon after
}

func newTurns(cfg Config) *turns {
	t := &turns{gate: gate{longest: cfg.Window}, head: make(chan struct{}, 1)}
	switch {
	case cfg.Rate == Auto:
		t.window = newWindow(cfg.Window)
	case cfg.Rate.n > 0:
		t.pace = newPace(cfg.Rate)
	}
	return t
}

// take returns the caller's turn, or the context's error if that ends first.
// It never returns a turn under a context that has ended.
func (t *turns) take(ctx context.Context) (turn, error) {
	t.asking.Add(1)
	defer t.asking.Add(-1)
	if t.pace != nil || t.window != nil {
		select {
		case t.head <- struct{}{}:
			defer func() { <-t.head }()
		case <-ctx.Done():
			return turn{}, ctx.Err()
		}
	}
	for {
		if err := t.gate.wait(ctx); err != nil {
			return turn{}, err
		}
		if err := t.await(ctx); err != nil {
			return turn{}, err
		}
		now := time.Now()
		if !now.Before(t.gate.opens()) {
			return turn{left: now}, nil
		}
		t.unsent() // the gate was closed while this caller waited
	}
}

// await waits for the rate.
func (t *turns) await(ctx context.Context) error {
	switch {
	case t.window != nil:
		return t.window.wait(ctx, func() int { return int(t.asking.Load()) })
	case t.pace != nil:
		return t.pace.wait(ctx)
	}
	return nil
}

// unsent gives a turn back: nothing reached the API. A given rate does not
// take it back, as its time has passed.
func (t *turns) unsent() {
	if t.window != nil {
		t.window.unsent()
	}
}

// lost ends a turn whose request may have reached the API.
func (t *turns) lost() {
	if t.window != nil {
		t.window.lost()
	}
}

// answered ends a turn with an answer that asks for no pause.
func (t *turns) answered(of turn, header http.Header) {
	t.gate.passed(of.left)
	if t.window != nil {
		t.window.answered(of.left, header)
	}
}

// turnedAway ends a turn with an answer that asks everybody to wait, 429 or
// 503, and returns for how long. Without a Retry-After it is a short time at
// first; a quarter of the window if the API says that nothing is left of it.
func (t *turns) turnedAway(of turn, header http.Header) time.Duration {
	var pause time.Duration
	wait, told := retryAfter(header, time.Now())
	if told {
		pause = t.gate.pauseFor(wait)
	} else {
		var least time.Duration
		if remaining, ok := number(header, "x-ratelimit-remaining"); ok && remaining == 0 {
			least = t.gate.longest / 4
		}
		pause = t.gate.pause(of.left, least)
	}
	if t.window != nil {
		t.window.turnedAway(of.left, header, told)
	}
	return pause
}

// held is for how long the API, not a given rate, has held requests back.
func (t *turns) held() time.Duration {
	held := t.gate.paused()
	if t.window != nil {
		held += t.window.waited()
	}
	return held
}
