package importer

import "slices"

// An identity decides what becomes of each row of a run: whether its lead is
// sent, or was sent before, or is that of another row. Rows are decided in the
// order of the file and claim their keys; a row that finds leads in flight
// waits for those answers and is decided again. What earlier runs know is
// handed in with the row.
//
// A row that waits claims the keys that are free, so that a third row which
// shares a key with it alone waits for it in turn: in the end every row is
// decided as if each answer had come at once, in whatever order they come.
//
// An identity is for one goroutine.
type identity struct {
	claims  claimTable
	byLead  map[LeadID]claimID // leads of earlier runs that this run sends again, or may
	all     claimList
	waiting map[claimID][]*candidate // by the claims that they wait for, each perhaps for several
	waits   int                      // candidates that wait
	// mayResend says whether an unknown lead of an earlier run may be sent again
	// with a row that has its very values; nil: none may.
	mayResend func(*Row, *KnownLead) bool
}

// A candidate is a row on its way to a decision.
type candidate struct {
	row   *Row
	known []KnownLead
	claim claimID // 0 until it claims something
	waits bool
	look  *KnownLead // the failed or unknown lead of an earlier run that it is: to be looked at before it is sent
	beset bool       // look is not its own: a different person's, with whom it shares a phone
	lead  LeadID     // the lead of an earlier run that it is; 0: a new one
}

// A choice is what identity made of a candidate: exactly one of the three.
type choice struct {
	send     bool
	wait     bool
	decision *Decision
}

func newIdentity() *identity {
	return &identity{
		byLead:  map[LeadID]claimID{},
		waiting: map[claimID][]*candidate{},
	}
}

// choose decides the candidate now.
func (id *identity) choose(c *candidate) choice {
	if c.row.Unusable() {
		return id.unusable(c)
	}
	best, flying := id.furthest(c)
	switch {
	case len(flying) > 0:
		return id.park(c, flying)
	case best == nil:
		return id.send(c, nil)
	case best.claim != 0:
		return id.leave(c, id.otherRow(c, best))
	}
	switch best.status {
	case Created, Skipped, Partial, Accepted, Unknown:
		if best.status == Unknown && best.same && id.mayResend != nil && id.mayResend(c.row, best.known) {
			return id.send(c, best)
		}
		return id.leave(c, earlierRun(c, best))
	}
	return id.send(c, best)
}

// unusable decides a row with a bad cell: it claims nothing, and it is
// invalid unless its correction has been imported since.
func (id *identity) unusable(c *candidate) choice {
	invalid := Decision{Row: c.row.Number, Status: Invalid, Reason: c.row.reason()}
	for _, k := range c.known {
		switch k.Status {
		case Created, Skipped:
			return choice{decision: &Decision{Row: c.row.Number, Status: Skipped,
				Reason: Corrected, Lead: k.ID, Attempt: k.Attempt}}
		case Accepted, Partial, Unknown:
			return choice{decision: &Decision{Row: c.row.Number, Lead: k.ID, Attempt: k.Attempt}}
		}
		invalid.Lead = k.ID
	}
	if invalid.Lead == 0 {
		invalid.New, invalid.Keys = true, []Hash{c.row.rowKey}
	}
	return choice{decision: &invalid}
}

// send lets the candidate be sent, as a new lead or as the earlier one that
// it was found to be; never as that of a different person, who would be lost.
// Of several earlier leads the others are free again: whoever waited for them
// is to be woken.
func (id *identity) send(c *candidate, m *match) choice {
	id.claim(c)
	id.freeLeads(c)
	c.lead, c.look, c.beset = 0, nil, false
	if m == nil {
		return choice{send: true}
	}
	known := m.known
	if c.beset = m.ofStranger(); !c.beset {
		c.lead = known.ID
		id.byLead[known.ID] = c.claim
	}
	if known.Status == Unknown || known.Status == Failed && known.Job != "" && !(c.beset && m.linked) {
		c.look = known
	}
	return choice{send: true}
}

