package main

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"

	"leadimport/importer"
)

// interrupts turn signals into the end of a context. The first signal ends
// it, which lets a run finish what is in flight; from then on signals have
// their default effect, so that the second one ends the program at once.
type interrupts struct {
	code atomic.Int32
	stop context.CancelCauseFunc
	got  chan os.Signal
}

// watchSignals returns a context that the first SIGINT or SIGTERM ends, with a
// *importer.Stop as its cause. heard is called when that happens. The caller
// calls release when signals shall have their default effect again.
func watchSignals(ctx context.Context, heard func()) (context.Context, *interrupts) {
	ctx, stop := context.WithCancelCause(ctx)
	in := &interrupts{stop: stop, got: make(chan os.Signal, 1)}
	signal.Notify(in.got, os.Interrupt, syscall.SIGTERM)
	go func() {
		got, ok := <-in.got
		if !ok {
			return
		}
		signal.Stop(in.got)
		in.code.Store(exitInterrupted)
		why := &importer.Stop{Reason: importer.Signalled, Detail: "interrupted (SIGINT)"}
		if got == syscall.SIGTERM {
			in.code.Store(exitTerminated)
			why.Detail = "told to end (SIGTERM)"
		}
		stop(why) // before it is said: what is said is true then
		heard()
	}()
	return ctx, in
}

// exitCode is 0, or that of the signal that was heard.
func (in *interrupts) exitCode() int { return int(in.code.Load()) }

func (in *interrupts) release() {
	signal.Stop(in.got)
	close(in.got)
	in.stop(nil)
}
