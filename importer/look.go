package importer

import (
	"cmp"
	"context"
	"errors"
)

// look takes one last look at the write of an earlier run before its row is
// sent again. It returns the outcome if nothing is to be sent.
func (s *sender) look(ctx context.Context, task *task, t *trail) *outcome {
	known := task.look
	if known.Status == Unknown {
		if !s.run.Settler.missing(task.row, known) { // it was found since the row was decided
			return task.asItIs(Unknown)
		}
		t.instead = known
	}
	if job := cmp.Or(known.Job, known.Retry); job != "" {
		return s.lookAt(ctx, job, task, t)
	}
	return nil
}

// lookAt asks for a job that had failed: Propexo may have tried it again
// meanwhile (inferred: a job can have several log rows). If it is a failure
// still, the trail says whether the write is retried as it was (unchanged rows:
// the property system was down) or sent anew (corrected rows, and jobs that the
// API does not know any more). When the API does not answer, nothing is sent.
func (s *sender) lookAt(ctx context.Context, job string, task *task, t *trail) *outcome {
	known := task.look
	status, err := s.run.Outcomes.WriteStatus(ctx, job)
	switch {
	case errors.Is(err, ErrNoJob) && (task.retryOnly || known.Status == Unknown):
		return task.asItIs(known.Status)
	case errors.Is(err, ErrNoJob):
		return nil
	case err != nil:
		s.run.Log.Warn("looking at a failed write before it is sent again", "job", job, "error", err.Error())
		return task.asItIs(known.Status)
	case status.State == WriteFailure && known.Payload == task.intent.Payload && !task.beset:
		t.intent.Retry, t.words = job, mask(unwrapWords(status.Errors...))
		return nil
	case status.State == WriteFailure:
		return nil
	}
	return s.turnedOut(task, job, status)
}

// turnedOut remembers that a failed write is no failure any more.
func (s *sender) turnedOut(task *task, job string, status WriteStatus) *outcome {
	known := task.look
	e := Ending{Status: Accepted, Job: job, Time: s.run.Now()}
	switch status.State {
	case WriteSuccess:
		e.Status = Created
	case WritePartial:
		e.Status, e.Reason, e.Error = Partial, PartialSuccess, mask(unwrapWords(status.Errors...))
	}
	if err := s.run.Ends.Settle(map[AttemptID]Ending{known.Attempt: e}); err != nil {
		return &outcome{task: task, err: err}
	}
	if e.Status == Accepted && s.run.Settler != nil {
		s.run.Settler.Add(OpenAttempt{Attempt: known.Attempt, Lead: known.ID, Run: s.run.ID, Row: task.row.Number,
			Status: Accepted, Job: job, Payload: known.Payload, Begun: s.run.Now()})
	}
	if s.run.Settler != nil && known.Earlier.Run != s.run.ID {
		s.run.Settler.learnt(known.Earlier.Run)
	}
	if task.beset {
		return &outcome{task: task, status: Conflict,
			decision: &Decision{Row: task.row.Number, Status: Conflict, Reason: SharedPhone, Attempt: known.Attempt}}
	}
	o := task.asItIs(e.Status)
	if e.Status == Created && known.Payload != task.intent.Payload {
		o.decision.Status, o.decision.Reason = Skipped, KnownPerson
	}
	return o
}
