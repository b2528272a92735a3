package propexotest

import (
	"container/heap"
	"sync"
	"time"
)

// A state is everything that the simulator remembers, under one lock: what
// Propexo queued and logged, and what the property system holds. Jobs and
// stored leads are numbered from 0 in the order in which they came; their
// bodies lie in large blocks, so that millions of them cost little.
type state struct {
	mu  sync.Mutex
	cfg *Config

	window   window
	arrivals []arrival
	tally    tally

	jobs  []job
	due   dueHeap
	block []byte // the rest of the block that bodies are copied to

	log    writeLog
	system propertySystem
	names  map[string]string // interned integration ids
}

type arrival struct {
	at   int64
	kind Kind
}

// A job is one queued write.
type job struct {
	body        []byte
	integration string
	print       uint64 // of the payload, see fingerprint
	email       uint64 // at its property; 0 is none
	phone       uint64
	verdict     Verdict // once decided
	status      status
	retried     bool // a retry of it was asked for
}

// A status is what write-status says of a job.
type status uint8

const (
	pending status = iota
	success
	failed
	partly
)

var statusNames = [...]string{pending: "PENDING", success: "SUCCESS", failed: "FAILURE", partly: "PARTIAL_SUCCESS"}

func (s *state) init(cfg *Config) {
	s.cfg = cfg
	s.window = window{limit: cfg.Limit, length: cfg.Window}
	s.names = map[string]string{}
	s.tally.start()
	s.log.init(cfg)
	s.system.init(cfg)
}

// arrive notes a request and takes its share of the window.
func (s *state) arrive(kind Kind) (time.Time, share) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Now()
	s.arrivals = append(s.arrivals, arrival{now.UnixNano(), kind})
	share := s.window.take(now)
	if share.over {
		s.tally.tooMany++
	}
	return now, share
}

// queue makes a job of a create and returns its number.
func (s *state) queue(j job, lead *Lead) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.advance()
	j.body = s.keep(lead.raw)
	j.integration = s.intern(content(lead.values[atIntegration]))
	s.tally.queued++
	return s.add(j, now)
}

// intern keeps one copy of each integration's id, however many leads have it.
func (s *state) intern(id []byte) string {
	if name, ok := s.names[string(id)]; ok {
		return name
	}
	s.names[string(id)] = string(id)
	return s.names[string(id)]
}

// retry queues the stored request of a failed job again; ok is false, and
// was its status, if it has not failed.
func (s *state) retry(n int) (again int, was status, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.advance()
	j := &s.jobs[n]
	if j.status != failed {
		return 0, j.status, false
	}
	j.retried = true
	s.tally.retries++
	fresh := *j
	fresh.status, fresh.verdict, fresh.retried = pending, "", false
	return s.add(fresh, now), failed, true
}

func (s *state) add(j job, now int64) int {
	n := len(s.jobs)
	s.jobs = append(s.jobs, j)
	wait := int64(s.cfg.Settle)
	if s.cfg.Spread > 0 {
		wait += int64(random(s.cfg.Seed+2, n) % uint64(s.cfg.Spread+1))
	}
	if wait == 0 {
		s.settle(n, now)
	} else {
		heap.Push(&s.due, dueJob{now + wait, n})
	}
	return n
}

// keep copies a body into the running block.
func (s *state) keep(body []byte) []byte {
	if cap(s.block)-len(s.block) < len(body) {
		s.block = make([]byte, 0, max(1<<20, len(body)))
	}
	from := len(s.block)
	s.block = append(s.block, body...)
	return s.block[from:len(s.block):len(s.block)]
}

// advance lets everything happen that is due by now, in its order, and
// returns the time. It is called first whenever the state is looked at.
func (s *state) advance() int64 {
	now := s.cfg.Now().UnixNano()
	for len(s.due) > 0 && s.due[0].at <= now {
		next := heap.Pop(&s.due).(dueJob)
		s.system.syncUntil(next.at)
		s.settle(next.job, next.at)
	}
	s.system.syncUntil(now)
	return now
}

// A dueJob is a job of which something is to be decided at a time.
type dueJob struct {
	at  int64
	job int
}

type dueHeap []dueJob

func (h dueHeap) Len() int { return len(h) }
func (h dueHeap) Less(i, j int) bool {
	return h[i].at < h[j].at || h[i].at == h[j].at && h[i].job < h[j].job
}
func (h dueHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *dueHeap) Push(x any)   { *h = append(*h, x.(dueJob)) }
func (h *dueHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
