package importer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

func TestAThousandLeadsSettleByTheHundred(t *testing.T) {
	for name, cfg := range map[string]propexotest.Config{
		"at once":      {},
		"pending":      {Settle: 2 * time.Second, Spread: 3 * time.Second},
		"oldest first": {OldestFirst: true},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, cfg, func(w *world) {
				r := w.run(people(1000))
				if r.stop != nil || r.settled.Created != 1000 || r.settled.Open != 0 {
					t.Errorf("stopped by %v, settled %+v", r.stop, r.settled)
				}
				if r.requests > 1030 {
					t.Errorf("%d requests for 1,000 leads", r.requests)
				}
				w.stored(1000)
				if again := w.run(people(1000)); again.requests > 1 || !strings.HasPrefix(again.statuses(), "skipped/already_created") {
					t.Errorf("the second run sent %d requests", again.requests)
				}
			})
		})
	}
}

func TestEndsOfWrites(t *testing.T) {
	verdicts := []propexotest.Verdict{propexotest.Taken, propexotest.Invalid, propexotest.Partial, propexotest.Speechless, propexotest.Stuck}
	cfg := propexotest.Config{Settle: time.Second, Entrata: propexotest.Entrata{
		Script: func(n int, _ *propexotest.Lead) propexotest.Verdict { return verdicts[n%len(verdicts)] },
	}}
	inWorld(t, cfg, func(w *world) {
		r := w.runOneByOne(people(5))
		want := "created failed/write_failed partial/partial_success failed/write_failed accepted"
		if got := r.statuses(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if text := r.rows[1][importer.ColumnError]; strings.ContainsAny(text, `{}`) || strings.Contains(text, "@") ||
			strings.Contains(text, "Ann1") || strings.Contains(text, "Lee") {
			t.Errorf("the property system's words are not unwrapped and masked: %s", text)
		}
		if r.settled.Open != 1 {
			t.Errorf("settled: %+v", r.settled)
		}
	})
}

// Rows whose answer was lost are found in the log if they were stored, and
// stay unknown if they were not.
func TestUnknownRowsAreSoughtInTheLog(t *testing.T) {
	faults := []propexotest.Fault{"", "cut-after", "500-after", "truncated", "cut-before", "500-before", ""}
	cfg := propexotest.Config{Settle: time.Second, Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n < len(faults) {
			return faults[n]
		}
		return ""
	}}
	inWorld(t, cfg, func(w *world) {
		r := w.runOneByOne(people(7))
		want := "created created/found_in_log created/found_in_log created/found_in_log " +
			"unknown/connection_cut unknown/server_error created"
		if got := r.statuses(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		w.stored(5)
		if again := w.runOneByOne(r.failures); again.statuses() != "unknown/connection_cut unknown/server_error" {
			t.Errorf("run again: %s", again.statuses())
		}
		w.stored(5)
		w.resend = true
		if again := w.runOneByOne(r.failures); again.statuses() != "created created" {
			t.Errorf("sent again: %s", again.statuses())
		}
		w.stored(7)
	})
}

// Only a search that goes back to a write's intent can find it missing: its
// job may have come to the log while nobody could tell whose it was.
func TestUnknownRowIsSoughtFromItsIntentBeforeItIsSentAgain(t *testing.T) {
	cfg := propexotest.Config{Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n == 1 {
			return "cut-before"
		}
		return ""
	}}
	inWorld(t, cfg, func(w *world) {
		w.runOneByOne(people(3))
		time.Sleep(3 * time.Hour)
		w.settleOnly()
		time.Sleep(3 * time.Hour)
		l := w.open()
		s := w.settler(l)
		w.must(s.Load(w.t.Context()))
		w.must(s.Look(w.t.Context()))
		if missing := s.NotFound(); missing > 0 {
			t.Errorf("a search of the last hours alone says that %v are missing", missing)
		}
		w.must(l.Close())
		w.resend = true
		if r := w.runOneByOne(people(3)); r.statuses() != "skipped/already_created created skipped/already_created" {
			t.Error(r.statuses())
		}
		w.stored(3)
	})
}

