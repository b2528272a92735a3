package importer

import "slices"

// A match is a lead that a candidate finds: of this run (claim) or of an
// earlier one (known).
type match struct {
	claim    claimID
	known    *KnownLead
	status   Status // empty while it is in flight or waits
	row      int
	same     bool // the same payload
	linked   bool // found by import_lead alone: no key in common
	stranger bool // a different person: another first name, and e-mails not equal
}

// progress orders leads by how far along they are; the furthest counts. A
// lead in flight stands between unknown and failed, but is waited for. A lead
// is Skipped if a person has closed it as existing: that counts as created.
var progress = map[Status]int{Created: 6, Skipped: 6, Partial: 5, Accepted: 4, Unknown: 3, Failed: 2, Rejected: 1}

// beats says whether a match counts before another: the one further along,
// then the very same lead, then the same person, then that of an earlier run.
func (m *match) beats(other *match) bool {
	if a, b := m.weight(), other.weight(); a != b {
		return a > b
	}
	if m.same != other.same {
		return m.same
	}
	if m.stranger != other.stranger {
		return other.stranger
	}
	return m.claim == 0 && other.claim != 0
}

// weight is how far along the lead is. One of a different person that holds
// nobody back counts least.
func (m *match) weight() int {
	if w := progress[m.status]; w > progress[Failed] || !m.ofStranger() {
		return w
	}
	return 0
}

// stray says whether the candidate's import_lead names no lead that the ledger
// holds for this host: it is another ledger's, or another host's.
func (c *candidate) stray() bool {
	return c.row.Tagged && !slices.ContainsFunc(c.known, func(k KnownLead) bool { return k.ID == c.row.Linked })
}

// furthest returns the lead that counts of those that the candidate finds,
// nil if it finds none, and the claims that are still in flight.
func (id *identity) furthest(c *candidate) (best *match, flying []claimID) {
	consider := func(m *match) {
		if m.claim != 0 && m.status == "" {
			flying = append(flying, m.claim)
		} else if best == nil || m.beats(best) {
			best = m
		}
	}
	for i := range c.known {
		k := &c.known[i]
		if claim, again := id.byLead[k.ID]; again && (c.claim == 0 || claim < c.claim) { // of a row before
			consider(id.ofThisRun(c, claim, !k.Shared))
			continue
		}
		consider(c.earlier(k))
	}
	for _, key := range c.row.Person.Keys {
		if claim := id.claims.get(key); claim != 0 && claim != c.claim {
			consider(id.ofThisRun(c, claim, false))
		}
	}
	return best, flying
}

// earlier is a lead of an earlier run. One that was never sent is nobody's yet;
// and if a row has both its import_lead and its phone, and neither has an
// e-mail, another first name is a correction.
func (c *candidate) earlier(k *KnownLead) *match {
	p := c.row.Person
	corrected := k.Shared && k.ID == c.row.Linked && k.Email == Hash{} && p.Email == Hash{}
	return &match{known: k, status: k.Status, same: k.Payload == p.Payload, linked: !k.Shared,
		stranger: k.Status != Invalid && !corrected && stranger(p, short(k.FirstName), short(k.Email), !k.Shared)}
}

func (id *identity) ofThisRun(c *candidate, claim claimID, linked bool) *match {
	other := id.all.at(claim)
	p := c.row.Person
	return &match{claim: claim, status: other.status(), row: int(other.row), linked: linked,
		same: other.payload == short(p.Payload), stranger: stranger(p, other.firstName, other.email, linked)}
}

// stranger says whether the row is of a different person than a lead with
// which it shares a phone, or nothing but an import_lead: somebody has copied
// rows, or sorted some of the columns.
func stranger(p Person, firstName, email uint64, linked bool) bool {
	sameEmail := email != 0 && email == short(p.Email)
	return (p.Phone || linked) && !sameEmail && firstName != short(p.FirstName)
}

// ofStranger says whether the lead is that of a different person.
func (m *match) ofStranger() bool { return m.stranger && !m.same }

// conflict is why a row is no part of a stranger's lead.
func (m *match) conflict() Reason {
	if m.linked {
		return OtherPerson
	}
	return SharedPhone
}
