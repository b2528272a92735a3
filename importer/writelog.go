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
	proved   int             // parameters of writes of ours that hash to what we sent
	disproof int             // parameters of writes of ours that do not
	refused  bool            // it is not for us to read, or not there
	trouble  string
}

type logOrder int

const (
	orderUnknown logOrder = iota // not documented: learnt from the pages
	newestFirst
	oldestFirst
)

// read reads the log as far as it may hold news. A deep reading goes on to
// the oldest open write; another stops where the last one began. The error is
// the ledger's.
func (s *Settler) read(ctx context.Context, deep bool) error {
	if s.log.refused {
		return nil
	}
	reading := &reading{deep: deep, since: s.oldestOpen(), first: map[string]bool{}, found: map[*openWrite][]LogRow{}}
	offset := s.startOf(deep)
	timeRange := timeRangeFor(s.Now().Sub(reading.since))
	for {
		page, err := s.API.WriteLog(ctx, LogQuery{
			Integration: s.Integration, TimeRange: timeRange, Offset: offset, Limit: LogPage})
		if err != nil {
			s.logFailed(ctx, err)
			return nil
		}
		if err := s.takePage(ctx, reading, page); err != nil {
			return err
		}
		offset += len(page)
		if len(page) < LogPage || s.readEnough(reading, page) {
			break
		}
	}
	s.log.end = offset
	if err := s.takeMatches(ctx, reading); err != nil {
		return err
	}
	s.endReading(reading)
	return nil
}

// A reading is one way through the log.
type reading struct {
	deep  bool
	since time.Time               // when the oldest open write began
	first map[string]bool         // ids of the first page's rows
	news  bool                    // the page in hand had some
	found map[*openWrite][]LogRow // rows that match writes without an answer
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

// takePage settles the writes that the page tells of.
func (s *Settler) takePage(ctx context.Context, r *reading, page []LogRow) error {
	s.learnOrder(page)
	r.news = false
	for _, row := range page {
		if len(r.first) < LogPage {
			r.first[row.ID] = true
		}
		s.mu.Lock()
		o := s.open[row.Job]
		s.mu.Unlock()
		if o == nil {
			if err := s.seek(ctx, r, row); err != nil {
				return err
			}
			continue
		}
		s.prove(o, row)
		r.news = true
		if err := s.settleRow(ctx, o, row); err != nil {
			return err
		}
	}
	return nil
}

// settleRow ends an open write by its row. A FAILURE may be a partial write
// (the log does not tell), so the first few of them are asked for.
func (s *Settler) settleRow(ctx context.Context, o *openWrite, row LogRow) error {
	if row.State == WriteFailure && s.confirmed < confirmations {
		s.confirmed++
		status, err := s.API.WriteStatus(ctx, o.Job)
		if err != nil && ctx.Err() != nil {
			return nil // time is up: it stays open rather than half known
		}
		if err == nil {
			if row.Error != "" && len(status.Errors) == 0 {
				status.Errors = []string{row.Error}
			}
			return s.conclude(o, status.maskedBy(row))
		}
	}
	return s.conclude(o, WriteStatus{State: row.State, Errors: []string{row.Error}}.maskedBy(row))
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

// readEnough says whether the pages after this one can hold no news.
func (s *Settler) readEnough(r *reading, page []LogRow) bool {
	if s.log.order != newestFirst {
		return false
	}
	last := page[len(page)-1]
	if !last.Created.IsZero() && last.Created.Before(r.since.Add(-clockSkew)) {
		return true
	}
	return !r.deep && (s.log.newest[last.ID] || !r.news && len(s.log.newest) > 0)
}

// endReading marks what a whole reading did not show.
func (s *Settler) endReading(r *reading) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log.newest, s.fresh = r.first, 0
	if s.log.disproof == 0 {
		s.log.trouble = "" // it could be read after all
	}
	now := s.Now()
	for _, o := range s.open {
		o.readings++
		o.Looked = now
	}
	for _, o := range s.unknown {
		o.readings++
		o.Looked = now
		o.notFound = r.deep && !r.since.After(o.Begun) && s.trusted() && now.Sub(o.Begun)+clockSkew < logReach
	}
}

// oldestOpen is when the oldest open write began, or was last sought: what
// was in the log before that has been seen. A write without an answer can be
// found in the log alone, so its last hour is looked through again: its job
// may have been pending. Whoever wants to send it again looks through it all.
func (s *Settler) oldestOpen() time.Time {
	oldest := s.Now()
	for _, o := range s.all() {
		since := o.Begun
		looked := o.Looked
		if o.Status == Unknown {
			looked = looked.Add(-time.Hour)
		}
		if looked.After(since) && !(s.Thorough && o.Status == Unknown) {
			since = looked
		}
		if since.Before(oldest) {
			oldest = since
		}
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
func (s *Settler) logFailed(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	s.log.refused = notForUs(err)
	s.trouble("the write log could not be read: " + err.Error())
	s.Log.Warn("reading the write log", "error", err.Error())
	now := s.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.open {
		if o.asks == 0 && o.next.After(now) {
			o.next = now
		}
	}
}
