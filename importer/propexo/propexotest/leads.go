package propexotest

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"sort"
)

// leadFilters are the documented filters of GET /v1/leads/.
var leadFilters = []string{
	"integration_id", "integration_vendor", "property_id", "email_1", "email_2", "phone_1",
	"x_id", "x_property_id", "x_unit_id",
}

// leadOrders are the fields by which leads can be sorted here. All of them
// increase together, because leads are stored, synced and numbered in one
// order.
var leadOrders = []string{"id", "created_at", "updated_at", "last_seen"}

var tenDigits = regexp.MustCompile(`^[2-9]\d{9}$`)

// listLeads is GET /v1/leads/: the leads of the last sync, not those of the
// property system. The filters compare exactly, but for punctuation in
// phones.
func (s *Server) listLeads(c *call) answer {
	q := newQuery(c.r.URL.RawQuery, slices.Concat(listParameters, leadFilters)...)
	p := q.paging()
	from := max(q.time("updated_at_gte", 0), q.time("last_seen_gte", 0))
	to := min(q.time("updated_at_lte", int64(noLimit)), q.time("last_seen_lte", int64(noLimit)))
	for _, o := range p.orders {
		if !slices.Contains(leadOrders, o.field) {
			q.complain(badEnum("order-by", o.field, leadOrders))
		}
	}
	if phone := q.values.Get("phone_1"); q.values.Has("phone_1") && !tenDigits.MatchString(phone) {
		q.complain(badString("phone_1", "regex", "Invalid"))
	}
	if len(q.issues) > 0 {
		return refusal(q.issues...)
	}
	return s.leadPage(q, p, from, to)
}

// leadPage finds the page among the synced leads, which are in order of time.
func (s *Server) leadPage(q *query, p paging, from, to int64) answer {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.advance()
	synced := s.state.system.stored[:s.state.system.synced]
	first := sort.Search(len(synced), func(i int) bool { return shown(synced[i].synced) >= from })
	last := sort.Search(len(synced), func(i int) bool { return shown(synced[i].synced) > to })
	var found []int
	for n := first; n < last; n++ {
		if s.leadMatches(q, n) {
			found = append(found, n)
		}
	}
	if p.orders[0].down {
		slices.Reverse(found)
	}
	begin, end := p.bounds(len(found))
	records := []record{}
	for _, n := range found[begin:end] {
		records = append(records, s.leadRecord(n))
	}
	return jsonAnswer(http.StatusOK, envelope{p.meta(len(found)), records})
}

// leadMatches compares a lead with the filters, as cheaply as it can: a client
// may page through a million.
func (s *Server) leadMatches(q *query, n int) bool {
	j := &s.state.jobs[s.state.system.stored[n].job]
	if id := q.values.Get("integration_id"); id != "" && id != j.integration {
		return false
	}
	if !slices.ContainsFunc(leadFilters[1:], q.values.Has) {
		return true
	}
	r := s.leadRecord(n)
	for _, name := range leadFilters {
		want := q.values.Get(name)
		got := filterText(r[name])
		if name == "phone_1" {
			got = string(digits([]byte(got)))
		}
		if q.values.Has(name) && got != want {
			return false
		}
	}
	return true
}

func filterText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.RawMessage:
		return text(v)
	}
	return ""
}

// shown is a moment as the API shows it, to the millisecond: comparing what
// is not shown would hide a record from who asks for the moment he was told.
func shown(at int64) int64 { return at - at%1_000_000 }

// leadRecord is a lead as Propexo's cache has it: the fields as they were sent,
// null for the others.
func (s *Server) leadRecord(n int) record {
	stored := s.state.system.stored[n]
	lead, _, _ := parse(s.state.jobs[stored.job].body)
	r := s.cfg.Catalog.common(s.id(leadPrefix, n), lead.Field("property_id"))
	for i, f := range fields {
		switch value := lead.values[i]; {
		case f.kind == list || f.name == "lease_period_id" || f.name == "employee_id" || f.name == "unit_id":
		case value == nil:
			r[f.name] = nil
		default:
			r[f.name] = json.RawMessage(value)
		}
	}
	r["created_at"], r["updated_at"], r["last_seen"] = timestamp(stored.synced), timestamp(stored.synced), timestamp(stored.synced)
	r["x_id"], r["x_created_at"], r["x_updated_at"] = r["id"].(string)[len(leadPrefix):], timestamp(stored.at), timestamp(stored.at)
	r["status"], r["x_lead_source_id"], r["unit_id_preferred"] = "New", "x"+lead.Field("lead_source_id"), []string{}
	for _, key := range []string{"email_2", "country", "lead_source", "x_guestcard_id"} {
		r[key] = nil
	}
	return r
}

// getLead is GET /v1/leads/{id}.
func (s *Server) getLead(c *call) answer {
	n, ok := s.number(leadPrefix, c.id)
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.advance()
	if !ok || n >= s.state.system.synced {
		return one(nil)
	}
	return one(s.leadRecord(n))
}

func (s *Server) lastSync() int64 {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.advance()
	return s.state.system.lastSync
}
