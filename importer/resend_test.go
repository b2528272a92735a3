package importer_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// faultsOf answers the first creates by these faults, the others well.
func faultsOf(faults ...propexotest.Fault) propexotest.Config {
	return propexotest.Config{Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n < len(faults) {
			return faults[n]
		}
		return ""
	}}
}

// Whichever of its attempts the log has, the lead is there: it is not sent a
// third time, and the row of the first attempt is not in doubt any more.
func TestLeadThatWasSentAgainIsOneLead(t *testing.T) {
	for name, settleBetween := range map[string]bool{"settled by the run": true, "settled by the next": false} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, faultsOf("", "cut-before", "", "cut-after"), func(w *world) {
				w.is(w.runOneByOne(people(3)).statuses(), "created unknown/connection_cut created")
				w.resend = true
				if !settleBetween {
					w.settle = time.Nanosecond
				}
				w.runOneByOne(people(3))
				w.settle = 10 * time.Minute
				w.is(w.runOneByOne(people(3)).statuses(), "skipped/already_created skipped/already_created skipped/already_created")
				w.is(w.statusesOf(1, people(3)), "created created/sent_again created")
				w.is(w.statusesOf(2, people(3)), "skipped/already_created created/found_in_log skipped/already_created")
				if s := w.settleOnly(); s.Unknown != 0 || s.Open != 0 {
					w.t.Errorf("settled: %+v", s)
				}
				w.stored(3)
				l := w.open()
				defer l.Close()
				runs, err := l.Runs(w.t.Context(), 10)
				w.must(err)
				for _, run := range runs {
					if run.Open() != 0 {
						w.t.Errorf("run %d: %v", run.ID, run.Counts)
					}
				}
			})
		})
	}
}

// A pending job does not show in the log, so its silence is no leave to send a
// lead again while the log has shown nothing that was sent after it.
func TestPendingLeadIsNotSentAgain(t *testing.T) {
	const toSettle = 15 * time.Minute
	for _, after := range []time.Duration{0, 2 * time.Minute, 10 * time.Minute} {
		t.Run(after.String(), func(t *testing.T) {
			cfg := faultsOf("", "cut-after")
			cfg.Settle = toSettle
			inWorld(t, cfg, func(w *world) {
				w.settle = time.Second
				w.run(people(1)) // on which the search is proved
				time.Sleep(time.Hour)
				w.settleOnly()
				other := "First,Last,Phone,Mail,Notes,Move\nZoe,Lee,6175559999,zoe@example.com,,2027-07-01\n"
				w.is(w.run(other).statuses(), "unknown/connection_cut")
				time.Sleep(after)
				w.resend = true
				w.is(w.run(other).statuses(), "unknown/connection_cut")
				time.Sleep(time.Hour)
				w.is(w.run(other).statuses(), "skipped/already_created")
				w.stored(2)
			})
		})
	}
}

// An order to retry that had no answer is given again at most, and never
// becomes a create.
func TestUnknownRetryIsNotCreatedAnew(t *testing.T) {
	for name, recovers := range map[string]bool{"Propexo tried it again itself": true, "it failed for good": false} {
		t.Run(name, func(t *testing.T) {
			verdict, down := propexotest.Maintenance, true
			cfg := propexotest.Config{Entrata: propexotest.Entrata{RecoverAfter: time.Hour,
				Script: func(int, *propexotest.Lead) propexotest.Verdict {
					if !down {
						return ""
					}
					return verdict
				}},
				OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
					if down && kind == propexotest.RetryWrite {
						return "cut-before"
					}
					return ""
				}}
			if recovers {
				verdict = propexotest.Recovery
			}
			inWorld(t, cfg, func(w *world) {
				w.is(w.run(people(1)).statuses(), "failed/write_failed")
				w.is(w.run(people(1)).statuses(), "unknown/connection_cut")
				down = false
				time.Sleep(2 * time.Hour)
				other := "First,Last,Phone,Mail,Notes,Move\nZoe,Lee,6175559999,zoe@example.com,,2027-07-01\n"
				w.is(w.run(other).statuses(), "created") // the log has caught up
				w.resend = true
				want := "created"
				if recovers { // found before its row came
					want = "skipped/already_created"
				}
				w.is(w.run(people(1)).statuses(), want)
				w.stored(2)
				if counts := w.api.Counts(); counts.Requests[propexotest.Create] != 2 || counts.Retries == 1 == recovers {
					w.t.Errorf("%+v", counts)
				}
			})
		})
	}
}

