package importer

import (
	"context"
	"slices"
)

// A reading is one way through the log.
type reading struct {
	deep     bool
	began    instant
	since    instant           // what came to the log before was looked through for every open write
	first    map[string]bool   // ids of the first page's rows
	idle     int               // pages in a row, the one in hand the last, that had no news
	short    bool              // it went neither back to since nor to where the last reading began
	stuck    bool              // the log gave the same page again
	torn     bool              // rows were missed between two pages, or could not be read
	last     string            // id of the last row of the page before
	overlaps bool              // a page is asked for from the last row of the one before
	found    map[Hash][]LogRow // rows that match writes without an answer, by payload

	// undated has the payloads of rows that would match, had they not come to the
	// log before the write was sent, or at a time that cannot be read.
	undated map[Hash]bool
}

// takePage settles the writes that the page tells of.
func (s *Settler) takePage(ctx context.Context, r *reading, page []LogRow) error {
	s.learnOrder(page)
	r.idle++
	if len(page) > 0 {
		r.last = page[len(page)-1].ID
	}
	ends := map[*openWrite]Ending{}
	for _, row := range page {
		if row.Unreadable {
			r.torn = true
			s.doubt("a row of the write log cannot be read")
			continue
		}
		if len(r.first) < LogPage {
			r.first[row.ID] = true
		}
		o := s.accepted(row.Job)
		if o == nil {
			if err := s.seek(ctx, r, row); err != nil {
				return err
			}
			continue
		}
		s.prove(o, row)
		r.idle = 0
		if o.retried && row.State == WriteFailure {
			continue // it is asked for by itself
		}
		switch e, ok := s.endingOfRow(ctx, row); {
		case !ok:
		case e.Status == Accepted:
			o.retried = true
		case ends[o].Status == "":
			ends[o] = e
		}
	}
	return s.end(ends)
}

// sameAgain says whether a page is the one before once more: the log cannot be
// read further, whatever is asked. A page that does not go on where the one
// before ended is torn off: the time range has moved on meanwhile.
func (s *Settler) sameAgain(r *reading, page []LogRow) bool {
	if r.last == "" || len(page) == 0 {
		return false
	}
	if page[len(page)-1].ID == r.last && len(page) > 1 {
		r.stuck, r.short, r.torn = true, true, true
		return true
	}
	if r.overlaps && !slices.ContainsFunc(page, func(row LogRow) bool { return row.ID == r.last }) {
		r.torn = true
		s.doubt("the write log moved on while it was read")
	}
	return false
}

func (s *Settler) accepted(job string) *openWrite {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open[job]
}

// readEnough says whether the pages after this one can hold no news, or are
// not worth it.
func (s *Settler) readEnough(r *reading, page []LogRow) bool {
	last := page[len(page)-1]
	switch {
	case s.log.order == newestFirst && !last.Created.IsZero() && last.Created.Before(r.since.time().Add(-clockSkew)):
		return true
	case s.log.order != oldestFirst && s.askingIsCheaper(r):
		return true
	case s.log.order != newestFirst || r.deep || len(s.log.newest) == 0:
		return false
	}
	met := s.log.newest[last.ID]
	if !met && r.idle == 0 {
		return false
	}
	r.short = !met || s.log.gap
	return true
}

// askingIsCheaper says whether as many pages in a row had no news as writes
// are open: to ask for each by itself costs no more than was spent already.
// Writes without an answer cannot be asked for.
func (s *Settler) askingIsCheaper(r *reading) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.unknown) > 0 || r.idle < len(s.open) {
		return false
	}
	r.short = len(s.open) > 0
	return true
}

// endReading marks what a reading did not show. Only one without a gap says
// until when the log was looked through.
func (s *Settler) endReading(r *reading) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log.newest, s.log.gap, s.fresh = r.first, r.short, 0
	s.log.trouble = "" // it could be read after all
	if r.stuck {
		s.log.trouble = "the write log gives the same page again and again"
	}
	if !r.short {
		s.log.until = r.began
	}
	for _, o := range s.open {
		s.notShown(r, o)
	}
	pending := s.pending()
	for o := range s.allUnknown() {
		if r.deep {
			o.notFound = s.provedMissing(r, o) && !pending.near(o)
		}
		s.notShown(r, o)
	}
}

func (s *Settler) notShown(r *reading, o *openWrite) {
	o.readings++
	if !r.short {
		s.sought(o, r.began)
	}
}

// provedMissing says whether a write without an answer would have been found
// if the log had it. One of several with the same payload may be the one that
// was found; and while the log has shown nothing that was sent after it, its
// job may be pending, though hardly for a day.
func (s *Settler) provedMissing(r *reading, o *openWrite) bool {
	age := r.began.after(o.begun)
	return r.since <= o.begun && o.begun <= r.began && r.found[o.payload] == nil && !r.undated[o.payload] &&
		!r.torn && s.trusted() && age+clockSkew < logReach && (age > longAgo || s.log.shown > o.attempt)
}
