package propexotest

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"syscall"
)

// A transport serves requests in the goroutine that sends them.
type transport struct{ s *Server }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if t.s.unplug.Load() {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	traceConnected(r)
	w := &responseWriter{header: http.Header{}, status: http.StatusOK}
	aborted := w.serve(t.s, r)
	switch {
	case aborted && r.Context().Err() != nil:
		return nil, r.Context().Err()
	case aborted && !w.flushed:
		return nil, io.EOF
	}
	return w.response(r, aborted), nil
}

// traceConnected tells a client that looks that its request has left.
func traceConnected(r *http.Request) {
	trace := httptrace.ContextClientTrace(r.Context())
	if trace == nil {
		return
	}
	if trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	if trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	if trace.WroteRequest != nil {
		trace.WroteRequest(httptrace.WroteRequestInfo{})
	}
}

// A responseWriter collects an answer. As with sockets, what was not flushed
// before a handler aborts never arrives.
type responseWriter struct {
	header  http.Header
	status  int
	body    bytes.Buffer
	flushed bool
}

func (w *responseWriter) Header() http.Header         { return w.header }
func (w *responseWriter) WriteHeader(status int)      { w.status = status }
func (w *responseWriter) Write(p []byte) (int, error) { return w.body.Write(p) }
func (w *responseWriter) Flush()                      { w.flushed = true }

// serve runs the handler and says whether it aborted.
func (w *responseWriter) serve(s *Server, r *http.Request) (aborted bool) {
	defer func() {
		if p := recover(); p != nil {
			err, ok := p.(error)
			if !ok || !errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			aborted = true
		}
	}()
	in := r.Clone(r.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	s.ServeHTTP(w, in)
	return false
}

func (w *responseWriter) response(r *http.Request, aborted bool) *http.Response {
	var body io.Reader = &w.body
	length := int64(w.body.Len())
	if aborted {
		body, length = io.MultiReader(body, brokenReader{}), -1
	}
	return &http.Response{
		Status: strconv.Itoa(w.status) + " " + http.StatusText(w.status), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(body), ContentLength: length, Request: r,
	}
}

// A brokenReader is the place where a connection was cut.
type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
