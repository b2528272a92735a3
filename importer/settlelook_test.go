package importer_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// losesTheSecond loses the second create before it is stored.
func losesTheSecond(n int, _ *propexotest.Lead) propexotest.Fault {
	if n == 1 {
		return "cut-before"
	}
	return ""
}

// A look that is proved says all that there is to say of a row whose answer
// was lost long ago.
func TestUnknownRowOfYesterdayIsNotWaitedFor(t *testing.T) {
	inWorld(t, propexotest.Config{Script: losesTheSecond}, func(w *world) {
		w.settle = time.Nanosecond
		w.runOneByOne(people(3))
		time.Sleep(24 * time.Hour)
		w.settle = 10 * time.Minute
		began := time.Now()
		if s := w.settleOnly(); s.Unknown != 1 || s.Open != 0 {
			t.Errorf("settled: %+v", s)
		}
		if waited := time.Since(began); waited > 0 {
			t.Errorf("it was waited for, %s", waited)
		}
	})
}

// A job may come to the log a while after its answer was lost.
func TestUnknownRowOfJustNowIsWaitedFor(t *testing.T) {
	cfg := propexotest.Config{Settle: 20 * time.Second, Script: func(n int, _ *propexotest.Lead) propexotest.Fault {
		if n == 1 {
			return "cut-after"
		}
		return ""
	}}
	inWorld(t, cfg, func(w *world) {
		w.settle = time.Nanosecond
		w.runOneByOne(people(3))
		w.settle = 10 * time.Minute
		if s := w.settleOnly(); s.Found != 1 || s.Unknown != 0 {
			t.Errorf("settled: %+v", s)
		}
	})
}

// Whoever gives five seconds gets an answer in five, whatever the API asks for.
func TestTimeGivenEndsThePauseThatTheAPIAsksFor(t *testing.T) {
	biting := false
	cfg := propexotest.Config{RetryAfter: time.Hour, OtherScript: func(int, propexotest.Kind) propexotest.Fault {
		if biting {
			return propexotest.TooManyAfterSeconds
		}
		return ""
	}}
	inWorld(t, cfg, func(w *world) {
		w.settle = time.Nanosecond
		w.run(people(3))
		biting, w.settle = true, 5*time.Second
		began := time.Now()
		if s := w.settleOnly(); s.Open != 3 || s.Trouble == "" {
			t.Errorf("settled: %+v", s)
		}
		if took := time.Since(began); took != w.settle {
			t.Errorf("it took %s", took)
		}
	})
}

// A page of the log that is cut off takes nothing back: what the pages before
// it told is durable, and the next settling goes on to the end.
func TestSettlingThatIsCutOffKeepsWhatItLearnt(t *testing.T) {
	const leads = 2000
	b := newBacklog(leads)
	b.began = b.began.Add(-6 * 24 * time.Hour)
	l := b.ledger(t)
	defer l.Close()
	s := &importer.Settler{API: b, Ledger: l, Host: host}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	b.asked = func() {
		if b.requests > 10 {
			cancel()
		}
	}
	if err := errors.Join(s.Load(ctx), s.Look(ctx)); err != nil {
		t.Fatal(err)
	}
	first := s.Settled()
	if first.Created+first.Failed == 0 || first.Open == 1 || first.Trouble == "" {
		t.Errorf("cut off: %+v", first)
	}
	b.asked = nil
	second, _ := b.settle(t, l)
	if all := first.Created + first.Failed + second.Created + second.Failed; second.Open != 1 || all != leads-1-b.missing() {
		t.Errorf("cut off: %+v\nthen: %+v", first, second)
	}
}

