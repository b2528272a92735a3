package main

import (
	"errors"
	"fmt"
	"io"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// The exit codes. They are promises to the scripts that read them. Where
// several apply, 130 and 143 go before 1, 1 before 5, 5 before 4, 4 before 3.
const (
	exitDone        = 0   // every row is created, skipped or duplicate, or accepted with --settle 0
	exitError       = 1   // could not run, or was not to; or an internal error
	exitUsage       = 2   // wrong usage
	exitFailures    = 3   // finished; some rows are to be mended
	exitOpen        = 4   // finished; some rows are unknown or still accepted
	exitStopped     = 5   // stopped early by itself; the rest is unsent
	exitLocked      = 75  // another run holds the ledger; nothing was done
	exitInterrupted = 130 // SIGINT; 143 is SIGTERM
	exitTerminated  = 143
)

// An exitCode is the error of a command that says itself with which code the
// program ends. Its err may be nil: then everything has been said.
type exitCode struct {
	code int
	err  error
}

func (e *exitCode) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exitCode) Unwrap() error { return e.err }

// usageError is wrong usage: what was wrong, and where to read more.
func usageError(format string, args ...any) error {
	return &exitCode{exitUsage, fmt.Errorf(format, args...)}
}

// leave says the error of a command and returns the exit code.
func leave(err error, stderr io.Writer) int {
	if err == nil {
		return exitDone
	}
	code := exitError
	exit := &exitCode{err: err}
	if errors.As(err, &exit) {
		code = exit.code
	} else if errors.Is(err, ledger.ErrLocked) {
		code = exitLocked
	}
	if exit.err != nil {
		fmt.Fprintf(stderr, "leadimport: %v\n", err)
	}
	return code
}

// outcomeCode is the exit code of a run: of how it ended, and of what its rows
// came to. settled says that accepted rows were waited for.
func outcomeCode(tally *importer.Tally, settled bool) int {
	var open, mend int
	for status, rows := range tally.Counts {
		switch {
		case status == importer.Unknown, status == importer.Accepted && settled:
			open += rows
		case status.InFailures():
			mend += rows
		}
	}
	switch {
	case open > 0:
		return exitOpen
	case mend > tally.Left:
		return exitFailures
	}
	return exitDone
}
