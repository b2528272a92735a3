package importer

import (
	"context"
	"log/slog"
	"maps"
	"slices"
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
type Settler struct {
	API         Outcomes
	Ledger      OpenEnds
	Host        string           // the API's
	Integration string           // whose log is read; empty: of all that the key may see
	Thorough    bool             // seeks writes without an answer back to their intent, however often they were sought
	Now         func() time.Time // nil: time.Now
	Log         *slog.Logger

	mu      sync.Mutex
	open    map[string]*openWrite // accepted, by job
	unknown []*openWrite
	fresh   int // accepted since the log was read last
	log     logState
	asked   int // FAILUREs confirmed by a status of their own
	tally   Settled

	askRefused bool // a write's state is not for us to ask, or never told
	told       bool // a write's state was told at least once
}

// Settled counts what settling came to. Late failures are those of writes of
// earlier runs.
type Settled struct {
	Created, Failed, Partial int
	Found                    int           // unknown rows that were found in the log
	Open                     int           // still accepted
	Unknown                  int           // still unknown
	Runs                     map[int64]int // outcomes learnt, by run
	LateFailures             map[int64]int // of earlier runs, by run
	Trouble                  string        // why the log could not be read or trusted; empty if it could
}

// An openWrite is a write whose end is open.
type openWrite struct {
	OpenAttempt
	asks    int       // how often it was asked for by itself
	next    time.Time // not to be asked for by itself before
	pulls   int       // readings of the log that did not have it
	missing bool      // an unknown write that a proven search did not find
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
	longAgo       = 24 * time.Hour   // before which a write is asked for once, and not waited for
)

func (s *Settler) init() {
	if s.open != nil {
		return
	}
	s.open = map[string]*openWrite{}
	s.tally.Runs, s.tally.LateFailures = map[int64]int{}, map[int64]int{}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	s.log.hasher = newHasher()
}

// Load takes in the open ends that the ledger knows, and seeks them once. It
// is what a run does before its first row.
func (s *Settler) Load(ctx context.Context) error {
	s.init()
	for a, err := range s.Ledger.Open(ctx, s.Host) {
		if err != nil {
			return err
		}
		s.Add(a)
	}
	if len(s.open)+len(s.unknown) == 0 {
		return nil
	}
	return s.read(ctx, true)
}

// Add takes in a write whose end is open. It is safe for concurrent use.
func (s *Settler) Add(a OpenAttempt) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.init()
	o := &openWrite{OpenAttempt: a, next: s.Now()}
	if a.Looked.IsZero() {
		o.next = o.next.Add(firstAsk)
	}
	if a.Job == "" {
		s.unknown = append(s.unknown, o)
		return
	}
	s.open[a.Job] = o
	s.fresh++
}

// Settle goes on until nothing is open any more and sending is over, or ctx
// ends. sending is closed when the last row has its answer. The error is the
// ledger's; trouble with the API is no error but said in Settled.
func (s *Settler) Settle(ctx context.Context, sending <-chan struct{}) error {
	s.init()
	pause := firstPause
	for {
		over := closed(sending)
		if over && s.outstanding() == 0 || s.refused() {
			break
		}
		if !wait(ctx, s.nextWait(over, pause), sending, over) {
			break
		}
		if !over && !s.worthReading() {
			continue
		}
		before := s.outstanding()
		if err := s.round(ctx); err != nil {
			return err
		}
		if pause = min(pause*3/2, longestPause); s.outstanding() < before {
			pause = firstPause
		}
	}
	return s.rememberLooks()
}

// round reads the log once and asks for what it does not show.
func (s *Settler) round(ctx context.Context) error {
	if err := s.read(ctx, s.missing() > asksAtOnce); err != nil {
		return err
	}
	return s.ask(ctx)
}

// nextWait looks at the world each second while rows are being sent, for
// then only their number makes the log worth reading.
func (s *Settler) nextWait(over bool, pause time.Duration) time.Duration {
	if over {
		return pause
	}
	return time.Second
}

// wait waits, and says whether ctx is still going. The end of sending ends
// the waiting.
func wait(ctx context.Context, d time.Duration, sending <-chan struct{}, over bool) bool {
	if over {
		sending = nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-sending:
	}
	return ctx.Err() == nil
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func (s *Settler) worthReading() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fresh >= worthReading
}

// outstanding counts what is still waited for.
func (s *Settler) outstanding() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, o := range s.open {
		if o.asks == 0 || s.Now().Sub(o.Begun) < longAgo {
			n++
		}
	}
	for _, o := range s.unknown {
		if !s.givenUp(o) {
			n++
		}
	}
	return n
}

// givenUp says whether a write without an answer is not waited for any more:
// it stays unknown, and later runs seek it again.
func (s *Settler) givenUp(o *openWrite) bool {
	return (o.pulls > 0 || s.log.refused) && s.Now().Sub(o.Begun) >= patience
}

// refused says whether neither the log nor a write's state is to be had.
func (s *Settler) refused() bool { return s.log.refused && s.askRefused }

// NotFound lists the unknown attempts that a proven search of the write log,
// from their intent on, did not find. They alone may be sent again. Attempts
// that earlier runs sought already are among them only if it is Thorough.
func (s *Settler) NotFound() map[AttemptID]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	missing := map[AttemptID]bool{}
	for _, o := range s.unknown {
		if o.missing {
			missing[o.Attempt] = true
		}
	}
	return missing
}

// missing counts the writes that the log should have shown by now.
func (s *Settler) missing() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, o := range s.open {
		if o.pulls > 0 && !s.Now().Before(o.next) {
			n++
		}
	}
	return n
}

// end makes the end of an open write durable and forgets it.
func (s *Settler) end(o *openWrite, e Ending) error {
	e.Time, e.Error = s.Now(), Mask(e.Error)
	if err := s.Ledger.Settle(o.Attempt, e); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e.Status {
	case Created:
		s.tally.Created++
	case Partial:
		s.tally.Partial++
	case Failed:
		s.tally.Failed++
		s.tally.LateFailures[o.Run]++
	}
	s.tally.Runs[o.Run]++
	if o.Status == Unknown {
		s.tally.Found++
		s.unknown = slices.DeleteFunc(s.unknown, func(u *openWrite) bool { return u == o })
	}
	delete(s.open, o.Job)
	return nil
}

// rememberLooks makes durable when the writes still open were last sought.
func (s *Settler) rememberLooks() error {
	var looked []AttemptID
	for _, o := range s.all() {
		if !o.Looked.IsZero() {
			looked = append(looked, o.Attempt)
		}
	}
	if len(looked) == 0 {
		return nil
	}
	return s.Ledger.Looked(looked, s.Now())
}

func (s *Settler) all() []*openWrite {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append(slices.Collect(maps.Values(s.open)), s.unknown...)
}

// trouble notes why the log could not be read or trusted.
func (s *Settler) trouble(why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log.trouble = why
}

// Settled returns the counts so far. It is safe for concurrent use.
func (s *Settler) Settled() Settled {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tally
	t.Runs, t.LateFailures = maps.Clone(t.Runs), maps.Clone(t.LateFailures)
	t.Open, t.Unknown = len(s.open), len(s.unknown)
	t.Trouble = s.log.trouble
	return t
}
