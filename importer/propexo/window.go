package propexo

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A window reckons how much of its allowance the API still counts as spent.
//
// Documented are 150 requests a minute, 429 beyond them "until the minute
// turns", and two headers: x-ratelimit-limit, and x-ratelimit-remaining. Not
// documented is which minute: that of the clock, one that begins with the
// first request, or a sliding one. So the window remembers every request that
// the API may still count, and lets one leave while these are fewer than the
// limit:
//
//   - A request under way may be counted at any moment.
//   - An answered one was counted before its answer came. A minute after that
//     it is forgotten: by then any kind of minute has turned.
//   - If an answer's remaining is more than this explains, the minute has
//     turned already. What was answered before that request left, and is no
//     longer counted, is forgotten too.
//   - If it is less, others spend from the same allowance. As much is added as
//     if we had just been answered.
//
// A client that is alone is thus never refused, and needs no header; headers
// only make it faster, or considerate of others. It spends at once what it
// may, as most files fit into one minute. When there are more callers than
// requests left, somebody must wait for the turn in any case; then the last
// few are spread out, as scouts that may find that it has turned already.
//
// While nothing is known (at the start, after a minute's silence, after a 429)
// one request goes alone, and the others wait for its answer: an earlier run
// or another program may have spent everything.
//
// A token bucket cannot express any of this: its tokens come back by the
// clock, these by what the API is known to have forgotten.
type window struct {
	length  time.Duration // the API's minute
	changed chan struct{} // holds a token when something may have changed since wait last looked

	mu      sync.Mutex
	limit   int
	counted []time.Time // when the requests that may still be counted were answered, in order
	flying  int         // requests under way
	left    time.Time   // when one last left
	heard   time.Time   // when an answer last told that requests are taken up
	refused bool        // the window was spent when the latest answer came: the reckoning is off
	held    time.Duration
}

const (
	documentedLimit = 150 // requests a minute, unless a contract says otherwise

	// patience is how long the others wait for the answer of a request that
	// went alone; it may be one that is never answered.
	patience = 5 * time.Second

	// scouts is how many of the last requests are spread, each a quarter of
	// the window after the one before it.
	scouts = 3
)

func newWindow(length time.Duration) *window {
	return &window{length: length, limit: documentedLimit, changed: make(chan struct{}, 1)}
}

// wait returns when a request may leave, and counts it as under way. It is
// called by one caller at a time; waiting tells how many want to.
func (w *window) wait(ctx context.Context, waiting func() int) error {
	began := time.Now()
	for {
		pause, ok := w.leave(waiting())
		if ok {
			return nil
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-w.changed:
		case <-ctx.Done():
		}
		timer.Stop()
		w.noteHeld(began)
		if err := ctx.Err(); err != nil {
			return err
		}
		began = time.Now()
	}
}

func (w *window) noteHeld(began time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held += time.Since(began)
}

func (w *window) waited() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.held
}

// leave counts one more request as under way, if it may leave now. If not, it
// returns how long to wait, should nothing change meanwhile.
func (w *window) leave(waiting int) (time.Duration, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	w.forget(now)
	pause := w.pause(now, waiting)
	if pause > 0 {
		return pause, false
	}
	w.flying++
	w.left = now
	return 0, true
}

// forget drops what was answered a window ago, and a hundredth more: the
// API's clock is not ours.
func (w *window) forget(now time.Time) {
	gone := now.Add(-w.length - w.length/100)
	n, _ := slices.BinarySearchFunc(w.counted, gone, func(at, gone time.Time) int {
		if at.After(gone) {
			return 1
		}
		return -1
	})
	w.counted = w.counted[n:]
}

// pause is how long a request must wait now, as far as can be seen.
func (w *window) pause(now time.Time, waiting int) time.Duration {
	budget := w.limit - w.flying - len(w.counted)
	known := !w.refused && now.Sub(w.heard) < w.length
	switch {
	case w.flying > 0 && !known && now.Before(w.left.Add(patience)):
		return w.left.Add(patience).Sub(now)
	case w.refused && w.flying == 0:
		return 0 // the gate has let it pass: ask whether the minute has turned
	case budget <= 0 && len(w.counted) == 0:
		return w.length // an answer will come first
	case budget <= 0:
		return w.counted[0].Add(w.length + w.length/100 + time.Millisecond).Sub(now)
	case budget <= min(scouts, w.limit/10) && waiting+w.flying > budget:
		return w.left.Add(w.length / 4).Sub(now)
	}
	return 0
}

// unsent takes back a request that never left.
func (w *window) unsent() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flying--
	w.notify()
}

// lost counts a request, of which no answer tells whether the API did.
func (w *window) lost() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.land(time.Now())
}

// answered counts a request that left at the time given, and compares the
// reckoning with what its answer tells.
func (w *window) answered(left time.Time, header http.Header) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	w.refused, w.heard = false, now
	w.read(left, now, header)
	w.land(now)
}

// turnedAway counts a request that was refused, 429 or 503. If something was
// left of the window then, it was not for the window's sake. Otherwise the
// reckoning is off; and if the API told when to come back, what was spent until
// now is forgotten with the minute that it was spent in.
func (w *window) turnedAway(left time.Time, header http.Header, told bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if remaining, ok := w.read(left, now, header); !ok || remaining == 0 {
		w.refused = true
		if told {
			w.counted = nil
		}
	}
	w.land(now)
}

// read mends the limit and the reckoning by an answer's headers, and returns
// what they say is left.
func (w *window) read(left, now time.Time, header http.Header) (remaining int, ok bool) {
	if limit, ok := number(header, "x-ratelimit-limit"); ok && limit > 0 {
		w.limit = limit
	}
	if remaining, ok = number(header, "x-ratelimit-remaining"); ok {
		w.limit = max(w.limit, remaining)
		w.compare(left, now, w.limit-remaining)
	}
	return remaining, ok
}

// compare mends the reckoning by an answer that says how much the API counts
// as spent. Known to it are the requests that were answered before this one
// left, and this one; unsure is what overlapped with it. A difference of one
// proves nothing: the API may tell what was left before this request.
func (w *window) compare(left, now time.Time, spent int) {
	before, _ := slices.BinarySearchFunc(w.counted, left, time.Time.Compare)
	most := len(w.counted) + w.flying
	switch {
	case spent < before:
		w.counted = w.counted[before-spent:]
	case spent > most:
		w.counted = append(w.counted, slices.Repeat([]time.Time{now}, spent-most)...)
	}
}

// land ends a request under way and counts it as answered.
func (w *window) land(now time.Time) {
	w.flying--
	w.counted = append(w.counted, now)
	w.notify()
}

func (w *window) notify() {
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

// number reads a header that begins with a whole number.
func number(header http.Header, name string) (int, bool) {
	digits, _, _ := strings.Cut(header.Get(name), ",")
	n, err := strconv.Atoi(strings.TrimSpace(digits))
	return n, err == nil && n >= 0
}
