package main

import (
	"context"

	"leadimport/importer/ledger"
)

// openLedger opens the ledger for this run alone. Waiting for another run
// counts towards the deadline.
func (m *importing) openLedger(ctx context.Context) error {
	path, err := m.ledgerPath(m.set)
	if err != nil {
		return err
	}
	m.ledger, err = ledger.Open(ctx, path, ledger.Options{Require: m.requireLedger, Wait: m.waitLock})
	if err != nil {
		return err
	}
	m.atEnd = append(m.atEnd, func() {
		if err := m.ledger.Close(); err != nil {
			m.log.Error("closing the ledger", "error", err)
		}
	})
	last, err := m.ledger.LastSend(ctx)
	if err == nil && !last.IsZero() {
		m.target.client.Resume(last) // a given rate holds across runs
	}
	return err
}