// The log knows no pending jobs, but it may show a failure that Propexo is
// trying again: then the lead is accepted, and certainly not missing. Nor does
// the log's silence tell that another is, which was sent together with these.
func TestUnknownRowWhoseJobIsTriedAgainIsAccepted(t *testing.T) {
	b := newBacklog(40)
	b.began = b.began.Add(-24 * time.Hour)
	l := b.ledger(t)
	defer l.Close()
	api := &tryingAgain{b}
	s := &importer.Settler{API: api, Ledger: l, Host: host, Thorough: true}
	if err := errors.Join(s.Load(t.Context()), s.Look(t.Context())); err != nil {
		t.Fatal(err)
	}
	if got := s.Settled(); got.Found != 1 || got.Unknown != 1 || s.NotFound() != 0 {
		t.Errorf("%+v, not found: %v", got, s.NotFound())
	}
	for a, err := range l.Open(t.Context(), host) {
		if err != nil {
			t.Fatal(err)
		}
		if found := a.Row == 20+2; found && (a.Status != importer.Accepted || a.Job != b.job(20)) {
			t.Errorf("the ledger has %+v", a)
		}
	}
}

// tryingAgain is a backlog in which everything has failed once and is tried
// again.
type tryingAgain struct{ *backlog }

func (a *tryingAgain) WriteLog(ctx context.Context, q importer.LogQuery) ([]importer.LogRow, error) {
	rows, err := a.backlog.WriteLog(ctx, q)
	for i := range rows {
		if rows[i].Job == a.job(20) {
			rows[i].State = importer.WriteFailure
		}
	}
	return rows, err
}

func (a *tryingAgain) WriteStatus(context.Context, string) (importer.WriteStatus, error) {
	return importer.WriteStatus{State: importer.WritePending}, nil
}

// stuckLog gives its first page whatever the offset.
type stuckLog struct{ importer.Outcomes }

func (l stuckLog) WriteLog(ctx context.Context, q importer.LogQuery) ([]importer.LogRow, error) {
	q.Offset = 0
	return l.Outcomes.WriteLog(ctx, q)
}

// A log that tells the same again and again is not read for ever, and its
// silence proves nothing.
func TestLogThatCannotBeTurned(t *testing.T) {
	inWorld(t, faultsOf("cut-before"), func(w *world) {
		w.runOneByOne(people(150))
		l := w.open()
		defer l.Close()
		time.Sleep(25 * time.Hour)
		s := &importer.Settler{API: stuckLog{w.client}, Ledger: l, Host: host, Thorough: true}
		w.must(errors.Join(s.Load(w.t.Context()), s.Look(w.t.Context())))
		if got := s.Settled(); got.Unknown != 1 || got.Trouble == "" || s.NotFound() != 0 {
			t.Errorf("settled: %+v, missing: %d", got, s.NotFound())
		}
	})
}

// retryingItself is an API that tries a failed write again for a while, and
// whose log has the failure all the time.
type retryingItself struct {
	importer.Outcomes
	until time.Time
	asked int
}

func (a *retryingItself) WriteStatus(ctx context.Context, job string) (importer.WriteStatus, error) {
	a.asked++
	if time.Now().Before(a.until) {
		return importer.WriteStatus{State: importer.WritePending}, nil
	}
	return importer.WriteStatus{State: importer.WriteSuccess}, nil
}

// The log's FAILURE is no word against write-status, however often it is read.
func TestPendingWriteIsNotFailed(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{Script: func(int, *propexotest.Lead) propexotest.Verdict {
		return propexotest.Maintenance
	}}}
	inWorld(t, cfg, func(w *world) {
		w.settle = time.Nanosecond
		w.run(people(6))
		l := w.open()
		defer l.Close()
		api := &retryingItself{Outcomes: w.client, until: time.Now().Add(5 * time.Minute)}
		s := &importer.Settler{API: api, Ledger: l, Host: host}
		over := make(chan struct{})
		close(over)
		w.must(errors.Join(s.Load(w.t.Context()), s.Look(w.t.Context()), s.Settle(w.t.Context(), over)))
		if got := s.Settled(); got.Created != 6 || got.Failed != 0 || api.asked > 6*8 {
			t.Errorf("settled: %+v, with %d asks", got, api.asked)
		}
	})
}
