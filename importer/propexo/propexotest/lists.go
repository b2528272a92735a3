package propexotest

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
)

// meta is the envelope's head. Only orderBy is guaranteed by the documents.
type meta struct {
	Offset  int                 `json:"offset"`
	Limit   int                 `json:"limit"`
	OrderBy []map[string]string `json:"orderBy"`
	HasMore *bool               `json:"hasMore"`
	Total   int                 `json:"total"`
}

type envelope struct {
	Meta    any `json:"meta"`
	Results any `json:"results"`
}

// paging is limit, offset and order-by of a list.
type paging struct {
	limit, offset int
	orders        []order
}

func (q *query) paging() paging {
	return paging{q.number("limit", 100, 0, 250), q.number("offset", 0, 0, noLimit), q.orders()}
}

// meta describes a page of a list of total entries.
func (p paging) meta(total int) meta {
	m := meta{Offset: p.offset, Limit: p.limit, Total: total, OrderBy: []map[string]string{}}
	for _, o := range p.orders {
		direction := "asc"
		if o.down {
			direction = "desc"
		}
		m.OrderBy = append(m.OrderBy, map[string]string{o.field: direction})
	}
	m.HasMore = new(p.offset+p.limit < total)
	return m
}

// bounds are the first entry of the page and the one behind its last.
func (p paging) bounds(total int) (from, to int) {
	from = min(p.offset, total)
	return from, from + min(p.limit, total-from)
}

// one answers with a single record: results is an object, or null, and meta
// holds no more than is guaranteed.
func one(result any) answer {
	return jsonAnswer(http.StatusOK, envelope{Meta: record{"orderBy": []any{}}, Results: result})
}

// list answers with the records that equal the query in all of filters.
func (s *Server) list(c *call, records []record, filters ...string) answer {
	q := newQuery(c.r.URL.RawQuery, slices.Concat(listParameters, filters)...)
	p := q.paging()
	seenFrom, seenTo := q.time("last_seen_gte", 0), q.time("last_seen_lte", int64(noLimit))
	newFrom, newTo := q.time("updated_at_gte", 0), q.time("updated_at_lte", int64(noLimit))
	if len(q.issues) > 0 {
		return refusal(q.issues...)
	}
	records = slices.DeleteFunc(records, func(r record) bool {
		return !q.matches(r, filters) || !r.within("last_seen", seenFrom, seenTo) || !r.within("updated_at", newFrom, newTo)
	})
	slices.SortStableFunc(records, p.compare)
	from, to := p.bounds(len(records))
	return jsonAnswer(http.StatusOK, envelope{p.meta(len(records)), append([]record{}, records[from:to]...)})
}

func (q *query) matches(r record, filters []string) bool {
	for _, name := range filters {
		value, ok := r[name]
		if !ok {
			value = r[filterFields[name]]
		}
		if q.values.Has(name) && fmt.Sprint(value) != q.values.Get(name) {
			return false
		}
	}
	return true
}

// filterFields names the fields of those filters that are called otherwise.
var filterFields = map[string]string{"unit_number": "number", "integration_vendor": "vendor"}

// within says that a moment of the record lies in a stretch of time. Records
// without that moment lie in every one.
func (r record) within(name string, from, to int64) bool {
	value, ok := r[name].(string)
	if !ok {
		return true
	}
	at := nanos(value)
	return from <= at && at <= to
}

func (p paging) compare(a, b record) int {
	for _, o := range p.orders {
		n := cmp.Compare(fmt.Sprint(a[o.field]), fmt.Sprint(b[o.field]))
		if o.down {
			n = -n
		}
		if n != 0 {
			return n
		}
	}
	return 0
}
