package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// ask asks a person before the first real lead: who answers has seen where it
// goes, and how many. It is never asked where nobody could answer.
func (m *importing) ask(ctx context.Context) error {
	if m.yes || m.simulate || !m.terminal || !isTerminal(m.stdin) || m.file == "-" {
		return nil
	}
	check := &importer.Check{
		Input: m.input, Ledger: finder{m.ledger, m.target.host}, Host: m.target.host, Tag: m.ledger.Tag(),
	}
	report, err := check.Run(ctx)
	if err != nil || report.Send == 0 {
		return err
	}
	m.warnOfStrays(report.Strays)
	properties, err := propertiesOf(m.input, m.target.host)
	if err != nil {
		return err
	}
	send := report.Send
	if m.limit > 0 {
		send = min(send, m.limit)
	}
	fmt.Fprintf(m, "\n%s of %s will be sent to %s\n", number(send), count(report.Rows, "row"), m.strong(m.target.String()))
	fmt.Fprintf(m, "  properties   %s\n", listed(properties, 8))
	fmt.Fprintf(m, "  it takes     about %s\n", roughly(estimate(send, m.pace)))
	fmt.Fprintf(m, "  Entrata may e-mail these people.\nSend them? [y/N] ")
	return m.confirm(ctx)
}

// confirm waits for the answer. A person may be long about it, so the ledger is
// free until then; another run that takes it knows its own leads, which are not
// sent again: every row is decided anew.
func (m *importing) confirm(ctx context.Context) error {
	asked := m.held.copy.Sum()
	m.held.discard()
	m.closeLedger()
	yes, err := answer(ctx, m.stdin)
	if err != nil {
		fmt.Fprintln(m) // the question stands there still
		return err
	}
	if !yes {
		return errors.New("nothing was sent, as the answer was not y")
	}
	if err := m.openLedger(ctx); err != nil {
		return err
	}
	if err := m.readInput(ctx); err != nil {
		return err
	}
	if m.held.copy.Sum() != asked {
		return fmt.Errorf("nothing was sent: %s has changed while the question stood; run it again", shown(m.held.base))
	}
	return nil
}

// answer reads a line, or no longer than ctx lasts.
func answer(ctx context.Context, from io.Reader) (yes bool, err error) {
	line := make(chan string, 1)
	go func() {
		text, _ := bufio.NewReader(from).ReadString('\n')
		line <- text
	}()
	select {
	case text := <-line:
		text = strings.ToLower(strings.TrimSpace(text))
		return text == "y" || text == "yes", nil
	case <-ctx.Done():
		return false, context.Cause(ctx)
	}
}

// A finder lets a check look into the ledger as a run at the host would.
type finder struct {
	*ledger.Ledger
	host string
}

func (f finder) Find(ctx context.Context, lookups []importer.Lookup) ([][]importer.KnownLead, error) {
	return f.Ledger.Find(ctx, f.host, lookups)
}

// sent names the row that speaks for a lead.
func (f finder) sent(ctx context.Context, id importer.LeadID) (importer.Earlier, error) {
	lead, _, err := f.Lead(ctx, f.host, id)
	return lead.Earlier, err
}
