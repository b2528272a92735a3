package main

import (
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
	at       time.Time
	told     string
}

// still is how long a bar may stand unchanged before its clock looks broken.
const still = time.Second

func (t *talk) newBar(progress *importer.Progress, rows int) *bar {
	b := &bar{talk: t, progress: progress}
	b.line = progressbar.NewOptions64(int64(rows),
		progressbar.OptionSetWriter(t.out),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("rows"),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionFullWidth(),
	)
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
	if failures := b.progress.Failures.Load(); failures > 0 {
		if text := number(int(failures)) + " failed "; text != b.told {
			b.told = text
			b.line.Describe(text)
		}
	}
	done := b.progress.Done.Load()
	if done == b.shown && time.Since(b.at) < still {
		return
	}
	if done > b.shown {
		b.line.Add64(done - b.shown) // its only error is going past the end
	} else {
		b.draw()
	}
	b.shown, b.at = done, time.Now()
}

// end takes the bar off the screen; the summary says what it said.
func (b *bar) end() {
	b.talk.mu.Lock()
	defer b.talk.mu.Unlock()
	b.clear()
	b.talk.bar = nil
}

func (b *bar) clear() { b.line.Clear() }
func (b *bar) draw()  { b.line.RenderBlank() }
