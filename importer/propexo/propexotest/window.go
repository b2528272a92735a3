package propexotest

import (
	"strconv"
	"time"
)

// A window counts requests in fixed stretches of time that begin at whole
// multiples of its length.
type window struct {
	limit  int // 0 allows everything
	length time.Duration
	turn   int64 // the running stretch's number
	used   int
}

// A share is one request's place in its window.
type share struct {
	remaining int
	soft      bool // 80 % and more are used: the answer is held back
	over      bool // nothing was left: 429
}

func (w *window) take(now time.Time) share {
	if w.limit == 0 {
		return share{}
	}
	if turn := now.UnixNano() / int64(w.length); turn != w.turn {
		w.turn, w.used = turn, 0
	}
	if w.used >= w.limit {
		return share{over: true}
	}
	w.used++
	return share{remaining: w.limit - w.used, soft: w.used*5 >= w.limit*4}
}

// retryAfter is the value of a Retry-After header. A date is rounded up to its
// whole second, so that it is never too early.
func retryAfter(form string, wait time.Duration, now time.Time) string {
	if form == "date" {
		return httpDate(now.Add(wait + time.Second - 1))
	}
	return strconv.Itoa(int((wait + time.Second - 1) / time.Second))
}

func httpDate(t time.Time) string {
	return t.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT")
}
