package importer

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
)

// ask asks for the writes that the log does not show, the oldest first and a
// few at a time, each less often than before.
func (s *Settler) ask(ctx context.Context) error {
	for _, o := range s.due() {
		if ctx.Err() != nil {
			return nil
		}
		status, err := s.API.WriteStatus(ctx, o.Job)
		now := s.Now()
		o.asks++
		o.Looked, o.next = now, now.Add(firstAsk<<min(o.asks, 7))
		if err != nil && ctx.Err() != nil {
			return nil
		}
		if err != nil {
			s.Log.Warn("asking for the state of a write", "job", o.Job, "error", err.Error())
			s.askRefused = errors.Is(err, ErrForbidden)
			if errors.Is(err, ErrNoJob) {
				continue
			}
			return nil
		}
		if err := s.conclude(o, status); err != nil {
			return err
		}
	}
	return nil
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
