package importer

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A table is the rules of identity once more, as they are written down: rows
// one after the other, each answer at once, every lead looked at. It knows no
// waiting and no claims, and is slow.
type table struct {
	leads []tableLead
}

type tableLead struct {
	status  Status
	keys    []Hash
	payload Hash
	first   Hash
	email   Hash
	id      LeadID
	row     int // of this run; 0: an earlier run's
}

var order = []Status{Created, Partial, Accepted, Unknown, Failed, Rejected}

func (t *table) decide(r *Row, answer Status) string {
	best := -1
	for i, l := range t.leads {
		shares := slices.ContainsFunc(l.keys, func(k Hash) bool { return slices.Contains(r.Person.Keys, k) })
		if !shares && (r.Linked == 0 || r.Linked != l.id) || l.row != 0 && (l.status == Rejected || l.status == Failed) {
			continue
		}
		if best < 0 || rank(l, r) < rank(t.leads[best], r) {
			best = i
		}
	}
	if best >= 0 {
		l := &t.leads[best]
		other := l.payload != r.Person.Payload
		strange := other && isStranger(*l, r)
		switch l.status {
		case Created, Partial, Accepted, Unknown:
			switch {
			case strange:
				return "conflict"
			case l.row != 0:
				return "duplicate"
			case l.status != Created:
				return "takes " + string(l.status)
			case other:
				return "skipped known_person"
			}
			return "skipped already_created"
		}
		if strange { // nobody is sent as somebody else
			t.leads = append(t.leads, newLead(r, answer))
			return "sent " + string(answer)
		}
		if answer == Accepted || answer == Unknown { // else its claim is freed
			l.keys = append(l.keys, r.Person.Keys...)
			l.payload, l.first, l.email = r.Person.Payload, r.Person.FirstName, r.Person.Email
			l.status, l.row = answer, r.Number
		}
		return "sent " + string(answer)
	}
	t.leads = append(t.leads, newLead(r, answer))
	return "sent " + string(answer)
}

func newLead(r *Row, answer Status) tableLead {
	p := r.Person
	return tableLead{answer, p.Keys, p.Payload, p.FirstName, p.Email, 0, r.Number}
}

// rank is lower for a lead that counts before another: the one further along,
// then the very same, then the same person.
func rank(l tableLead, r *Row) int {
	n := slices.Index(order, l.status)
	strange := l.payload != r.Person.Payload && isStranger(l, r)
	if n < 0 || strange && n >= slices.Index(order, Failed) {
		n = len(order)
	}
	for _, worse := range []bool{l.payload != r.Person.Payload, isStranger(l, r), l.row != 0} {
		n *= 2
		if worse {
			n++
		}
	}
	return n
}

func isStranger(l tableLead, r *Row) bool {
	linked := !slices.ContainsFunc(l.keys, func(k Hash) bool { return slices.Contains(r.Person.Keys, k) })
	if !linked && l.row == 0 && r.Linked != 0 && r.Linked == l.id && l.email == r.Person.Email && l.email == (Hash{}) {
		return false // its first name was corrected
	}
	return (r.Person.Phone || linked) && l.first != r.Person.FirstName && (l.email == Hash{} || l.email != r.Person.Email)
}

// TestIdentityIsTheTable runs random files against random earlier leads, with
// the answers in a random order, and expects of every row what the table says
// when each answer comes at once.
func TestIdentityIsTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tab table
		earlier := rapid.SliceOfN(rapid.Custom(drawKnown), 0, 3).Draw(t, "earlier")
		for i := range earlier {
			earlier[i].id = LeadID(100 + i)
		}
		tab.leads = append(tab.leads, earlier...)
		rows := rapid.SliceOfN(rapid.Custom(drawRow), 1, 12).Draw(t, "rows")
		answers := rapid.SliceOfN(rapid.SampledFrom([]Status{Accepted, Unknown, Rejected, Unsent}), len(rows), len(rows)).Draw(t, "answers")
		var want []string
		for i, r := range rows {
			r.Number = i + 2
			answer := answers[i]
			if answer == Unsent {
				answer = Failed
			}
			want = append(want, tab.decide(r, answer))
		}
		got := play(t, rows, answers, earlier)
		for i := range rows {
			if got[i] != want[i] {
				t.Errorf("row %d: got %q, want %q", i+2, got[i], want[i])
			}
		}
	})
}

