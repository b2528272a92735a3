package main

import (
	"context"
	"errors"
	"time"

	"leadimport/importer"
)

// A settling is a run's share in learning what became of leads: of those that
// earlier runs left open first thing, of its own while it sends and for a
// while after its last row.
type settling struct {
	settler *importer.Settler

	over   chan struct{} // closed when the last row has its answer
	ended  chan error
	cancel context.CancelFunc
}

// settleEarlier settles what earlier runs left open, before the first row asks
// for it. The embedded simulator has forgotten what it was sent.
func (m *importing) settleEarlier(ctx context.Context) error {
	if m.settle == 0 {
		return nil
	}
	s := &importer.Settler{
		API: m.target.client, Ledger: m.ledger, Host: m.target.host,
		Integration: m.mapped.Constant("integration_id"), Thorough: m.resendUnknown, Log: m.log,
	}
	m.settling = &settling{settler: s, over: make(chan struct{}), ended: make(chan error, 1)}
	if m.simulate {
		return nil
	}
	if err := s.Load(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, m.settle)
	defer cancel()
	hide := m.followSettling(s, time.Now().Add(m.settle))
	err := s.Look(ctx)
	hide()
	if err != nil {
		return err
	}
	m.sayEarlier(s.Settled())
	if m.resendUnknown {
		m.sayMissing(s.Settled(), s.NotFound())
	}
	return nil
}

// sayMissing says how many leads without an answer may be sent again, and why
// the others may not.
func (m *importing) sayMissing(t importer.Settled, missing int) {
	m.say("leads without an answer: %s; of these not in the write log, and sent again where this file holds them: %s",
		number(t.Unknown), number(missing))
	switch {
	case t.Unknown == missing:
	case t.Trouble != "":
		m.say("the others are not sent again: %s", t.Trouble)
	default:
		m.say("the others are not sent again: the write log may have them still to come, as it has shown nothing that was sent after them, " +
			"or something of the same time is pending; a day after they were sent its silence is proof")
	}
}

// sayEarlier says what earlier runs left, and what has become of it.
func (m *importing) sayEarlier(t importer.Settled) {
	learnt, open := t.Created+t.Failed+t.Partial, t.Open+t.Unknown
	if learnt+open > 0 {
		m.say("earlier runs left %s open: %s settled now, %s open still", count(learnt+open, "lead"), number(learnt), number(open))
	}
}

// begin settles in the background from now on. Neither a signal nor the
// deadline ends that: what is in flight is finished first.
func (s *settling) begin() {
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	go func() { s.ended <- s.settler.Settle(ctx, s.over) }()
}

// await waits for the outcomes of what was sent: until all are known, for as
// long as --settle says, or until the run is told to stop. It returns why the
// run ended.
func (m *importing) await(ctx context.Context, ended error) error {
	s := m.settling
	if s == nil || s.cancel == nil {
		return ended
	}
	m.phase.Store(awaiting)
	ctx, cancel := context.WithTimeout(ctx, m.settle)
	defer cancel()
	if !worthAwaiting(ended) {
		cancel()
	}
	defer context.AfterFunc(ctx, s.cancel)()
	close(s.over)
	hide := m.followSettling(s.settler, time.Now().Add(m.settle))
	err := <-s.ended
	hide()
	s.cancel()
	if err != nil {
		return once(broken(ended), err)
	}
	var stop *importer.Stop
	switch {
	case ended != nil || !errors.As(context.Cause(ctx), &stop):
	case stop.Reason == importer.Signalled:
		return &importer.Stop{Reason: stop.Reason, Detail: stop.Detail + " while outcomes were waited for"}
	default: // every row had its turn
		m.say("%s: outcomes are not waited for any longer", stop.Detail)
	}
	return ended
}

// worthAwaiting says whether the API can be expected to tell outcomes.
func worthAwaiting(ended error) bool {
	var stop *importer.Stop
	if !errors.As(ended, &stop) {
		return ended == nil
	}
	return stop.Reason == importer.TooManyFailures || stop.Reason == importer.Outage
}

// broken is what went wrong; that a run was stopped is nothing of the kind.
func broken(ended error) error {
	var stop *importer.Stop
	if errors.As(ended, &stop) {
		return nil
	}
	return ended
}
