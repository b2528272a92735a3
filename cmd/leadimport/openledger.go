package main

import (
	"context"

	"github.com/spf13/pflag"

	"leadimport/importer/ledger"
)

// openLedger opens the ledger for this run alone. Waiting for another run
// counts towards the deadline.
func (m *importing) openLedger(ctx context.Context) error {
	var err error
	m.ledger, err = m.holdLedger(ctx, m.set, ledger.Options{Require: m.requireLedger, Wait: m.waitLock})
	if err != nil {
		return err
	}
	m.atEnd = append(m.atEnd, m.closeLedger)
	m.newLedger = m.newLedger || m.ledger.New()
	last, err := m.ledger.LastSend(ctx)
	if err == nil && !last.IsZero() {
		m.target.client.Resume(last) // a given rate holds across runs
	}
	return err
}

// closeLedger closes the ledger if it is open.
func (m *importing) closeLedger() {
	if m.ledger == nil {
		return
	}
	if err := m.ledger.Close(); err != nil {
		m.log.Error("closing the ledger", "error", err)
	}
	m.ledger = nil
}

// holdLedger opens the ledger that the flags name for this command alone.
func (p *program) holdLedger(ctx context.Context, flags *pflag.FlagSet, o ledger.Options) (*ledger.Ledger, error) {
	path, err := p.ledgerPath(flags)
	if err != nil {
		return nil, err
	}
	return ledger.Open(ctx, path, o)
}

// readLedger opens the ledger that the flags name for looking only, whoever
// holds it.
func (p *program) readLedger(flags *pflag.FlagSet) (*ledger.Ledger, error) {
	path, err := p.ledgerPath(flags)
	if err != nil {
		return nil, err
	}
	return ledger.OpenReader(path)
}
