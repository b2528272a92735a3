package main

import (
	"fmt"
	"time"

	"leadimport/importer"
)

// How often progress is looked at: often enough for a bar to look alive, and
// a line a minute where there is no terminal.
const (
	barEvery  = 100 * time.Millisecond
	lineEvery = time.Minute
)

// A view shows how far a run is. One goroutine owns it.
type view interface {
	show()
	end()
}

// follow shows progress until stop is called: a bar on a terminal, else a line
// a minute; with --quiet, nothing. settles says that outcomes are waited for
// afterwards. stop returns when nothing is shown any more.
func (t *talk) follow(progress *importer.Progress, rows int, settles bool) (stop func()) {
	switch {
	case t.quiet || rows == 0:
		return func() {}
	case t.terminal && t.format != "json":
		return keepShowing(t.newBar(progress, rows), barEvery)
	}
	return keepShowing(&minutes{talk: t, progress: progress, rows: rows, settles: settles, began: time.Now()}, lineEvery)
}

// keepShowing lets a goroutine of its own show the view every so often.
func keepShowing(v view, every time.Duration) (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				v.show()
			case <-quit:
				v.end()
				return
			}
		}
	}()
	return func() { close(quit); <-done }
}

// minutes tells progress where nobody watches: a line a minute.
type minutes struct {
	talk     *talk
	progress *importer.Progress
	rows     int
	settles  bool
	began    time.Time

	last int64
	at   time.Time
}

func (m *minutes) show() {
	now, done := time.Now(), m.progress.Done.Load()
	if m.at.IsZero() {
		m.at = m.began
	}
	perMinute := float64(done-m.last) / now.Sub(m.at).Minutes()
	m.last, m.at = done, now
	line := fmt.Sprintf("%s of %s, %s a minute", number(int(done)), count(m.rows, "row"), number(int(perMinute+0.5)))
	if failures := m.progress.Failures.Load(); failures > 0 {
		line += fmt.Sprintf(", %s failed", number(int(failures)))
	}
	if left := m.rows - int(done); perMinute > 0 && left > 0 {
		line += ", about " + roughly(time.Duration(float64(left)/perMinute*float64(time.Minute))) + " left"
		if m.settles {
			line += ", then the last outcomes"
		}
	}
	m.talk.say("%s", line)
}

func (m *minutes) end() {}
