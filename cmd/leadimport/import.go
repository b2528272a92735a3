package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"leadimport/importer"
	"leadimport/importer/ledger"
	"leadimport/mapping"
)

// An importing is one call of leadimport run: what its steps hand on to each
// other.
type importing struct {
	*program
	*runFlags
	*talk
	file  string
	began time.Time

	mapText []byte
	mapped  *mapping.Mapping
	target  *target
	ledger  *ledger.Ledger // nil while it is not open
	held    *held
	input   *importer.Input
	outputs *outputs
	run     *ledger.Run

	newLedger bool // this run has made it

	progress importer.Progress
	warned   bool      // of strays
	settling *settling // nil: with --settle 0 nobody asks for outcomes
	phase    atomic.Int32
	signals  *interrupts
	atEnd    []func() // undoes what was opened, the last first
}

func (p *program) newImport(f *runFlags, file string) *importing {
	return &importing{program: p, runFlags: f, talk: p.newTalk(f.talkativeness), file: file, began: time.Now()}
}

// do runs the import from its settings to its summary. Everything that can be
// wrong before the first lead is looked at first, what needs neither ledger
// nor input at the very first.
func (m *importing) do(ctx context.Context) error {
	defer m.close()
	ctx = m.watch(ctx)
	for _, step := range []func(context.Context) error{
		m.readMapping,
		m.findTarget,
		m.openLedger,
		m.readInput,
		m.openOutputs,
		m.announce,
		m.ask,
	} {
		err := step(ctx)
		if ctx.Err() != nil {
			return m.gaveUp(ctx)
		}
		if err != nil {
			return err
		}
	}
	// From here on a run that is stopped has its files, and a number.
	m.phase.Store(sending)
	if err := m.settleEarlier(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	if err := m.begin(); err != nil {
		return err
	}
	ended := m.send(ctx)
	ended = m.await(ctx, ended)
	return m.finish(ended)
}

// The phases of a run, as far as a signal means something else in them.
const (
	preparing int32 = iota
	sending
	awaiting
)

// watch lets signals and the deadline end the run.
func (m *importing) watch(ctx context.Context) context.Context {
	if m.deadline > 0 {
		stop := &importer.Stop{Reason: importer.DeadlineReached, Detail: "the deadline of " + m.deadline.String() + " was reached"}
		deadlined, cancel := context.WithDeadlineCause(ctx, m.began.Add(m.deadline), stop)
		m.atEnd = append(m.atEnd, cancel)
		ctx = deadlined
	}
	ctx, m.signals = watchSignals(ctx, func() {
		switch m.phase.Load() {
		case sending:
			m.say("stopping: what is in flight is finished first; once more leaves at once")
		case awaiting:
			m.say("stopping: outcomes are not waited for any longer; once more leaves at once")
		}
	})
	m.atEnd = append(m.atEnd, m.signals.release)
	return ctx
}

// gaveUp is the end of a run that was stopped before it began: it has done
// nothing, so it is no run of the ledger's and has no files.
func (m *importing) gaveUp(ctx context.Context) error {
	code := m.signals.exitCode()
	if code == 0 {
		code = exitStopped
	}
	return &exitCode{code, fmt.Errorf("%w before the first lead; nothing was sent, and no files were written", context.Cause(ctx))}
}

func (m *importing) close() {
	for i := len(m.atEnd) - 1; i >= 0; i-- {
		m.atEnd[i]()
	}
}

// begin makes the run known to the ledger, which takes over the kept copy.
func (m *importing) begin() (err error) {
	m.run, err = m.ledger.BeginRun(ledger.Info{
		Host:        m.target.host,
		Integration: m.mapped.Constant("integration_id"),
		Started:     m.began,
		Input:       m.held.base,
		InputPath:   m.held.path,
		Rows:        m.input.Sheet.Rows,
		Sheet:       m.held.sheetText,
		Mapping:     absolute(m.mapping),
		Text:        m.mapText,
		Copy:        m.held.copy,
	})
	if err != nil {
		return err
	}
	m.held.keptBy(m.ledger, m.run.ID())
	// If it is killed, its files still belong there.
	return m.ledger.Wrote(m.run.ID(), ledger.Files{
		Results: absolute(m.outputs.results.path), Failures: absolute(m.outputs.failures.path)})
}

// send imports the rows. It returns nil, the *importer.Stop for which it ended
// early, or what went wrong with ledger or input.
func (m *importing) send(ctx context.Context) error {
	rows, err := m.input.Rows(m.target.host, m.ledger.Tag())
	if err != nil {
		return err
	}
	defer rows.Close()
	spareMemory(m.input.Sheet.Rows)
	defer m.follow(&m.progress, m.input.Sheet.Rows, m.settling != nil)()
	run := &importer.Run{
		ID:          m.run.ID(),
		Ledger:      m.run,
		API:         m.target.client,
		Outcomes:    m.target.client,
		Ends:        m.ledger,
		NextLead:    m.run.NextLead,
		Workers:     m.workers,
		Limit:       m.limit,
		MaxFailures: m.tolerated,
		Progress:    &m.progress,
		Log:         m.log,
	}
	if m.settling != nil {
		run.Settler, run.Resend = m.settling.settler, m.resendUnknown && !m.simulate
		m.settling.begin()
	}
	err = run.Import(ctx, rows)
	m.warnOfStrays(int(m.progress.Strays.Load()))
	return err
}

// warnOfStrays says once that failures of another ledger are run.
func (m *importing) warnOfStrays(rows int) {
	if rows > 0 && !m.warned {
		m.warned = true
		m.log.Warn(strays(rows), "ledger", m.ledger.Path())
	}
}

func strays(rows int) string {
	return "import_lead of " + count(rows, "row") + " names no lead that this ledger has for this host: " +
		"is it the right --ledger? Such rows are known by e-mail and phone alone"
}
