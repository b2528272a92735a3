package importer_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sort"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// A backlog is an API that was sent so many leads last week, one a second, and
// has ended them all but one, which is pending for ever. Of every twenty
// answers one was lost, and every other such lead with it. It makes up its
// rows as they are asked for, as nobody could wait for a real one.
type backlog struct {
	leads    int
	began    time.Time
	logged   []int32 // leads that the write log has, the oldest first
	requests int
	asked    func() // told of each page, if set
}

const stuck = 7

func newBacklog(leads int) *backlog {
	b := &backlog{leads: leads, began: time.Now()}
	for lead := range leads {
		if lead != stuck && !b.lost(lead) {
			b.logged = append(b.logged, int32(lead))
		}
	}
	return b
}

func (b *backlog) unanswered(lead int) bool   { return lead%20 == 0 }
func (b *backlog) lost(lead int) bool         { return lead%40 == 0 }
func (b *backlog) fails(lead int) bool        { return lead%1000 == 1 }
func (b *backlog) sent(lead int) time.Time    { return b.began.Add(time.Duration(lead) * time.Second) }
func (b *backlog) job(lead int) string        { return fmt.Sprintf("cm4ublxhn%016d", lead) }
func (b *backlog) found() int                 { return b.leads / 40 }
func (b *backlog) missing() int               { return b.leads / 40 }
func (b *backlog) parameters(lead int) []byte { return fmt.Appendf(nil, backlogParameters, lead, lead) }

const backlogParameters = `{"integration_id":"cm4i1","property_id":"cm4p1","lead_source_id":"cm4s1","first_name":"Ann%d",` +
	`"last_name":"Lee","middle_name":null,"email_1":"ann%d@example.com","phone_1":null,"notes":null}`