// park lets the candidate wait for all the claims that are in flight.
func (id *identity) park(c *candidate, flying []claimID) choice {
	id.claim(c)
	for _, on := range flying {
		if !slices.Contains(id.waiting[on], c) {
			id.waiting[on] = append(id.waiting[on], c)
		}
	}
	if !c.waits {
		c.waits = true
		id.waits++
	}
	return choice{wait: true}
}

// otherRow decides a candidate that is the lead of another row of this run.
func (id *identity) otherRow(c *candidate, m *match) Decision {
	d := Decision{Row: c.row.Number, Status: Duplicate, Reason: SameLead, Of: m.row, Lead: id.all.at(m.claim).lead}
	if m.ofStranger() {
		d.Status, d.Reason, d.Lead = Conflict, m.conflict(), 0 // the lead is the other person's
	}
	return d
}

// earlierRun decides a candidate whose lead an earlier run sent.
func earlierRun(c *candidate, m *match) Decision {
	d := Decision{Row: c.row.Number, Lead: m.known.ID, Attempt: m.known.Attempt}
	switch {
	case m.ofStranger():
		d.Status, d.Reason, d.Lead = Conflict, m.conflict(), 0 // the lead is the other person's
	case m.status == Skipped:
		d.Status, d.Reason = Skipped, ClosedByHand
	case m.status != Created:
		// It takes the status of that attempt, now and when it changes.
	case m.same:
		d.Status, d.Reason = Skipped, AlreadyCreated
	default:
		d.Status, d.Reason = Skipped, KnownPerson
	}
	return d
}

// leave decides a candidate without sending it and gives up what it claimed
// while it waited.
func (id *identity) leave(c *candidate, d Decision) choice {
	if c.claim != 0 {
		id.free(c)
	}
	return choice{decision: &d}
}

// resolve takes what became of a candidate that was sent, and returns those
// that waited for it: they are to be chosen again, in the order of the file.
// A lead that was refused or not delivered gives its keys up, so that its
// duplicates get their turn.
func (id *identity) resolve(c *candidate, status Status, lead LeadID) []*candidate {
	switch status {
	case Created, Accepted, Partial, Unknown:
		claim := id.all.at(c.claim)
		claim.lead, claim.state = lead, stateOf(status)
	default:
		id.free(c)
	}
	return id.wake(c)
}

// wake returns those that waited for the candidate, each only once, to be
// chosen again in the order of the file.
func (id *identity) wake(c *candidate) []*candidate {
	var woken []*candidate
	for _, w := range id.waiting[c.claim] {
		if w.waits { // else another wake has it already
			w.waits = false
			id.waits--
			woken = append(woken, w)
		}
	}
	delete(id.waiting, c.claim)
	return woken
}

// claim gives the candidate a place among the claims, and all its keys and
// earlier leads that are free. A lead of a different person is not its to claim.
func (id *identity) claim(c *candidate) {
	if c.claim == 0 {
		p := c.row.Person
		c.claim = id.all.add(claimed{row: int32(c.row.Number),
			payload: short(p.Payload), firstName: short(p.FirstName), email: short(p.Email)})
	}
	for _, key := range c.row.Person.Keys {
		if id.claims.get(key) == 0 {
			id.claims.set(key, c.claim)
		}
	}
	for i := range c.known {
		k := &c.known[i]
		if _, taken := id.byLead[k.ID]; !taken && !c.earlier(k).ofStranger() {
			id.byLead[k.ID] = c.claim
		}
	}
}

func (id *identity) free(c *candidate) {
	for _, key := range c.row.Person.Keys {
		if id.claims.get(key) == c.claim {
			id.claims.remove(key)
		}
	}
	id.freeLeads(c)
	id.all.at(c.claim).state = freed
}

func (id *identity) freeLeads(c *candidate) {
	for _, k := range c.known {
		if id.byLead[k.ID] == c.claim {
			delete(id.byLead, k.ID)
		}
	}
}