// What was sent before the log's reach cannot be said to be missing from it.
func TestUnknownRowOlderThanTheLogIsNotSentAgain(t *testing.T) {
	cfg := propexotest.Config{Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n == 1 {
			return "cut-after"
		}
		return ""
	}}
	inWorld(t, cfg, func(w *world) {
		w.settle = time.Nanosecond
		w.runOneByOne(people(2))
		time.Sleep(40 * 24 * time.Hour)
		w.settle, w.resend = 10*time.Minute, true
		if r := w.runOneByOne(people(4)); r.statuses() != "created unknown/connection_cut created created" {
			t.Error(r.statuses())
		}
		w.stored(4)
		if r := w.runOneByOne(people(4)); !strings.Contains(r.statuses(), "unknown/connection_cut") {
			t.Errorf("with jobs of today to prove the rule on: %s", r.statuses())
		}
		w.stored(4)
	})
}

// If parameters cannot be matched, nothing counts as not found.
func TestLogWithoutParametersProvesNothing(t *testing.T) {
	cfg := propexotest.Config{LogParameters: propexotest.ParametersAbsent,
		Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
			if n == 1 {
				return "cut-after"
			}
			return ""
		}}
	inWorld(t, cfg, func(w *world) {
		if r := w.runOneByOne(people(3)); r.statuses() != "created unknown/connection_cut created" {
			t.Error(r.statuses())
		}
		w.resend = true
		if r := w.runOneByOne(people(3)); r.statuses() != "skipped/already_created unknown/connection_cut skipped/already_created" {
			t.Error(r.statuses())
		}
		w.stored(3)
	})
}

func TestLogUnavailable(t *testing.T) {
	for _, fault := range []propexotest.Fault{"500-before", "429", "garbage", "403"} {
		t.Run(string(fault), func(t *testing.T) {
			cfg := propexotest.Config{OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
				if kind == propexotest.WriteLog {
					return fault
				}
				return ""
			}}
			inWorld(t, cfg, func(w *world) {
				r := w.run(people(30))
				if r.settled.Created != 30 || r.settled.Trouble == "" {
					t.Errorf("settled: %+v", r.settled)
				}
			})
		})
	}
}

// An API that tells no outcomes is not asked for ten minutes.
func TestNoOutcomesToBeHadEndTheSettling(t *testing.T) {
	for _, fault := range []propexotest.Fault{"403", "404", "405", "501"} {
		t.Run(string(fault), func(t *testing.T) {
			cfg := propexotest.Config{OtherScript: func(int, propexotest.Kind) propexotest.Fault { return fault }}
			inWorld(t, cfg, func(w *world) {
				began := time.Now()
				r := w.run(people(3))
				if r.statuses() != "accepted accepted accepted" || time.Since(began) > time.Minute || r.settled.Trouble == "" {
					t.Errorf("%s after %s: %+v", r.statuses(), time.Since(began), r.settled)
				}
			})
		})
	}
}

// A failed write that comes back unchanged is retried, a corrected one is
// sent anew, both after a last look.
func TestFailedRowsComeBack(t *testing.T) {
	down := true
	cfg := propexotest.Config{Entrata: propexotest.Entrata{Down: func(time.Time) bool { return down }}}
	inWorld(t, cfg, func(w *world) {
		r := w.run(people(2))
		if r.statuses() != "failed/write_failed failed/write_failed" {
			t.Fatal(r.statuses())
		}
		down = false
		corrected := strings.Replace(r.failures, "Ann1,Lee", "Anna,Lee", 1)
		again := w.run(corrected)
		if again.statuses() != "created created" {
			t.Error(again.statuses())
		}
		counts := w.api.Counts()
		if counts.Retries != 1 || counts.Queued != 3 {
			t.Errorf("counts: %+v", counts)
		}
		w.stored(2)
	})
}

func TestFailureThatPropexoRetriedItself(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{RecoverAfter: time.Hour,
		Script: func(int, *propexotest.Lead) propexotest.Verdict { return propexotest.Recovery }}}
	inWorld(t, cfg, func(w *world) {
		r := w.run(people(1))
		if r.statuses() != "failed/write_failed" {
			t.Fatal(r.statuses())
		}
		time.Sleep(2 * time.Hour)
		if again := w.run(r.failures); again.statuses() != "created" {
			t.Error(again.statuses())
		}
		w.stored(1)
	})
}

