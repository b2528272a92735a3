package propexo

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"leadimport/importer"
)

// A Client speaks to one API with one key. It is safe for concurrent use, and
// all that it asks is paid from one budget of requests.
type Client struct {
	cfg       Config
	base      *url.URL
	transport http.RoundTripper
	network   bool // requests pass through an *http.Transport
	turns     *turns
	counts    struct{ requests, rateLimited atomic.Int64 }
	cut       atomic.Bool // the last thing heard of the network is that there is none
}

var (
	_ importer.API      = (*Client)(nil)
	_ importer.Outcomes = (*Client)(nil)
)

// New returns a client. It refuses a configuration that could send the key or
// people's details where they do not belong; it sends nothing.
func New(cfg Config) (*Client, error) {
	cfg, base, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	if cfg.Transport == nil {
		cfg.Transport = newTransport(cfg)
	}
	_, network := cfg.Transport.(*http.Transport)
	return &Client{cfg: cfg, base: base, transport: cfg.Transport, network: network, turns: newTurns(cfg)}, nil
}

// Host is the API's host, with its port if that is not the usual one: what is
// done at one host is not done at another.
func (c *Client) Host() string { return c.base.Host }

// Other is the environment of an API at a host that we know nothing about.
const Other = "OTHER"

// Environment names what is spoken to: PRODUCTION, SANDBOX, SIMULATOR or Other.
func (c *Client) Environment() string {
	switch {
	case c.cfg.Simulator:
		return "SIMULATOR"
	case c.base.String() == ProductionURL:
		return "PRODUCTION"
	case c.base.String() == SandboxURL:
		return "SANDBOX"
	}
	return Other
}

// Counts is what a client has spent so far.
type Counts struct {
	Requests    int64         // that left, or tried to
	RateLimited int64         // that were answered 429
	Paused      time.Duration // while the API, not the given rate, held requests back
}

// Counts returns what has been spent so far.
func (c *Client) Counts() Counts {
	return Counts{c.counts.requests.Load(), c.counts.rateLimited.Load(), c.turns.held()}
}

// Resume says when an earlier run last sent a request, before this one sends
// its first: a given rate goes on from there instead of afresh, so that two
// runs in one minute do not exceed it together. Auto learns from the API what
// others have spent.
func (c *Client) Resume(last time.Time) {
	if c.turns.pace != nil {
		c.turns.pace.resume(last)
	}
}

// Close closes the idle connections. Requests under way are not touched.
func (c *Client) Close() {
	if network, ok := c.transport.(*http.Transport); ok {
		network.CloseIdleConnections()
	}
}

// A request is one call of the API, as it may be sent several times.
type request struct {
	method string
	path   string
	query  url.Values
	body   []byte // nil for a GET
}

// A response is an answer that was read to its end, or as far as it came.
type response struct {
	status int
	header http.Header
	body   []byte
	err    error // reading the body
}

// mostBytes bounds an answer; what the API tells at once is far smaller.
const mostBytes = 1 << 20

var errTooLong = errors.New("the answer is longer than a megabyte")

// do sends a request once, under a turn that the caller has taken. The sending
// tells how far it came.
//
// It speaks to the transport itself. An http.Client would add nothing but to
// follow redirects, and that must not happen: a 307 would take the lead and
// the key to wherever it says, and a 302 would turn the POST into a GET that
// looks like a success.
func (c *Client) do(ctx context.Context, r request) (*response, *sending, error) {
	number := c.counts.requests.Add(1)
	began := time.Now()
	sent := new(sending)
	timed, cancel := context.WithTimeout(ctx, c.cfg.RequestTimeout*3/2)
	defer cancel()
	res, err := c.transport.RoundTrip(c.newRequest(sent.watch(timed), r))
	if err != nil {
		c.log(ctx, r, number, 0, began)
		return nil, sent, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, mostBytes+1))
	if err == nil && len(text) > mostBytes {
		err = errTooLong
	}
	c.cut.Store(false)
	c.log(ctx, r, number, res.StatusCode, began)
	return &response{res.StatusCode, res.Header, text, err}, sent, nil
}

func (c *Client) newRequest(ctx context.Context, r request) *http.Request {
	to := *c.base
	to.Path, to.RawPath = unescaped(r.path), r.path
	to.RawQuery = r.query.Encode()
	req := (&http.Request{Method: r.method, URL: &to, Host: to.Host, Header: http.Header{}}).WithContext(ctx)
	if r.body != nil {
		// Without a GetBody net/http cannot send it again by itself.
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(r.body)), int64(len(r.body))
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", c.cfg.UserAgent)
	if !c.cfg.Key.IsZero() {
		req.Header.Set("Authorization", "Bearer "+*c.cfg.Key.secret)
	}
	return req
}

// unescaped is the path as a URL holds it beside its escaped form.
func unescaped(path string) string {
	plain, err := url.PathUnescape(path)
	if err != nil {
		return path
	}
	return plain
}

func (c *Client) log(ctx context.Context, r request, number int64, status int, began time.Time) {
	c.cfg.Log.LogAttrs(ctx, slog.LevelDebug, "request",
		slog.Int64("number", number), slog.String("method", r.method), slog.String("path", r.path),
		slog.Int("status", status), slog.Duration("took", time.Since(began)))
}
