package importer

import (
	"context"
	"log/slog"
	"maps"
	"sync"
	"time"
)

// A Settler learns what became of writes that were queued, or sent without an
// answer, and keeps the ledger true about them.
//
// The write log tells a hundred outcomes a call, so it is read when about as
// many are to be expected, and at growing intervals once nothing is sent any
// more. What the log does not tell (partial writes, missing rows) is asked one
// by one, seldom. Nothing is given up in silence: what is open when time is up
// stays as it is in the ledger, for the next time.
//
// Add and Settled may be called from any goroutine at any time; Load, Look and
// Settle are called once each, one after the other, and NotFound after Look.
type Settler struct {
	API         Outcomes
	Ledger      OpenEnds
	Host        string           // the API's
	Integration string           // whose log is read; empty: of all that the key may see
	Thorough    bool             // seeks writes without an answer back to their intent, however often they were sought
	Now         func() time.Time // nil: time.Now
	Log         *slog.Logger

	once    sync.Once
	mu      sync.Mutex
	open    map[string]*openWrite // accepted, by job
	unknown map[Hash][]*openWrite // without an answer, by payload, the oldest first
	retries map[*openWrite]string // those of them that were orders to retry, and of which job
	fresh   int                   // accepted since the log was read last
	tally   Settled

	log        logState
	confirmed  int  // FAILUREs that were asked for, as they could be partial
	told       bool // a write's state was told at least once
	askRefused bool // a write's state is not for us to ask, or never told
}

// Settled counts what settling came to. A failure is a late one if its run is
// not the one in hand.
type Settled struct {
	Created, Failed, Partial int
	Found                    int           // unknown rows that were found in the log
	Open                     int           // still accepted
	Unknown                  int           // still unknown
	Runs                     map[int64]int // outcomes learnt, by run
	LateFailures             map[int64]int // writes that failed, by run
	Trouble                  string        // why the log could not be read or trusted; empty if it could
}

// How settling spends its requests.
const (
	worthReading  = 90               // outcomes to be expected before the log is read while sending
	firstPause    = time.Second      // before the log is read after the last row
	longestPause  = time.Minute      // between two readings, and of no news
	firstAsk      = 30 * time.Second // before a write that the log does not show is asked for
	asksAtOnce    = 20               // writes asked for by themselves before the log is looked at again
	confirmations = 20               // FAILUREs a run that are checked for being partial
	patience      = 45 * time.Second // how long after its intent an unknown write is still waited for
	clockSkew     = 5 * time.Minute  // between our clock and the API's
	longAgo       = 24 * time.Hour   // after which a write is asked for once, and not waited for
)

func (s *Settler) init() { s.once.Do(s.fill) }

func (s *Settler) fill() {
	s.open, s.unknown, s.retries = map[string]*openWrite{}, map[Hash][]*openWrite{}, map[*openWrite]string{}
	s.tally.Runs, s.tally.LateFailures = map[int64]int{}, map[int64]int{}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	s.log.hasher = newHasher()
}

// Load takes in the open ends that the ledger knows.
func (s *Settler) Load(ctx context.Context) error {
	s.init()
	for a, err := range s.Ledger.Open(ctx, s.Host) {
		if err != nil {
			return err
		}
		s.Add(a)
	}
	return nil
}

// Look seeks all that is open once. It is what a run does before its first
// row. What it did not find when ctx ends stays open, which is no error.
func (s *Settler) Look(ctx context.Context) error {
	s.init()
	if len(s.open)+len(s.unknown) == 0 {
		return nil
	}
	if err := s.read(ctx, true); err != nil || !s.log.gap && len(s.retries) == 0 {
		return err
	}
	return s.ask(ctx)
}

// Add takes in a write whose end is open. It is safe for concurrent use.
func (s *Settler) Add(a OpenAttempt) {
	s.init()
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.newOpenWrite(a)
	if o.superseded && instantOf(s.Now()).after(o.begun) > longAgo {
		return
	}
	if o.job == "" {
		s.unknown[o.payload] = append(s.unknown[o.payload], o)
		if a.Retry != "" {
			s.retries[o], o.next = a.Retry, o.begun // the log may never show it: it is asked for at once
		}
		return
	}
	s.open[o.job] = o
	s.fresh++
}

// NotFound counts the unknown leads that a proven search of the write log,
// from their intent on, did not find. They alone may be sent again. Leads that
// earlier runs sought already are among them only if it is Thorough.
func (s *Settler) NotFound() int {
	s.init()
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for o := range s.allDoubtful() {
		if o.notFound {
			n++
		}
	}
	return n
}

// missing says whether the latest attempt of a lead is one that was not found,
// as things are now. The row has the very values that were sent: the search is
// proved for them only if the log has shown fields of all their kinds.
func (s *Settler) missing(row *Row, lead *KnownLead) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.find(lead)
	if o == nil || !o.notFound {
		return false
	}
	proved := kindsIn(row.Values)&^s.log.kinds == 0
	if !proved {
		s.log.doubt = "the write log has shown no lead of ours with such fields (dates, amounts and the like)"
	}
	return proved
}

// supersede hears that a lead is sent again, or that this came to nothing.
func (s *Settler) supersede(lead *KnownLead, superseded bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if o := s.find(lead); o != nil {
		o.superseded = superseded
	}
}

// learnt hears of an outcome of an earlier run that was not learnt by settling.
func (s *Settler) learnt(run int64) {
	s.init()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tally.Runs[run]++
}

func (s *Settler) find(lead *KnownLead) *openWrite {
	for _, o := range s.unknown[lead.Payload] {
		if o.attempt == lead.Attempt {
			return o
		}
	}
	return nil
}

// failed counts the leads of a run that are known to have failed by now.
func (s *Settler) failed(run int64) int {
	s.init()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tally.LateFailures[run]
}

// trouble notes why the log could not be read or trusted.
func (s *Settler) trouble(why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log.trouble = why
}

// doubt notes why the log's silence proves nothing. Nobody cares unless
// something is sought there.
func (s *Settler) doubt(why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log.doubt = why
}

// Settled returns the counts so far. It is safe for concurrent use.
func (s *Settler) Settled() Settled {
	s.init()
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tally
	t.Runs, t.LateFailures = maps.Clone(t.Runs), maps.Clone(t.LateFailures)
	t.Open, t.Unknown = len(s.open), 0
	for range s.allDoubtful() {
		t.Unknown++
	}
	t.Trouble = s.log.trouble
	if t.Trouble == "" && t.Unknown > 0 && s.log.doubt != "" {
		t.Trouble = s.log.doubt + ", so nothing can be said of rows without an answer"
	}
	return t
}
