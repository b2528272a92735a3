package importer

// A task is what the decider hands to a sender: a candidate whose lead is to
// be created, or whose failed write is to be tried again.
type task struct {
	*candidate
	values    Lead
	intent    Intent
	retryOnly bool // never to be created: its values are not at hand
}

// notBegun is the outcome of a task of which nothing was sent, as the run was
// stopped: a lead that was to be sent again may exist as before.
func (t *task) notBegun() outcome {
	if t.look != nil && t.look.Status == Unknown {
		return *t.asItIs(Unknown)
	}
	return outcome{task: t, status: Unsent}
}

// asItIs gives the row the status of the attempt that speaks for its lead. A
// different person with the same phone has a say of that lead only when it is
// known: until then the row has to wait.
func (t *task) asItIs(status Status) *outcome {
	if t.beset {
		return &outcome{task: t, status: Unsent,
			decision: &Decision{Row: t.row.Number, Status: Unsent, Reason: PhoneInDoubt}}
	}
	return &outcome{task: t, status: status,
		decision: &Decision{Row: t.row.Number, Lead: t.look.ID, Attempt: t.look.Attempt}}
}

// An outcome is what the sender hands back.
type outcome struct {
	task     *task
	status   Status
	decision *Decision // it was decided after all without being sent
	err      error     // the ledger failed, or the program has a fault: the run must end
}
