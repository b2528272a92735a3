package importer_test

import (
	"errors"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// retryFailed is leadimport settle --retry-failed.
func (w *world) retryFailed() (importer.Retried, importer.Settled, error) {
	w.t.Helper()
	l := w.open()
	defer l.Close()
	s := w.settler(l)
	w.must(s.Load(w.t.Context()))
	w.must(s.Look(w.t.Context()))
	retry := &importer.Retry{API: w.client, Outcomes: w.client, Ends: l, Settler: s, Failed: l.Failed(w.t.Context(), host),
		Ledger: func(run int64) (importer.Ledger, error) { return l.EarlierRun(w.t.Context(), run) }}
	retried, err := retry.Run(w.t.Context())
	over := make(chan struct{})
	close(over)
	w.must(s.Settle(w.t.Context(), over))
	return retried, s.Settled(), err
}

func (w *world) statusesOf(run int64, text string) string {
	w.t.Helper()
	l := w.open()
	defer l.Close()
	return w.results(l, w.input(text), run).statuses()
}

func TestMorningAfterANightOfMaintenance(t *testing.T) {
	down := true
	cfg := propexotest.Config{Settle: time.Second, Entrata: propexotest.Entrata{Down: func(time.Time) bool { return down }}}
	inWorld(t, cfg, func(w *world) {
		w.run(people(3))
		down = false
		retried, settled, err := w.retryFailed()
		if err != nil || retried.Queued != 3 || retried.Runs[1] != 3 || settled.Created != 3 {
			t.Errorf("%+v, then %+v (%v)", retried, settled, err)
		}
		if got := w.statusesOf(1, people(3)); got != "created created created" {
			t.Error(got)
		}
		if again, _, err := w.retryFailed(); err != nil || again.Queued != 0 {
			t.Errorf("once more: %+v (%v)", again, err)
		}
		w.stored(3)
		if creates := w.api.Counts().Requests[propexotest.Create]; creates != 3 {
			t.Errorf("%d creates", creates)
		}
	})
}

func TestWriteThatPropexoHasTriedAgainItselfIsNotRetried(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{RecoverAfter: time.Hour,
		Script: func(int, *propexotest.Lead) propexotest.Verdict { return propexotest.Recovery }}}
	inWorld(t, cfg, func(w *world) {
		w.run(people(1))
		time.Sleep(2 * time.Hour)
		retried, _, err := w.retryFailed()
		if err != nil || retried.Created != 1 || retried.Queued != 0 || w.api.Counts().Retries != 0 {
			t.Errorf("%+v (%v)", retried, err)
		}
		if got := w.statusesOf(1, people(1)); got != "created" {
			t.Error(got)
		}
	})
}

// Whatever becomes of the order to try a write again, no lead is created.
func TestOrderToRetryThatGoesWrong(t *testing.T) {
	tests := map[propexotest.Fault]string{
		"cut-before": "unknown/connection_cut",
		"cut-after":  "created/found_in_log",
		"400":        "failed/retry_refused",
		"404":        "failed/retry_refused",
	}
	for fault, want := range tests {
		t.Run(string(fault), func(t *testing.T) {
			down := true
			cfg := propexotest.Config{
				Entrata: propexotest.Entrata{Down: func(time.Time) bool { return down }},
				OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
					if kind == propexotest.RetryWrite {
						return fault
					}
					return ""
				}}
			inWorld(t, cfg, func(w *world) {
				w.run(people(2))
				down = false
				if _, _, err := w.retryFailed(); err != nil {
					t.Error(err)
				}
				if got := w.statusesOf(1, people(2)); got != want+" "+want {
					t.Errorf("got %s, want %s", got, want)
				}
				if creates := w.api.Counts().Requests[propexotest.Create]; creates != 2 {
					t.Errorf("%d creates", creates)
				}
			})
		})
	}
}

func TestFailedWriteThatTheAPIDoesNotKnowAnyMoreStaysFailed(t *testing.T) {
	for _, fault := range []propexotest.Fault{"404", "500-before"} {
		t.Run(string(fault), func(t *testing.T) {
			down, gone := true, false
			cfg := propexotest.Config{
				Entrata: propexotest.Entrata{Down: func(time.Time) bool { return down }},
				OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
					if gone && kind == propexotest.WriteStatus {
						return fault
					}
					return ""
				}}
			inWorld(t, cfg, func(w *world) {
				w.run(people(1))
				down, gone = false, true
				retried, _, err := w.retryFailed()
				if err != nil || retried.Failed != 1 || len(retried.Runs) != 0 {
					t.Errorf("%+v (%v)", retried, err)
				}
				if n := w.api.Counts().Requests[propexotest.Create]; n != 1 {
					t.Errorf("%d creates", n)
				}
			})
		})
	}
}

func TestRefusedKeyEndsTheRetrying(t *testing.T) {
	down := true
	cfg := propexotest.Config{
		Entrata: propexotest.Entrata{Down: func(time.Time) bool { return down }},
		OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
			if kind == propexotest.RetryWrite {
				return "401"
			}
			return ""
		}}
	inWorld(t, cfg, func(w *world) {
		w.run(people(40))
		_, _, err := w.retryFailed()
		var stop *importer.Stop
		if !errors.As(err, &stop) || stop.Reason != importer.CredentialsRefused {
			t.Errorf("it ended with %v", err)
		}
	})
}

// A key that may not retry may create all the same.
func TestRefusedRetryIsNoRefusalOfCreates(t *testing.T) {
	cfg := propexotest.Config{
		OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
			if kind == propexotest.RetryWrite {
				return "403"
			}
			return ""
		},
		Entrata: propexotest.Entrata{Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
			if n == 0 {
				return propexotest.Maintenance
			}
			return ""
		}}}
	inWorld(t, cfg, func(w *world) {
		w.is(w.run(people(1)).statuses(), "failed/write_failed")
		r := w.runOneByOne(people(3))
		w.is(r.statuses(), "failed/retry_refused created created")
		if r.stop != nil {
			t.Error(r.stop)
		}
	})
}

// An order to retry whose answer was lost is known by the job that it was for.
func TestLostOrderToRetryIsAskedForByItsJob(t *testing.T) {
	cfg := propexotest.Config{
		OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
			if kind == propexotest.RetryWrite {
				return "cut-before"
			}
			return ""
		},
		Entrata: propexotest.Entrata{RecoverAfter: time.Hour, Script: func(int, *propexotest.Lead) propexotest.Verdict {
			return propexotest.Recovery
		}}}
	inWorld(t, cfg, func(w *world) {
		w.is(w.run(people(1)).statuses(), "failed/write_failed")
		w.is(w.run(people(1)).statuses(), "unknown/connection_cut")
		time.Sleep(2 * time.Hour)
		if s := w.settleOnly(); s.Created != 1 || s.Unknown != 0 {
			t.Errorf("settled: %+v", s)
		}
		w.is(w.run(people(1)).statuses(), "skipped/already_created")
		w.stored(1)
	})
}
