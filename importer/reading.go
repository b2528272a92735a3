package importer

import "context"

// A reading is one way through the log.
type reading struct {
	deep  bool
	began instant
	since instant           // what came to the log before was looked through for every open write
	first map[string]bool   // ids of the first page's rows
	idle  int               // pages in a row, the one in hand the last, that had no news
	short bool              // it went neither back to since nor to where the last reading began
	found map[Hash][]LogRow // rows that match writes without an answer, by payload
}

// takePage settles the writes that the page tells of.
func (s *Settler) takePage(ctx context.Context, r *reading, page []LogRow) error {
	s.learnOrder(page)
	r.idle++
	ends := map[*openWrite]Ending{}
	for _, row := range page {
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
		if e, ok := s.endingOfRow(ctx, row); ok && e.Status != Accepted && ends[o].Status == "" {
			ends[o] = e
		}
	}
	return s.end(ends)
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
	if s.log.disproof == 0 {
		s.log.trouble = "" // it could be read after all
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
	return r.since <= o.begun && o.begun <= r.began && r.found[o.payload] == nil &&
		s.trusted() && age+clockSkew < logReach && (age > longAgo || s.log.caughtUp.add(clockSkew) >= o.begun)
}
