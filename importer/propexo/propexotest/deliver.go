package propexotest

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// read takes in the body of a write. A client that leaves in the middle of it
// gets no answer.
func (s *Server) read(c *call) (tooLarge bool) {
	if c.r.Method == http.MethodGet || c.r.Body == nil {
		return false
	}
	var b bytes.Buffer
	if n := c.r.ContentLength; n > 0 && n <= mostBodyBytes {
		b.Grow(int(n) + bytes.MinRead)
	}
	if _, err := b.ReadFrom(http.MaxBytesReader(nil, c.r.Body, mostBodyBytes)); err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return true
		}
		panic(http.ErrAbortHandler)
	}
	c.body = b.Bytes()
	if c.route.kind == Create {
		c.lead, c.alien, c.isObj = parse(c.body)
	}
	return false
}

// deliver sends the answer, or as much of it as the plan leaves.
func (s *Server) deliver(w http.ResponseWriter, c *call, a answer, p plan) {
	if c.share.soft {
		wait(c.r.Context(), s.cfg.SoftDelay)
	}
	switch p.delivery {
	case cut:
		panic(http.ErrAbortHandler)
	case hang:
		<-c.r.Context().Done()
		panic(http.ErrAbortHandler)
	}
	s.writeHeader(w, c, a)
	if p.delivery == half {
		w.Write(a.body[:len(a.body)/2])
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	w.Write(a.body) // a client that has left needs no answer
}

func (s *Server) writeHeader(w http.ResponseWriter, c *call, a answer) {
	h := w.Header()
	h["Content-Type"] = a.kind
	h["Content-Length"] = []string{strconv.Itoa(len(a.body))}
	h["Date"] = []string{httpDate(s.cfg.Now())}
	if s.cfg.Limit > 0 {
		h["X-Ratelimit-Limit"] = s.limit
		h["X-Ratelimit-Remaining"] = []string{strconv.Itoa(c.share.remaining)}
	}
	if a.location != "" {
		h.Set("Location", a.location)
	}
	if a.retry != "" {
		h.Set("Retry-After", a.retry)
	}
	w.WriteHeader(a.status)
}

// wait holds an answer back, unless the client leaves first.
func wait(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		panic(http.ErrAbortHandler)
	}
}

// statusAnswer is an answer whose body nobody documents. Its form differs on
// purpose: JSON for some, a proxy's page or plain words for others.
func statusAnswer(status int) answer {
	words := http.StatusText(status)
	switch {
	case status == http.StatusBadRequest:
		return refusal(*custom("", "Invalid input"))
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return failure(status, "unauthorized", words)
	case status >= 500:
		return answer{status: status, body: []byte("<html><head><title>" + words + "</title></head></html>\n"), kind: typeHTML}
	}
	return answer{status: status, body: []byte(words + "\n"), kind: typeText}
}
