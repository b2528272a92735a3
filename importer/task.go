package importer

// A task is what the decider hands to a sender: a candidate whose lead is to
// be created, or whose failed write is to be tried again.
type task struct {
	*candidate
	values    Lead
	intent    Intent
	retryOnly bool // never to be created: its values are not at hand
}

// An outcome is what the sender hands back.
type outcome struct {
	task     *task
	status   Status
	decision *Decision // it was decided after all without being sent
	err      error     // the ledger failed, or the program has a fault: the run must end
}
