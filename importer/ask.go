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
		status, err := s.API.WriteStatus(ctx, o.job)
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
		s.Log.Warn("asking for the state of a write", "job", o.job, "error", err.Error())
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
	slices.SortFunc(due, func(a, b *openWrite) int { return cmp.Compare(a.attempt, b.attempt) })
	return due[:min(len(due), asksAtOnce)]
}

// take takes the API's word on one accepted write.
func (s *Settler) take(o *openWrite, status WriteStatus) error {
	e := endingOf(o.job, status)
	if e.Status == Accepted {
		return nil
	}
	return s.end(map[*openWrite]Ending{o: e})
}
