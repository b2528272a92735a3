package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// finish writes what became of the rows, whatever has ended the run: every
// row that was read is accounted for, or the program says so.
func (m *importing) finish(ended error) error {
	var stop *importer.Stop
	if errors.As(ended, &stop) {
		ended = nil
		if !isTerminal(m.stdout) { // where the summary is not seen at once
			m.say("stopped: %s", stop.Detail)
		}
	}
	s, err := m.report(stop, ended)
	if err != nil {
		return &exitCode{m.broken(), fmt.Errorf("%w\nleadimport results %d writes the files of this run again",
			once(ended, err), m.run.ID())}
	}
	if err := m.publish(s); err != nil {
		return &exitCode{m.broken(), err}
	}
	if err := m.ledger.Prune(context.Background(), m.began); err != nil {
		m.log.Warn("removing kept copies that are no longer needed", "error", err)
	}
	return &exitCode{s.Exit, ended}
}

// once joins what ended a run and what could not be done after that, which may
// be the same: a ledger that has failed says so to everybody.
func once(ended, err error) error {
	if ended != nil && err != nil && strings.Contains(err.Error(), ended.Error()) {
		return ended
	}
	return errors.Join(ended, err)
}

// broken is the exit code of a run that could not do its work to the end.
func (m *importing) broken() int {
	return max(exitError, m.signals.exitCode())
}

// report writes results and failures and makes the summary of them.
func (m *importing) report(stop *importer.Stop, broken error) (*summary, error) {
	ctx := context.Background() // the files are written whatever has stopped the run
	written, err := writeFiles(m.outputs, &importer.Results{
		Input:    m.input,
		Host:     m.target.host,
		Tag:      m.ledger.Tag(),
		Outcomes: m.ledger.Outcomes(ctx, m.run.ID()),
		Stopped:  stopText(stop),
	}, anyOfOurs(ctx, m.ledger))
	if err != nil {
		return nil, err
	}
	if err := m.ledger.Wrote(m.run.ID(), written.places(m.outputs, ledger.Files{})); err != nil {
		return nil, err
	}
	s := m.summarise(written, stop)
	s.Settled = m.learnt(ctx)
	s.Exit = m.code(s, written.tally, stop, broken)
	s.Next = m.next(s, written.tally)
	return s, errors.Join(
		m.run.Finish(s.Ended, stopText(stop), s.Exit),
		accountedFor(written.tally, m.input.Sheet.Rows))
}

func stopText(stop *importer.Stop) string {
	if stop == nil {
		return ""
	}
	return "the run stopped: " + stop.Detail
}

// accountedFor compares the rows of the results with those of the first pass.
func accountedFor(tally *importer.Tally, rows int) error {
	counted := 0
	for _, n := range tally.Counts {
		counted += n
	}
	if tally.Rows == rows && counted == rows {
		return nil
	}
	return fmt.Errorf("internal error: %s were read at first, and %s are in the results: do not rely on them",
		count(rows, "row"), number(tally.Rows))
}

// code is the exit code: an interruption goes before an error, that before a
// stop, and all of them before what the rows came to.
func (m *importing) code(s *summary, tally *importer.Tally, stop *importer.Stop, broken error) int {
	switch {
	case stop != nil && stop.Reason == importer.Signalled:
		return m.signals.exitCode()
	case broken != nil:
		return exitError
	case stop != nil:
		return exitStopped
	}
	code := outcomeCode(tally, m.settle > 0)
	if code == exitDone && s.Settled.late() {
		return exitFailures
	}
	return code
}
