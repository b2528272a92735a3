package sheet

import "io"

// A window is the piece of a text that is being looked at: it slides forward
// as rows are taken, and grows only as far as one row needs.
type window struct {
	in         io.Reader
	buf        []byte
	start, end int
	err        error // sticky; io.EOF at the end
}

// windowSize is what a window begins with: some hundreds of rows.
const windowSize = 64 << 10

// bytes returns what is in the window; it is valid until the next fill.
func (w *window) bytes() []byte { return w.buf[w.start:w.end] }

// take slides the window over n bytes.
func (w *window) take(n int) { w.start += n }

// fill adds at least one byte to the window, or sets err.
func (w *window) fill() {
	switch {
	case w.buf == nil:
		w.buf = make([]byte, windowSize)
	case w.start > len(w.buf)/2 || w.start == w.end:
		w.end = copy(w.buf, w.buf[w.start:w.end])
		w.start = 0
	case w.end == len(w.buf):
		w.buf = append(w.buf, make([]byte, len(w.buf))...)
	}
	for range 100 {
		n, err := w.in.Read(w.buf[w.end:])
		w.end += n
		if w.err = err; n > 0 || err != nil {
			return
		}
	}
	w.err = io.ErrNoProgress
}

// peek returns up to n bytes without taking them; fewer only at the end.
func (w *window) peek(n int) []byte {
	for w.err == nil && w.end-w.start < n {
		w.fill()
	}
	return w.bytes()[:min(n, w.end-w.start)]
}
