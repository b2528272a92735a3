package importer

import (
	"context"
	"time"
)

// logState is what a Settler has learnt of the write log.
type logState struct {
	hasher   *hasher
	order    logOrder
	newest   map[string]bool // ids of the rows that the last reading began with
	end      int             // rows that the log had, if it is read from its old end
	gap      bool            // rows between the last readings were not looked at
	until    instant         // when the last reading that left no gap began; 0: none did
	caughtUp instant         // when the latest write of ours began that it is known to show
	shown    AttemptID       // that write
	proved   int             // rows of writes of ours that tell what we sent, and after we sent it
	disproof int             // rows of writes of ours that tell something else
	kinds    kindSet         // of the fields that the former had
	refused  bool            // it is not for us to read, or not there
	trouble  string          // why it could not be read
	doubt    string          // why its silence proves nothing
}

type logOrder int

const (
	orderUnknown logOrder = iota // not documented: learnt from the pages
	newestFirst
	oldestFirst
)

// read reads the log as far as it may hold news. A deep reading goes on to
// the oldest open write; another stops where the last one began. What a page
// tells is durable before the next one is asked for. The error is the ledger's.
func (s *Settler) read(ctx context.Context, deep bool) error {
	if s.log.refused {
		return nil
	}
	r := &reading{deep: deep, overlaps: deep && s.Thorough, began: instantOf(s.Now()), since: s.oldestOpen(),
		first: map[string]bool{}, found: map[Hash][]LogRow{}, undated: map[Hash]bool{}}
	offset := s.startOf(deep)
	timeRange := timeRangeFor(r.began.after(r.since))
	for {
		page, err := s.API.WriteLog(ctx, LogQuery{
			Integration: s.Integration, TimeRange: timeRange, Offset: offset, Limit: LogPage})
		if err != nil {
			s.logFailed(ctx, r, err)
			return nil
		}
		if s.sameAgain(r, page) {
			break
		}
		if err := s.takePage(ctx, r, page); err != nil {
			return err
		}
		offset += len(page)
		if s.isLast(r, page) || s.readEnough(r, page) {
			break
		}
		if r.overlaps {
			offset-- // the next page has this one's last row, or rows in between were not seen
		}
	}
	s.log.end = offset
	if err := s.takeMatches(ctx, r); err != nil {
		return err
	}
	if ctx.Err() == nil { // else what it showed may not have been taken
		s.endReading(r)
	}
	return nil
}

// isLast says whether there are no more pages. Who wants to send again what the
// log does not have does not take a short page for the last one, but asks for
// another.
func (s *Settler) isLast(r *reading, page []LogRow) bool {
	if r.overlaps {
		return len(page) <= 1
	}
	return len(page) < LogPage
}

// startOf is where a reading begins: a log that is read from its old end
// needs only what has come since, and a page of overlap for what has left its
// time range meanwhile.
func (s *Settler) startOf(deep bool) int {
	if s.log.order != oldestFirst || deep {
		return 0
	}
	return max(0, s.log.end-LogPage)
}

// learnOrder compares the ends of a page.
func (s *Settler) learnOrder(page []LogRow) {
	if s.log.order != orderUnknown || len(page) < 2 {
		return
	}
	first, last := page[0].Created, page[len(page)-1].Created
	switch {
	case first.IsZero() || last.IsZero() || first.Equal(last):
	case first.After(last):
		s.log.order = newestFirst
	default:
		s.log.order = oldestFirst
	}
}

// oldestOpen is from when on the log may have something about a write that is
// open.
func (s *Settler) oldestOpen() instant {
	s.mu.Lock()
	defer s.mu.Unlock()
	oldest := instantOf(s.Now())
	for o := range s.all() {
		oldest = min(oldest, o.since)
	}
	return oldest
}

// logReach is how far back the log can be read. What was sent before cannot be
// said to be missing from it.
const logReach = 30 * 24 * time.Hour

// timeRangeFor is the narrowest range of the log that reaches back so far
// (the four of them are documented).
func timeRangeFor(age time.Duration) string {
	age += clockSkew
	switch {
	case age <= time.Hour:
		return "hour"
	case age <= 24*time.Hour:
		return "day"
	case age <= 7*24*time.Hour:
		return "week"
	}
	return "month"
}

// logFailed notes that the log could not be read. Writes are then asked for
// one by one, at once, though never more than a few at a time.
func (s *Settler) logFailed(ctx context.Context, r *reading, err error) {
	switch {
	case ctx.Err() == nil:
	case r.deep:
		s.trouble("there was no time to read the write log back to the oldest lead that is open")
		return
	default:
		return
	}
	s.log.refused = notForUs(err)
	s.trouble("the write log could not be read: " + err.Error())
	s.Log.Warn("reading the write log", "error", err.Error())
	now := instantOf(s.Now())
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.open {
		if o.asks == 0 {
			o.next = min(o.next, now)
		}
	}
}
