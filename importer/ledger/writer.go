package ledger

import (
	"errors"
	"fmt"
	"sync/atomic"
)

var errClosed = errors.New("the ledger is closed")

// most is how many puts share one transaction at most.
const most = 256

// A put is what waits for its transaction: new lines, and a change of lines
// that are there. Its done, if it has one, has room for the answer.
type put struct {
	lines
	change func(*conn) error // nil: there are new lines only
	done   chan error
}

// A writer commits puts in groups: one goroutine takes what waits, makes one
// transaction of it, and lets the callers go when it is on the disk. While it
// waits for the disk, the next group gathers, so no put is ever delayed for
// company.
type writer struct {
	path    string
	puts    chan put
	closing chan struct{}
	stopped chan struct{} // closed after the last commit; err is final then
	err     error
	told    atomic.Bool // somebody was told of err
}

func startWriter(path string, c *conn) *writer {
	w := &writer{
		path:    path,
		puts:    make(chan put, most),
		closing: make(chan struct{}),
		stopped: make(chan struct{}),
	}
	go w.work(newBatch(c))
	return w
}

// do returns when the put is durable.
func (w *writer) do(p put) error {
	p.done = make(chan error, 1)
	if err := w.send(p); err != nil {
		return err
	}
	select {
	case err := <-p.done:
		return err
	case <-w.stopped:
	}
	select { // the last group may have answered while it stopped
	case err := <-p.done:
		return err
	default:
		return w.last()
	}
}

// send queues a put; it becomes durable after those queued before it, or with
// them.
func (w *writer) send(p put) error {
	select {
	case <-w.stopped:
		return w.last()
	default:
	}
	select {
	case w.puts <- p:
		return nil
	case <-w.stopped:
		return w.last()
	}
}

func (w *writer) last() error {
	if w.err != nil {
		w.told.Store(true)
		return w.err
	}
	return errClosed
}

// close commits what is queued and stops. It is called once. Its error is one
// that nobody was told of.
func (w *writer) close() error {
	close(w.closing)
	<-w.stopped
	if w.told.Load() {
		return nil
	}
	return w.err
}

// work ends with the first error: after it, no promise can be kept.
func (w *writer) work(b *batch) {
	defer close(w.stopped)
	var group []put
	for {
		group = group[:0]
		select {
		case p := <-w.puts:
			group = append(group, p)
		case <-w.closing:
			select {
			case p := <-w.puts:
				group = append(group, p)
			default:
				return
			}
		}
		for len(group) < most && len(w.puts) > 0 {
			group = append(group, <-w.puts)
		}
		if err := b.commit(group); err != nil {
			w.err = fmt.Errorf("writing the ledger %s: %w", w.path, explain(err))
		}
		for _, p := range group {
			if p.done != nil {
				w.told.Store(w.err != nil)
				p.done <- w.err
			}
		}
		if w.err != nil {
			return
		}
	}
}
