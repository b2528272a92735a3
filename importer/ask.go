package importer

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// ask asks for the writes that the log does not show, the oldest first and a
// few at a time, each less often than before.
func (s *Settler) ask(ctx context.Context) error {
	due, strange := s.due(), 0
	for _, o := range due {
		if ctx.Err() != nil {
			return nil
		}
		status, err := s.API.WriteStatus(ctx, s.jobOf(o))
		if err != nil && ctx.Err() != nil {
			return nil
		}
		s.asked(o)
		switch {
		case err == nil:
			s.told = true
			if err := s.take(o, status); err != nil {
				return err
			}
			continue
		case errors.Is(err, ErrNoJob):
			strange++
			continue
		}
		s.Log.Warn("asking for the state of a write", "job", s.jobOf(o), "error", err.Error())
		s.askRefused = notForUs(err)
		return nil
	}
	// An API that has no log and knows none of the jobs that it has just
	// given out tells no outcomes at all.
	s.askRefused = s.log.refused && !s.told && len(due) > 0 && strange == len(due)
	return nil
}

// notForUs says whether asking again is of no use.
func notForUs(err error) bool { return errors.Is(err, ErrForbidden) || errors.Is(err, ErrNotOffered) }

func (s *Settler) asked(o *openWrite) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o.asks++
	o.next = instantOf(s.Now()).add(firstAsk << min(o.asks, 7))
}

func (s *Settler) due() []*openWrite {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []*openWrite
	now := instantOf(s.Now())
	for _, o := range s.open {
		if o.next <= now {
			due = append(due, o)
		}
	}
	for o := range s.retries {
		if o.next <= now {
			due = append(due, o)
		}
	}
	slices.SortFunc(due, func(a, b *openWrite) int { return cmp.Compare(a.attempt, b.attempt) })
	return due[:min(len(due), asksAtOnce)]
}

// jobOf is the job to ask for: that of a write, or that which was to be tried
// again by an order without an answer. Its id may stay (inferred: a job can have
// several log rows), and then it tells what the order has led to.
func (s *Settler) jobOf(o *openWrite) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return cmp.Or(o.job, s.retries[o])
}

// take takes the API's word on one accepted write, or on a failed one that was
// to be tried again: as long as that is a failure nobody knows of the order.
func (s *Settler) take(o *openWrite, status WriteStatus) error {
	e := endingOf(s.jobOf(o), status)
	switch ordered := o.job == ""; {
	case ordered && e.Status == Failed, !ordered && e.Status == Accepted:
		return nil
	case ordered && e.Status == Created:
		e.Reason = FoundInLog
	}
	return s.end(map[*openWrite]Ending{o: e})
}