// A lead that was sent again in vain is as doubtful as before: whoever runs its
// row next must not send it without being told to.
func TestLeadThatWasSentAgainInVainStaysUnknown(t *testing.T) {
	for _, fault := range []propexotest.Fault{"400", "429", "401"} {
		t.Run(string(fault), func(t *testing.T) {
			down := true
			cfg := propexotest.Config{Script: func(n int, lead *propexotest.Lead) propexotest.Fault {
				switch {
				case n == 0:
					return "cut-after"
				case n > 1 && down:
					return fault
				}
				return ""
			}}
			inWorld(t, cfg, func(w *world) {
				w.hidden = "ann0@example.com"
				w.is(w.runOneByOne(people(2)).statuses(), "unknown/connection_cut created")
				w.resend = true
				ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
				defer cancel()
				twice := people(1) + strings.Split(people(1), "\n")[1] + "\n"
				w.is(w.runUntil(ctx, twice).statuses(), "unknown/connection_cut duplicate/same_lead")
				down, w.resend = false, false
				w.is(w.run(people(1)).statuses(), "unknown/connection_cut")
				w.hidden = ""
				time.Sleep(time.Hour)
				w.is(w.run(people(1)).statuses(), "skipped/already_created")
				w.is(w.statusesOf(1, people(2)), "created/found_in_log created")
				w.is(w.statusesOf(2, twice), "created/found_in_log duplicate/same_lead")
				w.stored(2)
			})
		})
	}
}

// The same if it failed in the end, which is learnt later.
func TestLeadThatWasSentAgainAndFailedStaysUnknown(t *testing.T) {
	cfg := faultsOf("cut-after")
	cfg.Entrata.Script = func(n int, _ *propexotest.Lead) propexotest.Verdict {
		if n == 2 {
			return propexotest.Maintenance
		}
		return ""
	}
	inWorld(t, cfg, func(w *world) {
		w.hidden = "ann0@example.com"
		w.runOneByOne(people(2))
		w.resend = true
		w.is(w.run(people(1)).statuses(), "unknown/connection_cut")
		w.resend = false
		w.is(w.run(people(1)).statuses(), "unknown/connection_cut")
		w.hidden = ""
		time.Sleep(time.Hour)
		w.is(w.run(people(1)).statuses(), "skipped/already_created")
		w.stored(2)
	})
}

// Silence is proof only if the log would have told: of what was sent later,
// with times that can be read, and of every field that the lead has.
func TestLogThatProvesNothing(t *testing.T) {
	for name, change := range map[string]func(*importer.LogRow){
		"no times":      func(row *importer.LogRow) { row.Created = time.Time{} },
		"times before":  func(row *importer.LogRow) { row.Created = row.Created.Add(-7 * time.Hour) },
		"another shape": func(row *importer.LogRow) { *row = importer.LogRow{Unreadable: true} },
		"dates otherwise": func(row *importer.LogRow) {
			row.Parameters = bytes.ReplaceAll(row.Parameters, []byte("00Z"), []byte("00.000Z"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, faultsOf("", "cut-after"), func(w *world) {
				w.changed = func(row *importer.LogRow) {
					if name == "another shape" && !bytes.Contains(row.Parameters, []byte("ann1@")) {
						return
					}
					change(row)
				}
				three := sheetHeader + "Ann,Lee,,ann0@example.com,,\nAnn,Lee,,ann1@example.com,,2027-07-01\nAnn,Lee,,ann2@example.com,,\n"
				w.is(w.runOneByOne(three).statuses(), "created unknown/connection_cut created")
				time.Sleep(time.Hour)
				w.resend = true
				w.is(w.runOneByOne(three).statuses(), "skipped/already_created unknown/connection_cut skipped/already_created")
				w.stored(3)
			})
		})
	}
}

