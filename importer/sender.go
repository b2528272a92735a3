package importer

import (
	"context"
	"errors"
	"fmt"
)

// A sender is what every worker of a run does with a task: wait until sending
// is allowed, let the API send it, and keep the ledger true about each
// attempt. It is safe for concurrent use.
type sender struct {
	run   *Run
	guard *guard
}

// send carries out one task. A run that stops before the first attempt leaves
// the row without an outcome in the ledger: it is unsent, or in doubt as before.
func (s *sender) send(ctx context.Context, task *task) (o outcome) {
	t := &trail{run: s.run, intent: task.intent}
	defer func() {
		if r := recover(); r != nil {
			// Whatever was sent is in doubt, and so is everything after it.
			err := t.end(Ending{Status: Unknown, Reason: Interrupted})
			o = outcome{task: task, status: Unknown, err: errors.Join(fmt.Errorf("internal error: %v", r), err)}
		}
	}()
	if s.guard.pass(ctx) != nil {
		return task.notBegun()
	}
	if task.look != nil {
		if decided := s.look(ctx, task, t); decided != nil {
			return *decided
		}
	}
	var got Answer
	if t.intent.Retry != "" {
		got = s.run.API.RetryWrite(ctx, t.intent.Retry, t.begin)
	} else {
		got = s.run.API.CreateLead(ctx, task.values, t.begin)
	}
	if !t.begun && got.Err == nil {
		return task.notBegun()
	}
	ending := t.ending(got, task.values)
	err := errors.Join(got.Err, t.end(ending))
	if t.intent.Retry != "" {
		got.Reason = ofRetry(got.Reason, task.retryOnly)
	}
	s.guard.report(ctx, got, ending.Status)
	return outcome{task: task, status: t.speaking(ending.Status), err: err}
}

// ofRetry is what the answer to a retry says of those that follow. An unknown
// job is no wrong address; and a key that may not retry may create all the same.
func ofRetry(reason Reason, onlyRetries bool) Reason {
	switch {
	case reason == NotFound, reason == Redirected, !onlyRetries && (reason == Unauthorized || reason == Forbidden):
		return HTTPRefused
	}
	return reason
}

// A trail is the attempts of one task in the ledger. The API begins a new one
// only if the one before was certainly not processed.
type trail struct {
	run     *Run
	intent  Intent
	attempt AttemptID
	begun   bool       // there was an attempt
	instead *KnownLead // the unknown lead that is sent again
	words   string     // the property system's, of the failed write that is tried again; masked
}

// begin makes the intent of an attempt durable.
func (t *trail) begin() error {
	if err := t.end(t.keepFailed(Ending{Status: Unsent, Reason: Resent})); err != nil {
		return err
	}
	t.intent.Time = t.run.Now()
	attempt, err := t.run.Ledger.Begin(t.intent)
	if err != nil {
		return err
	}
	t.attempt, t.begun, t.intent.New = attempt, true, false
	if t.instead != nil {
		t.run.Settler.supersede(t.instead, true)
	}
	t.run.Progress.Sent.Add(1)
	return nil
}

// end gives the ledger the end of the attempt under way, if there is one, and
// tells the settler of a write whose end is open.
func (t *trail) end(e Ending) error {
	if t.attempt == 0 {
		return nil
	}
	attempt := t.attempt
	t.attempt = 0
	e.Time = t.run.Now()
	if err := t.run.Ledger.End(attempt, e); err != nil {
		return err
	}
	if t.run.Settler != nil && (e.Status == Accepted || e.Status == Unknown) {
		t.run.Settler.Add(OpenAttempt{
			Attempt: attempt, Lead: t.intent.Lead, Run: t.run.ID, Row: t.intent.Row, Status: e.Status,
			Reason: e.Reason, Job: e.Job, Retry: t.intent.Retry, Payload: t.intent.Payload, Begun: t.intent.Time,
		})
	}
	return nil
}

// speaking is the status of the lead after its last attempt. One that was sent
// again is in doubt as before if that was not taken.
func (t *trail) speaking(status Status) Status {
	if t.instead == nil {
		return status
	}
	if status == Accepted || status == Unknown {
		t.run.Settler.learnt(t.instead.Earlier.Run)
		return status
	}
	t.run.Settler.supersede(t.instead, false)
	return Unknown
}

// ending says what an answer means for its row.
func (t *trail) ending(got Answer, lead Lead) Ending {
	e := Ending{Reason: got.Reason, HTTP: got.HTTP, Job: got.Job, Error: masked(got, lead), Fields: fieldsOf(got.Issues)}
	switch {
	case got.Verdict == Queued:
		e.Status = Accepted
	case got.Verdict == NotSent && got.Reason != NoConnection:
		e.Status = Unsent
	case got.Verdict == NotSent:
		e.Status = Failed
	case got.Verdict == Refused:
		e.Status = Rejected
	default:
		e.Status = Unknown
	}
	if e.Status != Accepted && e.Status != Unknown {
		e = t.keepFailed(e)
	}
	return e
}

// keepFailed keeps a failed write failed, with its job, when the order to
// try it again was not taken: the lead is looked at again before anything is
// sent, and never created anew unseen.
func (t *trail) keepFailed(e Ending) Ending {
	if t.intent.Retry == "" {
		return e
	}
	if e.Status == Rejected {
		e.Reason, e.Error = RetryRefused, join(t.words, e.Error)
	}
	e.Status, e.Job = Failed, t.intent.Retry
	return e
}
