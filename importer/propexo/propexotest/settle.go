package propexotest

import (
	"container/heap"
	"time"
)

// settle decides a job, at the time given. A job that is due a second time is
// one that Propexo tries again by itself.
func (s *state) settle(n int, at int64) {
	j := &s.jobs[n]
	if j.verdict == Recovery {
		s.recover(n, at)
		return
	}
	j.verdict = s.system.judge(n, j, at)
	switch j.verdict {
	case Stuck:
		return
	case Taken:
		j.status = success
		s.take(n, at, true)
	case Partial:
		j.status = partly
		s.take(n, at, true)
	case Recovery:
		j.status = failed
		heap.Push(&s.due, dueJob{at + int64(s.cfg.Entrata.RecoverAfter), n})
	default:
		j.status = failed
	}
	s.log.add(n, j, at)
}

// recover is Propexo's own next attempt, unless somebody else has asked for
// one meanwhile.
func (s *state) recover(n int, at int64) {
	j := &s.jobs[n]
	if j.retried {
		return
	}
	j.verdict, j.status = Taken, success
	s.take(n, at, false)
	s.log.supersede(n)
	s.log.add(n, j, at)
}

// take hands a lead to the property system. A payload that it has taken before
// is counted against the client, even if the duplicate rule hides it, unless
// it was Propexo that tried again.
func (s *state) take(n int, at int64, sent bool) {
	j := &s.jobs[n]
	dropped := s.system.take(n, j, at)
	if dropped {
		s.tally.dropped++
	}
	if sent || !dropped {
		s.tally.taken(j.print)
	}
}

// A propertySystem is what stands behind the API: the leads it holds, in the
// order in which it took them.
type propertySystem struct {
	cfg      *Config
	verdicts dice[Verdict]
	stored   []storedLead
	known    map[uint64]struct{} // e-mails and phones, each at its property

	synced     int   // so many of stored are in GET /v1/leads/
	lastSync   int64 // 0: never
	dueSync    int64
	syncPeriod int64 // 0: only when asked
}

type storedLead struct {
	job    int
	at     int64
	synced int64 // when it appeared in GET /v1/leads/, 0: not yet
}

func (p *propertySystem) init(cfg *Config) {
	p.cfg = cfg
	p.verdicts = newDice(cfg.Seed+3, cfg.Entrata.Rates)
	p.known = map[uint64]struct{}{}
	p.syncPeriod = int64(cfg.SyncEvery)
	p.dueSync = cfg.Now().UnixNano() + p.syncPeriod
	for _, v := range p.verdicts.faces {
		v.mustExist()
	}
}

// judge says what becomes of a write.
func (p *propertySystem) judge(n int, j *job, at int64) Verdict {
	e := &p.cfg.Entrata
	if e.Down != nil && e.Down(time.Unix(0, at).UTC()) {
		return Maintenance
	}
	if e.Script != nil || e.RequirePhone {
		lead, _, _ := parse(j.body)
		if e.Script != nil {
			if v := e.Script(n, lead); v != "" {
				return v.mustExist()
			}
		}
		if e.RequirePhone && lead.Field("phone_1") == "" {
			return Phoneless
		}
	}
	if v := p.verdicts.roll(n); v != "" {
		return v
	}
	return Taken
}

// take stores a lead, or drops it without a word.
func (p *propertySystem) take(n int, j *job, at int64) (dropped bool) {
	if p.cfg.Entrata.DropDuplicates {
		if p.knows(j.email) || p.knows(j.phone) {
			return true
		}
		p.known[j.email] = struct{}{}
		p.known[j.phone] = struct{}{}
	}
	p.stored = append(p.stored, storedLead{job: n, at: at})
	return false
}

func (p *propertySystem) knows(contact uint64) bool {
	_, ok := p.known[contact]
	return ok && contact != 0
}

// sync copies what is held into GET /v1/leads/.
func (p *propertySystem) sync(at int64) {
	for i := p.synced; i < len(p.stored); i++ {
		p.stored[i].synced = at
	}
	p.synced, p.lastSync = len(p.stored), at
}

// syncUntil runs the timed syncs that are due.
func (p *propertySystem) syncUntil(now int64) {
	if p.syncPeriod == 0 || p.dueSync > now {
		return
	}
	late := (now - p.dueSync) / p.syncPeriod
	p.sync(p.dueSync + late*p.syncPeriod)
	p.dueSync += (late + 1) * p.syncPeriod
}
