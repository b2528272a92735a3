package importer

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"
)

// ask asks for the writes that the log does not show, the oldest first and a
// few at a time, each less often than before.
func (s *Settler) ask(ctx context.Context) error {
	due, strange := s.due(), 0
	for _, o := range due {
		if ctx.Err() != nil {
			return nil
		}
		status, err := s.API.WriteStatus(ctx, o.Job)
		if err != nil && ctx.Err() != nil {
			return nil
		}
		o.asked(s.Now())
		switch {
		case err == nil:
			s.told = true
			if err := s.conclude(o, status); err != nil {
				return err
			}
			continue
		case errors.Is(err, ErrNoJob):
			strange++
			continue
		}
		s.Log.Warn("asking for the state of a write", "job", o.Job, "error", err.Error())
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

func (o *openWrite) asked(now time.Time) {
	o.asks++
	o.Looked, o.next = now, now.Add(firstAsk<<min(o.asks, 7))
}

func (s *Settler) due() []*openWrite {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	due := slices.DeleteFunc(slices.Collect(maps.Values(s.open)), func(o *openWrite) bool { return now.Before(o.next) })
	slices.SortFunc(due, func(a, b *openWrite) int { return cmp.Compare(a.Attempt, b.Attempt) })
	return due[:min(len(due), asksAtOnce)]
}

// conclude takes the API's word on one write.
func (s *Settler) conclude(o *openWrite, status WriteStatus) error {
	e := Ending{Job: o.Job, Error: unwrapWords(status.Errors...)}
	switch status.State {
	case WriteSuccess:
		e.Status, e.Error = Created, ""
		if o.Status == Unknown {
			e.Reason = o.Reason
		}
	case WritePartial:
		e.Status, e.Reason = Partial, PartialSuccess
	case WriteFailure:
		e.Status, e.Reason = Failed, WriteFailed
	default:
		return nil
	}
	return s.end(o, e)
}
