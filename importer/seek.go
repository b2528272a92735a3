package importer

import (
	"context"
	"slices"
	"time"
)

// Unknown writes are sought in the log by what was sent: rows whose
// parameters hash to the payload of a write without an answer, at or after
// its intent, and whose job is not one of ours already. The rule is first
// proved on writes whose jobs are known; if it fails there, nothing counts as
// not found. What parameters hold is not documented, hence the proof.

// prove tries the rule on a write of ours.
func (s *Settler) prove(o *openWrite, row LogRow) {
	if len(row.Parameters) == 0 || !s.seeking() && s.log.proved+s.log.disproof >= enoughProof {
		return
	}
	s.judge(row, s.log.hasher.loggedLead(row.Parameters, row.Integration),
		OwnJob{Attempt: o.attempt, Payload: o.payload, Begun: o.begun.time()})
}

// judge takes the evidence of a row of the log that is a write of ours. A
// payload that is not known any more, because the lead was corrected since,
// proves nothing.
func (s *Settler) judge(row LogRow, lead loggedLead, own OwnJob) {
	switch {
	case own.Payload == Hash{}:
	case row.Created.Before(own.Begun.Add(-clockSkew)): // also if it is no time at all
		s.log.disproof++
		s.doubt("the write log's times do not agree with this computer's clock")
	case lead.found && lead.payload == own.Payload:
		s.log.proved++
		s.log.caughtUp = max(s.log.caughtUp, instantOf(own.Begun))
		s.log.shown = max(s.log.shown, own.Attempt)
		s.log.kinds |= lead.kinds
	default:
		s.log.disproof++
		s.doubt("the write log's parameters do not match what was sent")
	}
}

// enoughProof is on how many writes of ours the rule is tried while nothing is
// sought.
const enoughProof = 20

// trusted says whether a search that found nothing means something.
func (s *Settler) trusted() bool { return s.log.proved > 0 && s.log.disproof == 0 }

// seek compares a row of the log that is none of our open writes with the
// writes that had no answer.
func (s *Settler) seek(ctx context.Context, r *reading, row LogRow) error {
	if !s.seeking() || row.Job == "" || len(row.Parameters) == 0 {
		return nil
	}
	lead := s.log.hasher.loggedLead(row.Parameters, row.Integration)
	alike := s.alike(lead.payload)
	if lead.found && !alike && s.log.proved >= enoughProof && lead.kinds&^s.log.kinds == 0 &&
		instantOf(row.Created) <= s.log.caughtUp.add(time.Minute) {
		return nil
	}
	own, err := s.Ledger.Job(context.WithoutCancel(ctx), row.Job) // that time is up is no error of the ledger
	switch {
	case err != nil:
		return err
	case own.Attempt != 0:
		s.judge(row, lead, own)
	case !lead.found || !alike:
	case slices.ContainsFunc(r.found[lead.payload], func(other LogRow) bool { return other.Job == row.Job }):
		// New rows have shifted the pages.
	case s.sentBefore(row.Created, lead.payload) == nil:
		r.undated[lead.payload] = true
	default:
		r.idle = 0
		if row.State == WriteSuccess {
			row.Parameters = nil // nothing will be quoted that they had to mask
		}
		r.found[lead.payload] = append(r.found[lead.payload], row)
	}
	return nil
}

// alike says whether a write without an answer has sent a payload.
func (s *Settler) alike(payload Hash) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.unknown[payload]) > 0
}

// seeking says whether writes without an answer are sought.
func (s *Settler) seeking() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.unknown) > 0
}

// sentBefore returns the latest of the writes without an answer that sent a
// payload, nil if there is none, or none of them had been sent by then. The
// latest speaks for the lead, which is there whichever of them it was.
func (s *Settler) sentBefore(at time.Time, payload Hash) *openWrite {
	s.mu.Lock()
	defer s.mu.Unlock()
	alike := s.unknown[payload]
	if len(alike) == 0 || at.Before(alike[0].begun.time().Add(-clockSkew)) {
		return nil
	}
	return alike[len(alike)-1]
}

// takeMatches gives writes without an answer the jobs that they turned out to
// be. Of several the first success counts, and that there were several is
// said: the lead may be there twice.
func (s *Settler) takeMatches(ctx context.Context, r *reading) error {
	ends := map[*openWrite]Ending{}
	for payload, rows := range r.found {
		slices.SortStableFunc(rows, func(a, b LogRow) int { return a.Created.Compare(b.Created) })
		best := max(0, slices.IndexFunc(rows, func(row LogRow) bool { return row.State == WriteSuccess }))
		e, ok := s.endingOfRow(ctx, rows[best])
		if !ok {
			continue
		}
		o := s.sentBefore(rows[best].Created, payload)
		switch {
		case e.Status != Created:
		case len(rows) > 1 || o.superseded:
			e.Reason = FoundTwice
		default:
			e.Reason = FoundInLog
		}
		ends[o] = e
	}
	return s.end(ends)
}