// No order to retry may lead to a second create, whatever becomes of it.
func TestRetryWhoseAnswerIsLost(t *testing.T) {
	for _, fault := range []propexotest.Fault{"cut-after", "cut-before", "400", "429", "500-after"} {
		t.Run(string(fault), func(t *testing.T) {
			down, biting := true, true
			cfg := propexotest.Config{
				Entrata: propexotest.Entrata{Down: func(time.Time) bool { return down }},
				OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
					if biting && kind == propexotest.RetryWrite {
						return fault
					}
					return ""
				}}
			inWorld(t, cfg, func(w *world) {
				r := w.run(people(1))
				down = false
				ctx, cancel := context.WithTimeout(w.t.Context(), time.Hour)
				defer cancel()
				again := w.runUntil(ctx, r.failures)
				biting = false
				w.run(people(1))
				last := w.run(people(1))
				if creates := w.api.Counts().Requests[propexotest.Create]; creates != 1 {
					t.Errorf("%d creates; the runs said %s, %s", creates, again.statuses(), last.statuses())
				}
				if n := w.api.Counts().Stored; n > 1 {
					t.Errorf("stored %d times", n)
				}
			})
		})
	}
}

func TestKilledWhileSettling(t *testing.T) {
	cfg := propexotest.Config{Settle: time.Minute}
	inWorld(t, cfg, func(w *world) {
		w.settle = time.Second
		if r := w.run(people(150)); r.settled.Open != 150 {
			t.Fatalf("settled: %+v", r.settled)
		}
		w.settle = 10 * time.Minute
		time.Sleep(time.Hour)
		if s := w.settleOnly(); s.Created != 150 || s.Open != 0 {
			t.Errorf("settled: %+v", s)
		}
	})
}

// A write that never ends costs little: the log is read down to where it was
// sought last, and it is asked for seldom.
func TestOneStuckWriteOfLastWeek(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{
		Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
			if n == 7 {
				return propexotest.Stuck
			}
			return propexotest.Taken
		}}}
	inWorld(t, cfg, func(w *world) {
		w.settle = time.Nanosecond
		w.run(people(2000))
		time.Sleep(6 * 24 * time.Hour)
		w.settle = 10 * time.Minute
		before := w.client.Counts().Requests
		if s := w.settleOnly(); s.Created+s.Open < 1 || s.Open != 1 {
			t.Errorf("settled: %+v", s)
		}
		first := w.client.Counts().Requests - before
		w.settleOnly()
		second := w.client.Counts().Requests - before - first
		if first > 25 || second > 5 {
			t.Errorf("settling cost %d requests, then %d", first, second)
		}
	})
}

func TestLateFailureFreesItsDuplicates(t *testing.T) {
	cfg := propexotest.Config{Settle: time.Second, Entrata: propexotest.Entrata{
		Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
			if n == 0 {
				return propexotest.Invalid
			}
			return propexotest.Taken
		}}}
	inWorld(t, cfg, func(w *world) {
		text := people(1) + "Ann0,Lee,6175550000,ann0@example.com,again,\n"
		r := w.run(text)
		if r.statuses() != "failed/write_failed unsent/original_failed" {
			t.Error(r.statuses())
		}
		if again := w.run(text); again.statuses() != "created duplicate/same_lead" {
			t.Error(again.statuses())
		}
		w.stored(1)
	})
}

func TestOutageStopsTheRun(t *testing.T) {
	cfg := propexotest.Config{Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n < 3 {
			return ""
		}
		return "500-before"
	}}
	inWorld(t, cfg, func(w *world) {
		r := w.run(people(500))
		var stop *importer.Stop
		if !errors.As(r.stop, &stop) || stop.Reason != importer.Outage {
			t.Errorf("stopped by %v", r.stop)
		}
		// Three times five in a row, each with what was in flight; and before each of
		// the three that went well, however late that is heard of, up to four.
		if n := strings.Count(r.statuses(), "unknown"); n > 3*(5+16)+3*4 {
			t.Errorf("%d unknown rows", n)
		}
	})
}

// A run that is stopped goes on deciding: who is known is told so.
func TestStoppedRunKnowsEarlierRows(t *testing.T) {
	cfg := propexotest.Config{Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n == 3 {
			return "401"
		}
		return ""
	}}
	inWorld(t, cfg, func(w *world) {
		w.run(people(3))
		text := strings.Replace(people(3), "\n", "\nNew,Lee,6175559999,new@example.com,,2027-07-01\nNewer,Lee,6175559998,newer@example.com,,2027-07-01\n", 1)
		r := w.runOneByOne(text)
		want := "rejected/unauthorized unsent/stopped skipped/already_created skipped/already_created skipped/already_created"
		if got := r.statuses(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}