// WriteLog implements importer.Outcomes: the newest row comes first.
func (b *backlog) WriteLog(ctx context.Context, q importer.LogQuery) ([]importer.LogRow, error) {
	b.requests++
	if b.asked != nil {
		b.asked()
	}
	reach := map[string]time.Duration{"hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour, "month": 30 * 24 * time.Hour}
	since := time.Now().Add(-reach[q.TimeRange])
	within := sort.Search(len(b.logged), func(i int) bool { return !b.sent(int(b.logged[i])).Before(since) })
	rows := []importer.LogRow{}
	for at := len(b.logged) - 1 - q.Offset; at >= within && len(rows) < q.Limit; at-- {
		lead := int(b.logged[at])
		row := importer.LogRow{ID: "row-" + b.job(lead), Job: b.job(lead), State: importer.WriteSuccess,
			Integration: "cm4i1", Created: b.sent(lead).Add(time.Second), Parameters: b.parameters(lead)}
		if b.fails(lead) {
			row.State, row.Error = importer.WriteFailure, `{"message":"the phone number is not valid"}`
		}
		rows = append(rows, row)
	}
	return rows, ctx.Err()
}

// WriteStatus implements importer.Outcomes.
func (b *backlog) WriteStatus(_ context.Context, job string) (importer.WriteStatus, error) {
	b.requests++
	if job == b.job(stuck) {
		return importer.WriteStatus{State: importer.WritePending}, nil
	}
	return importer.WriteStatus{State: importer.WriteFailure}, nil
}

// ledger makes the ledger of whoever sent the leads.
func (b *backlog) ledger(tb testing.TB) *ledger.Ledger {
	tb.Helper()
	must := func(err error) {
		if err != nil {
			tb.Error(err)
			runtime.Goexit()
		}
	}
	l, err := ledger.Open(tb.Context(), filepath.Join(tb.TempDir(), "ledger.db"), ledger.Options{})
	must(err)
	input, err := l.CreateCopy()
	must(err)
	must(input.Close())
	run, err := l.BeginRun(ledger.Info{Host: host, Started: b.began, Input: "leads.csv", Rows: b.leads, Copy: input})
	must(err)
	const workers = 128 // so that as many leads share a way to the disk
	var all sync.WaitGroup
	for worker := range workers {
		all.Go(func() {
			for lead := worker; lead < b.leads; lead += workers {
				id, err := run.Begin(importer.Intent{Lead: importer.LeadID(lead + 1), New: true, Row: lead + 2,
					Payload: importer.PayloadOf(b.parameters(lead)), Time: b.sent(lead)})
				must(err)
				e := importer.Ending{Status: importer.Accepted, Job: b.job(lead), Time: b.sent(lead)}
				if b.unanswered(lead) {
					e.Status, e.Reason, e.Job = importer.Unknown, importer.Timeout, ""
				}
				must(run.End(id, e))
			}
		})
	}
	all.Wait()
	must(run.Finish(b.sent(b.leads), "", 0))
	return l
}

// settle is leadimport settle.
func (b *backlog) settle(tb testing.TB, l *ledger.Ledger) (settled importer.Settled, requests int) {
	tb.Helper()
	before := b.requests
	s := &importer.Settler{API: b, Ledger: l, Host: host}
	over := make(chan struct{})
	close(over)
	if err := errors.Join(s.Load(tb.Context()), s.Look(tb.Context()), s.Settle(tb.Context(), over)); err != nil {
		tb.Fatal(err)
	}
	return s.Settled(), b.requests - before
}

// What last week left open is settled by the hundred, and what stays open
// costs next to nothing from then on.
func TestSettlingALargeBacklog(t *testing.T) {
	leads := 100_000
	if testing.Short() {
		leads = 4000
	}
	synctest.Test(t, func(t *testing.T) {
		b := newBacklog(leads)
		l := b.ledger(t)
		defer l.Close()
		time.Sleep(6 * 24 * time.Hour)

		began := time.Now()
		s, requests := b.settle(t, l)
		if s.Open != 1 || s.Found != b.found() || s.Unknown != b.missing() || s.Failed != leads/1000 ||
			s.Created != leads-1-b.missing()-s.Failed || s.Trouble != "" {
			t.Errorf("settled: %+v", s)
		}
		const confirmations, few = 20, 5
		if pages := len(b.logged)/importer.LogPage + 1; requests > pages+confirmations+few {
			t.Errorf("settling cost %d requests, with %d pages in the log", requests, pages)
		}
		if waited := time.Since(began); waited > 10*time.Second {
			t.Errorf("%s were spent waiting for what nobody knows", waited)
		}

		time.Sleep(24 * time.Hour)
		if s, requests = b.settle(t, l); s.Open != 1 || s.Created > 0 || requests > few {
			t.Errorf("on the next day it cost %d requests: %+v", requests, s)
		}
	})
}

// BenchmarkSettleBacklog settles what a week left open, all in one go; bytes
// are those held for a lead while all are open.
func BenchmarkSettleBacklog(b *testing.B) {
	const leads = 100_000
	var requests int
	var held uint64
	for b.Loop() {
		b.StopTimer()
		log := newBacklog(leads)
		log.began = log.began.Add(-6 * 24 * time.Hour)
		l := log.ledger(b)
		before := heap()
		log.asked = func() {
			b.StopTimer()
			held += heap() - before
			log.asked = nil
			b.StartTimer()
		}
		b.StartTimer()
		s, n := log.settle(b, l)
		b.StopTimer()
		if s.Open != 1 || s.Unknown != log.missing() {
			b.Fatalf("settled: %+v", s)
		}
		requests += n
		l.Close()
		b.StartTimer()
	}
	all := float64(b.N) * leads
	b.ReportMetric(all/b.Elapsed().Seconds(), "leads/s")
	b.ReportMetric(float64(requests)/all, "requests/lead")
	b.ReportMetric(float64(held)/all, "bytes/open-lead")
}

// heap is how much memory is held.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