// A lead in doubt whose turn does not come is in doubt as before, not unsent.
func TestLeadInDoubtIsNeverUnsent(t *testing.T) {
	inWorld(t, faultsOf("cut-before", "cut-before"), func(w *world) {
		w.runOneByOne(people(3))
		w.resend = true
		ctx, cancel := context.WithCancel(w.t.Context())
		cancel()
		w.is(w.runUntil(ctx, people(3)).statuses(), "unknown/connection_cut unknown/connection_cut skipped/already_created")
		w.limit = 1
		w.is(w.run(people(3)).statuses(), "created unknown/connection_cut skipped/already_created")
		w.stored(2)
	})
}

// What a person says of a lead that was sent again holds for all its rows.
func TestClosedAfterItWasSentAgain(t *testing.T) {
	inWorld(t, faultsOf("", "cut-before", "cut-before"), func(w *world) {
		w.runOneByOne(people(2))
		w.resend = true
		w.is(w.runOneByOne(people(2)).statuses(), "skipped/already_created unknown/connection_cut")
		l := w.open()
		w.must(l.CloseLead(host, 2, importer.Ending{Status: importer.Skipped, Reason: importer.ClosedByHand, Time: time.Now()}))
		w.must(l.Close())
		if s := w.settleOnly(); s.Unknown != 0 {
			w.t.Errorf("settled: %+v", s)
		}
		for run := range int64(2) {
			if got := w.statusesOf(run+1, people(2)); got != "created skipped/closed_by_hand" && got != "skipped/already_created skipped/closed_by_hand" {
				w.t.Errorf("run %d: %s", run+1, got)
			}
		}
	})
}

// If the first attempt comes to light after all, nobody is left in the dark.
func TestLeadThatIsThereTwiceIsSaidToBe(t *testing.T) {
	inWorld(t, faultsOf("", "cut-after"), func(w *world) {
		w.hidden = "ann1@example.com"
		w.is(w.runOneByOne(people(3)).statuses(), "created unknown/connection_cut created")
		w.resend = true
		w.is(w.runOneByOne(people(3)).statuses(), "skipped/already_created created skipped/already_created")
		w.hidden = ""
		time.Sleep(time.Hour)
		w.settleOnly()
		w.is(w.statusesOf(1, people(3)), "created created/found_twice created")
	})
}

// Rows that come to the log while it is read shift its pages: the same row is
// seen twice, which does not mean that there are two.
func TestShiftedPagesAreNoSecondLead(t *testing.T) {
	cfg := propexotest.Config{Settle: time.Hour, Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n == 50 {
			return "cut-after"
		}
		return ""
	}}
	inWorld(t, cfg, func(w *world) {
		w.settle = time.Nanosecond
		w.runOneByOne(people(150))
		time.Sleep(2 * time.Hour)
		l := w.open()
		s := &importer.Settler{API: shifting{w.client}, Ledger: l, Host: host}
		w.must(errors.Join(s.Load(w.t.Context()), s.Look(w.t.Context()), l.Close()))
		if got := s.Settled(); got.Created != 150 {
			w.t.Errorf("settled: %+v", got)
		}
		if told := strings.Fields(w.statusesOf(1, people(150)))[50]; told != "created/found_in_log" {
			w.t.Errorf("row 52 is %s", told)
		}
	})
}

// shifting shows the log as if five rows came between two pages.
type shifting struct{ importer.Outcomes }

func (s shifting) WriteLog(ctx context.Context, q importer.LogQuery) ([]importer.LogRow, error) {
	q.Offset = max(0, q.Offset-5)
	return s.Outcomes.WriteLog(ctx, q)
}