// play lets an identity decide the rows while answers come in any order.
func play(t *rapid.T, rows []*Row, answers []Status, earlier []tableLead) []string {
	id := newIdentity()
	got := make([]string, len(rows))
	var flying []*candidate
	choose := func(list ...*candidate) {
		for len(list) > 0 {
			slices.SortFunc(list, func(a, b *candidate) int { return a.row.Number - b.row.Number })
			c := list[0]
			list = list[1:]
			ch := id.choose(c)
			switch {
			case ch.send:
				flying = append(flying, c)
				list = append(list, id.wake(c)...)
			case ch.decision != nil:
				got[c.row.Number-2] = told(c, *ch.decision)
				list = append(list, id.wake(c)...)
			}
		}
	}
	answer := func() {
		i := rapid.IntRange(0, len(flying)-1).Draw(t, "whose answer")
		c := flying[i]
		flying = slices.Delete(flying, i, i+1)
		status := answers[c.row.Number-2]
		if got[c.row.Number-2] = "sent " + string(status); status == Unsent {
			got[c.row.Number-2] = "sent failed"
		}
		choose(id.resolve(c, status, c.lead)...)
	}
	for _, r := range rows {
		choose(&candidate{row: r, known: find(earlier, r)})
		for len(flying) > 0 && rapid.Bool().Draw(t, "an answer comes") {
			answer()
		}
	}
	for len(flying) > 0 {
		answer()
	}
	if id.waits != 0 {
		t.Fatalf("%d rows wait for ever", id.waits)
	}
	return got
}

func told(c *candidate, d Decision) string {
	switch d.Status {
	case "":
		for _, k := range c.known {
			if k.Attempt == d.Attempt {
				return "takes " + string(k.Status)
			}
		}
	case Skipped:
		return "skipped " + string(d.Reason)
	}
	return string(d.Status)
}

// find is the ledger: it knows the leads as they were before this run.
func find(earlier []tableLead, r *Row) (known []KnownLead) {
	for _, l := range earlier {
		if l.id == r.Linked || slices.ContainsFunc(l.keys, func(k Hash) bool { return slices.Contains(r.Person.Keys, k) }) {
			known = append(known, KnownLead{ID: l.id, Status: l.status, Payload: l.payload,
				FirstName: l.first, Email: l.email, Attempt: AttemptID(l.id),
				Shared: slices.ContainsFunc(l.keys, func(k Hash) bool { return slices.Contains(r.Person.Keys, k) })})
		}
	}
	return known
}

func drawPerson(t *rapid.T) Person {
	names, mails, phones := rapid.IntRange(1, 3), rapid.IntRange(0, 3), rapid.IntRange(0, 3)
	var p Person
	name, mail, phone := names.Draw(t, "name"), mails.Draw(t, "mail"), phones.Draw(t, "phone")
	p.FirstName = Hash{byte(name)}
	if mail > 0 {
		p.Email = Hash{20, byte(mail)}
		p.Keys = append(p.Keys, Hash{30, byte(mail)})
	}
	if phone > 0 {
		p.Phone = true
		p.Keys = append(p.Keys, Hash{40, byte(phone)})
	}
	if len(p.Keys) == 0 {
		p.Keys = []Hash{{50, byte(name)}}
	}
	p.Payload = Hash{byte(name), byte(mail), byte(phone), byte(rapid.IntRange(0, 1).Draw(t, "notes"))}
	return p
}

func drawRow(t *rapid.T) *Row {
	r := &Row{Person: drawPerson(t)}
	if rapid.IntRange(0, 4).Draw(t, "linked") == 0 {
		r.Linked = LeadID(100 + rapid.IntRange(0, 2).Draw(t, "link"))
	}
	return r
}

func drawKnown(t *rapid.T) tableLead {
	p := drawPerson(t)
	status := rapid.SampledFrom([]Status{Created, Partial, Accepted, Unknown, Failed, Rejected, Unsent}).Draw(t, "status")
	return tableLead{status: status, keys: p.Keys, payload: p.Payload, first: p.FirstName, email: p.Email}
}

// A row that cannot be used is invalid, unless its correction was imported.
func TestUnusableRows(t *testing.T) {
	for _, tc := range []struct {
		known []KnownLead
		want  string
	}{
		{nil, "invalid"},
		{[]KnownLead{{ID: 1, Status: Invalid}}, "invalid"},
		{[]KnownLead{{ID: 1, Status: Rejected, Attempt: 1}}, "invalid"},
		{[]KnownLead{{ID: 1, Status: Invalid}, {ID: 2, Status: Created, Attempt: 1}}, "skipped corrected"},
		{[]KnownLead{{ID: 1, Status: Accepted, Attempt: 1}}, "takes accepted"},
	} {
		t.Run(fmt.Sprint(tc.known), func(t *testing.T) {
			c := &candidate{row: badRow(), known: tc.known}
			ch := newIdentity().choose(c)
			if got := told(c, *ch.decision); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
