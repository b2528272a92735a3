package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"leadimport/importer"
)

// A bar is the progress bar on a terminal. The run's own counters are the
// truth; the bar is a view of them that one goroutine keeps up. The library
// locks neither Clear nor its writer, so everything here happens under the
// talk's lock.
type bar struct {
	talk     *talk
	progress *importer.Progress
	line     *progressbar.ProgressBar
	shown    int64
	at       time.Time // when it was drawn last
	moved    time.Time // when it moved last
	told     string
}

// barWidth leaves room on the line: a terminal echoes ^C behind the bar, and
// what wraps to the next line cannot be cleared.
const barWidth = 24

// How long a bar may stand unchanged before its clock looks broken, and before
// it says that the run waits.
const (
	still     = time.Second
	longStill = 10 * time.Second
)

func (t *talk) newBar(progress *importer.Progress, rows int) *bar {
	b := &bar{talk: t, progress: progress, moved: time.Now()}
	b.line = progressbar.NewOptions64(int64(rows),
		progressbar.OptionSetWriter(t.out),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("rows"),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionSetWidth(barWidth),
	)
	b.line.Reset() // its clock begins now
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bar = b
	b.draw()
	return b
}

// show moves the bar on to what is done by now.
func (b *bar) show() {
	b.talk.mu.Lock()
	defer b.talk.mu.Unlock()
	done, text := b.progress.Done.Load(), b.description()
	if done == b.shown && text == b.told && time.Since(b.at) < still {
		return
	}
	if done > b.shown {
		b.line.Add64(done - b.shown) // its only error is going past the end
		b.moved = time.Now()
	}
	b.shown, b.told, b.at = done, text, time.Now()
	b.draw()
}

// description stands before the bar. The bar's own guess at the time that is
// left does not know that nothing moves.
func (b *bar) description() string {
	var parts []string
	if failures := b.progress.Failures.Load(); failures > 0 {
		parts = append(parts, number(int(failures))+" failed")
	}
	if b.progress.Done.Load() == b.shown && time.Since(b.moved) > longStill {
		parts = append(parts, "waiting")
	}
	return strings.Join(parts, ", ")
}

// end takes the bar off the screen; the summary says what it said.
func (b *bar) end() {
	b.talk.mu.Lock()
	defer b.talk.mu.Unlock()
	b.clear()
	b.talk.bar = nil
}

func (b *bar) clear() { io.WriteString(b.talk.out, clearLine) }

// draw leaves the library's guesses at speed and time out as long as there is
// nothing to guess them by.
func (b *bar) draw() {
	if b.shown > 0 {
		b.line.Describe(b.told)
		return
	}
	fmt.Fprintf(b.talk.out, "\r%s   0%% |%*s| (0/%d) ", b.told, barWidth, "", b.line.GetMax64())
}
