package propexotest

import (
	"encoding/json"
	"time"
)

// Counts is what has come in, and what has become of it. The same is answered
// as JSON by GET /simulator/counts.
type Counts struct {
	Requests map[Kind]int `json:"requests"` // of the API, refused ones among them
	TooMany  int          `json:"too_many"` // answers 429 for the window's sake, faults not counted
	Busiest  int          `json:"busiest"`  // most requests within any stretch as long as the window
	Refused  int          `json:"refused"`  // creates that validation refused

	Queued  int `json:"queued"`  // creates that became a job
	Retries int `json:"retries"` // jobs that retry-write made

	Pending int `json:"pending"` // jobs by their status now; their sum is Queued + Retries
	Success int `json:"success"`
	Failed  int `json:"failed"`
	Partial int `json:"partial"`

	Stored      int `json:"stored"`       // leads that the property system holds
	Dropped     int `json:"dropped"`      // leads that it dropped as duplicates
	StoredTwice int `json:"stored_twice"` // see Server.StoredTwice
	Synced      int `json:"synced"`       // leads in GET /v1/leads/
}

// A Stored is one lead that the property system holds.
type Stored struct {
	Lead json.RawMessage `json:"lead"` // as it was sent
	Job  string          `json:"job"`
	Time time.Time       `json:"time"` // when it was taken
}

// An Arrival is one request of the API.
type Arrival struct {
	Time time.Time
	Kind Kind
}

// A tally is what cannot be counted afterwards.
type tally struct {
	tooMany, refused, queued, retries, dropped int

	takes map[uint64]bool // payloads taken; true: more than once
	twice []uint64
}

func (t *tally) start() { t.takes = map[uint64]bool{} }

func (t *tally) taken(print uint64) {
	again, before := t.takes[print]
	if before && !again {
		t.twice = append(t.twice, print)
	}
	t.takes[print] = before
}

func (s *state) refused() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tally.refused++
}

// Counts counts what has happened until now.
func (s *Server) Counts() Counts {
	st := &s.state
	st.mu.Lock()
	defer st.mu.Unlock()
	st.advance()
	c := Counts{
		Requests: map[Kind]int{},
		TooMany:  st.tally.tooMany, Refused: st.tally.refused,
		Queued: st.tally.queued, Retries: st.tally.retries,
		Stored: len(st.system.stored), Dropped: st.tally.dropped,
		StoredTwice: len(st.tally.twice), Synced: st.system.synced,
		Busiest: busiest(st.arrivals, int64(s.cfg.Window)),
	}
	for _, a := range st.arrivals {
		c.Requests[a.kind]++
	}
	by := [len(statusNames)]int{}
	for i := range st.jobs {
		by[st.jobs[i].status]++
	}
	c.Pending, c.Success, c.Failed, c.Partial = by[pending], by[success], by[failed], by[partly]
	return c
}

// busiest is the most arrivals within any stretch of time, sliding: a fixed
// window would overlook a burst across its border.
func busiest(arrivals []arrival, stretch int64) int {
	most, from := 0, 0
	for i, a := range arrivals {
		for a.at-arrivals[from].at >= stretch {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// StoredTwice returns the fingerprints of the payloads that the property
// system was handed by the client, and took, more than once, in the order in
// which it happened. A repetition that the duplicate rule dropped is among
// them: the rule hides the client's mistake, but it is one. A payload that is
// sent or retried after a FAILURE is not, nor is one that Propexo tries again.
func (s *Server) StoredTwice() []string {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.advance()
	names := make([]string, len(s.state.tally.twice))
	for i, print := range s.state.tally.twice {
		names[i] = printName(print)
	}
	return names
}

// Leads returns what the property system holds, in the order in which it took
// it. The bodies are the simulator's own: the caller only reads them.
func (s *Server) Leads() []Stored {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.advance()
	leads := make([]Stored, len(s.state.system.stored))
	for i, lead := range s.state.system.stored {
		leads[i] = Stored{
			Lead: s.state.jobs[lead.job].body,
			Job:  s.id(jobPrefix, lead.job),
			Time: time.Unix(0, lead.at).UTC(),
		}
	}
	return leads
}

// Requests returns the arrivals of all requests of the API, in their order.
func (s *Server) Requests() []Arrival {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	arrivals := make([]Arrival, len(s.state.arrivals))
	for i, a := range s.state.arrivals {
		arrivals[i] = Arrival{time.Unix(0, a.at).UTC(), a.kind}
	}
	return arrivals
}

// Sync copies what the property system holds into GET /v1/leads/, as
// Propexo's data sync does every so many hours.
func (s *Server) Sync() {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.system.sync(s.state.advance())
}
