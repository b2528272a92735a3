package main

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

const settleUsage = `leadimport settle    learn what became of the leads that earlier runs left accepted or
                     unknown, and write the files of those runs again

  --settle 10m            how long to wait for outcomes
  --retry-failed          first ask Propexo to try failed writes again, as they
                          were sent: after a night of maintenance
  --ledger FILE           what was sent before (in your state folder);
                          --wait-lock 10m  waits for another run to end
  --base-url URL          the API (production): leads sent elsewhere are left;
                          --simulate cannot be settled: it forgets
  --api-key-file FILE     holds its key, else the variable PROPEXO_API_KEY does
  --rate auto             or 120/m, 2/s;  --workers 16  requests at once
  --request-timeout 60s   how long an answer may take
  --json                  what was learnt, as JSON
  --quiet --verbose       say less or more;  --log-format text|json

Exit code: 0 nothing is open any more, 3 some writes failed, 4 some leads are open
still, 5 stopped early, 75 another run is under way, 1 could not settle, 2 wrong
usage, 130 or 143 interrupted.

  leadimport settle --retry-failed
`

// settleFlags are what a person may say about settling.
type settleFlags struct {
	talkativeness
	apiFlags
	settle      time.Duration
	retryFailed bool
	waitLock    time.Duration
	json        bool

	set *pflag.FlagSet
}

func (p *program) settleCommand() *cobra.Command {
	f := new(settleFlags)
	c := &cobra.Command{
		Use:  "settle",
		Long: settleUsage,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := f.check(); err != nil {
				return err
			}
			s := &settlement{program: p, settleFlags: f, talk: p.newTalk(f.talkativeness), began: time.Now()}
			return s.do(context.Background())
		},
	}
	f.set = c.Flags()
	f.talkativeness.addFlags(f.set)
	f.apiFlags.addFlags(f.set)
	f.set.String("ledger", "", "")
	f.set.DurationVar(&f.settle, "settle", 10*time.Minute, "")
	f.set.BoolVar(&f.retryFailed, "retry-failed", false, "")
	f.set.DurationVar(&f.waitLock, "wait-lock", 0, "")
	f.set.BoolVar(&f.json, "json", false, "")
	return c
}

func (f *settleFlags) check() error {
	if err := f.talkativeness.check(); err != nil {
		return err
	}
	if err := f.apiFlags.check(f.set); err != nil {
		return err
	}
	switch {
	case f.settle < 0 || f.waitLock < 0:
		return usageError("--settle and --wait-lock take durations of 0 or more")
	case f.simulate:
		return errForgotten
	}
	return nil
}

// errForgotten is the answer to questions that only the embedded simulator of
// an earlier run could answer.
var errForgotten = usageError("a simulated API forgets when its run ends: nothing can be asked of it later")

// A settlement is one call of leadimport settle.
type settlement struct {
	*program
	*settleFlags
	*talk
	began time.Time

	target  *target
	ledger  *ledger.Ledger
	settler *importer.Settler
	signals *interrupts
	left    time.Duration // of what --settle grants
}

// do settles, from its settings to what it prints.
func (s *settlement) do(ctx context.Context) (err error) {
	ctx, s.signals = watchSignals(ctx, func() {
		s.say("stopping: what is in flight is finished first; once more leaves at once")
	})
	defer s.signals.release()
	if s.target, err = s.newTarget(&s.apiFlags, s.set, s.log); err != nil {
		return err
	}
	defer s.target.client.Close()
	if s.ledger, err = s.holdLedger(ctx, s.set, ledger.Options{Require: true, Wait: s.waitLock}); err != nil {
		return err
	}
	defer s.ledger.Close()
	s.say("at %s", s.strong(s.target.String()))
	s.say("ledger %s", s.ledger.Path())
	debug.SetGCPercent(sparingPercent) // most of the time it waits for the API
	s.settler = &importer.Settler{API: s.target.client, Ledger: s.ledger, Host: s.target.host, Log: s.log}
	err = s.settler.Load(ctx)
	if ctx.Err() != nil {
		return &exitCode{s.signals.exitCode(), errors.New("interrupted before anything was asked")}
	}
	if err != nil {
		return err
	}
	if err := s.look(ctx); err != nil {
		return err
	}
	retried, stop, err := s.retry(ctx)
	if err != nil {
		return err
	}
	if err := s.await(ctx); err != nil {
		return err
	}
	return s.report(retried, stop)
}

// look seeks what is open once. That takes a request for a hundred leads, so
// it is a part of the waiting; --settle 0 looks without waiting afterwards.
func (s *settlement) look(ctx context.Context) error {
	began, until := time.Now(), time.Time{}
	if s.settle > 0 {
		until = began.Add(s.settle)
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, until)
		defer cancel()
	}
	defer s.followSettling(s.settler, until)()
	err := s.settler.Look(ctx)
	s.left = s.settle - time.Since(began)
	return err
}

// await waits for the outcomes, for as long as --settle leaves.
func (s *settlement) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s.left)
	defer cancel()
	over := make(chan struct{})
	close(over)
	defer s.followSettling(s.settler, time.Now().Add(s.left))()
	return s.settler.Settle(ctx, over)
}
