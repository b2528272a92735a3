package propexotest

import (
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// A Server is one simulated API with the property system behind it. It keeps
// everything in memory and is safe for concurrent use. Its faults end
// connections by panicking with http.ErrAbortHandler, which net/http and
// Transport understand; a bare httptest.ResponseRecorder does not.
type Server struct {
	cfg      Config
	faults   dice[Fault]
	others   dice[Fault]
	creates  atomic.Int64
	otherNo  map[Kind]*atomic.Int64
	unplug   atomic.Bool
	limit    []string // the x-ratelimit-limit header
	state    state
	instance string
}

// New returns a simulator. It panics if cfg names a fault or verdict that does
// not exist, or rates of more than a thousand in a thousand.
func New(cfg Config) *Server {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Window == 0 {
		cfg.Window = DocumentedWindow
	}
	if cfg.RetryAfter == 0 {
		cfg.RetryAfter = 2 * time.Second
	}
	if cfg.Catalog == nil {
		cfg.Catalog = Demo()
	}
	s := &Server{cfg: cfg, faults: newDice(cfg.Seed, cfg.Faults), others: newDice(cfg.Seed+1, cfg.OtherFaults)}
	for _, f := range append(s.faults.faces, s.others.faces...) {
		f.plan()
	}
	s.otherNo = map[Kind]*atomic.Int64{}
	for _, r := range routes {
		s.otherNo[r.kind] = new(atomic.Int64)
	}
	s.limit = []string{strconv.Itoa(cfg.Limit)}
	s.instance = instance(cfg.Now())
	s.state.init(&s.cfg)
	return s
}

// Transport returns a RoundTripper that serves requests without sockets: cuts
// are io.EOF, an answer cut in half is io.ErrUnexpectedEOF, hangs last until
// the request's context ends. It works in a testing/synctest bubble.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

// Unplug makes Transport fail as if nothing listened (a *net.OpError of a
// dial), until it is called with false. It does nothing to sockets: there,
// close the listener.
func (s *Server) Unplug(on bool) { s.unplug.Store(on) }

// A call is one request on its way.
type call struct {
	r     *http.Request
	route *route
	id    string // the path's parameter
	now   time.Time
	share share
	n     int // of its kind, from 0; counted once key and limit are passed
	body  []byte
	lead  *Lead
	alien []string // keys of the lead that the endpoint does not know
	isObj bool     // the body is a JSON object
	fault Fault
}

// An answer is what a handler says, before faults.
type answer struct {
	status   int
	body     []byte
	kind     []string // the content type
	location string
	retry    string
	job      string // for the observer
}

// Header values that all answers share.
var (
	typeJSON    = []string{"application/json; charset=utf-8"}
	typeText    = []string{"text/plain; charset=utf-8"}
	typeHTML    = []string{"text/html; charset=utf-8"}
	headerValue = []string{"leadimport"}
)

// mostBodyBytes is the largest body that is read; the API's own limit is not
// documented.
const mostBodyBytes = 1 << 20

// ServeHTTP answers the API's paths below /v1/, the simulator's own below
// /simulator/, and / with a word about what this is.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header()["X-Simulator"] = headerValue
	if !strings.HasPrefix(r.URL.Path, "/v1/") {
		s.serveInspection(w, r)
		return
	}
	c := s.arrive(r)
	a, p := s.decide(c)
	if s.cfg.Observe != nil {
		s.cfg.Observe(c.event(a))
	}
	s.deliver(w, c, a, p)
}

// arrive notes the request, and takes its share of the window.
func (s *Server) arrive(r *http.Request) *call {
	c := &call{r: r, n: -1}
	c.route, c.id = find(r.Method, r.URL.Path)
	c.now, c.share = s.state.arrive(c.kind())
	return c
}

// decide lets the request take effect, or not, as limit, key, address and
// faults will have it.
func (s *Server) decide(c *call) (answer, plan) {
	switch {
	case c.share.over:
		return statusAnswer(http.StatusTooManyRequests), plan{}
	case !s.knows(c.r.Header.Get("Authorization")):
		return failure(http.StatusUnauthorized, "unauthorized", "the API key is not known"), plan{}
	case c.route == nil:
		return s.misdirected(c.r), plan{}
	}
	if tooLarge := s.read(c); tooLarge {
		return statusAnswer(http.StatusRequestEntityTooLarge), plan{}
	}
	c.fault = s.chooseFault(c)
	p := c.fault.plan()
	var a answer
	if p.process {
		a = c.route.handle(s, c)
	}
	return s.spoil(c, a, p), p
}

// spoil replaces the true answer by what the plan says.
func (s *Server) spoil(c *call, a answer, p plan) answer {
	if p.status != 0 {
		job := a.job
		a = statusAnswer(p.status)
		a.job = job
	}
	if a.status >= 300 && a.status < 400 {
		a.location = c.r.URL.RequestURI()
	}
	if p.retry != "" {
		a.retry = retryAfter(p.retry, s.cfg.RetryAfter, s.cfg.Now())
	}
	if p.garbage {
		a.status, a.body, a.kind = http.StatusOK, []byte("<html><body>It works!</body></html>"), typeHTML
	}
	return a
}

func (s *Server) knows(authorization string) bool {
	key, ok := strings.CutPrefix(authorization, "Bearer ")
	return ok && key != "" && (s.cfg.Key == "" || key == s.cfg.Key)
}

func (s *Server) chooseFault(c *call) Fault {
	if c.route.kind == Create {
		c.n = int(s.creates.Add(1) - 1)
		if s.cfg.Script != nil {
			return s.cfg.Script(c.n, c.lead)
		}
		return s.faults.roll(c.n)
	}
	c.n = int(s.otherNo[c.route.kind].Add(1) - 1)
	if s.cfg.OtherScript != nil {
		return s.cfg.OtherScript(c.n, c.route.kind)
	}
	return s.others.roll(c.n)
}
