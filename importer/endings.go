package importer

import (
	"context"
	"slices"
)

// endingOfRow is what a row says of its write. A FAILURE may be a partial
// write (the log does not tell), so the first few of them are asked for; if
// time is up then, the write stays open rather than half known.
func (s *Settler) endingOfRow(ctx context.Context, row LogRow) (e Ending, ok bool) {
	status := WriteStatus{State: row.State, Errors: []string{row.Error}}
	if row.State == WriteFailure && s.confirmed < confirmations {
		s.confirmed++
		told, err := s.API.WriteStatus(ctx, row.Job)
		if err != nil && ctx.Err() != nil {
			return e, false
		}
		if err == nil {
			status.State = told.State
		}
		if len(told.Errors) > 0 {
			status.Errors = told.Errors
		}
	}
	return endingOf(row.Job, status.maskedBy(row)), true
}

// endingOf is what the API's word on a job says of its write, which stays
// accepted while the job is pending.
func endingOf(job string, status WriteStatus) Ending {
	e := Ending{Job: job, Error: unwrapWords(status.Errors...)}
	switch status.State {
	case WriteSuccess:
		e.Status, e.Error = Created, ""
	case WritePartial:
		e.Status, e.Reason = Partial, PartialSuccess
	case WriteFailure:
		e.Status, e.Reason = Failed, WriteFailed
	default:
		e.Status, e.Error = Accepted, ""
	}
	return e
}

// end makes the ends of open writes durable, all of them together, and then
// forgets the writes. One without an answer may turn out to be accepted.
func (s *Settler) end(ends map[*openWrite]Ending) error {
	if len(ends) == 0 {
		return nil
	}
	settled := make(map[AttemptID]Ending, len(ends))
	for o, e := range ends {
		e.Time, e.Error = s.Now(), mask(e.Error)
		settled[o.attempt] = e
	}
	if err := s.Ledger.Settle(settled); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for o, e := range ends {
		s.forget(o, e)
	}
	return nil
}

// forget counts a write that has its end.
func (s *Settler) forget(o *openWrite, e Ending) {
	switch e.Status {
	case Created:
		s.tally.Created++
	case Partial:
		s.tally.Partial++
	case Failed:
		s.tally.Failed++
		s.tally.LateFailures[o.run]++
	}
	s.tally.Runs[o.run]++
	if o.job != "" {
		delete(s.open, o.job)
		return
	}
	s.tally.Found++
	delete(s.retries, o)
	alike := slices.DeleteFunc(s.unknown[o.payload], func(u *openWrite) bool { return u == o })
	if s.unknown[o.payload] = alike; len(alike) == 0 {
		delete(s.unknown, o.payload)
	}
	if e.Status == Accepted {
		o.job = e.Job
		s.open[o.job] = o
	}
}

// rememberLooks makes durable until when the writes still open were sought.
func (s *Settler) rememberLooks() error {
	if s.log.until == 0 {
		return nil
	}
	return s.Ledger.Looked(s.lookedFor(), s.log.until.time())
}

func (s *Settler) lookedFor() []AttemptID {
	s.mu.Lock()
	defer s.mu.Unlock()
	looked := make([]AttemptID, 0, len(s.open)+len(s.unknown))
	for o := range s.all() {
		if o.readings > 0 {
			looked = append(looked, o.attempt)
		}
	}
	slices.Sort(looked)
	return looked
}
