package propexotest

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Query parameters that lists share; the newest pages of the documents add
// those about updated_at and last_seen.
var listParameters = []string{
	"limit", "offset", "order-by", "updated_at_gte", "updated_at_lte", "last_seen_gte", "last_seen_lte",
}

// A query is the parameters of a list, and what is wrong with them. Parameters
// that a list does not know are refused; that is assumed, and finds misspelt
// ones.
type query struct {
	values url.Values
	issues []issue
}

func newQuery(raw string, known ...string) *query {
	values, err := url.ParseQuery(raw)
	q := &query{values: values}
	if err != nil {
		q.complain(custom("", "Invalid query"))
	}
	var unknown []string
	for name := range values {
		if !slices.Contains(known, name) {
			unknown = append(unknown, name)
		}
	}
	if slices.Sort(unknown); len(unknown) > 0 {
		q.complain(unrecognized(unknown))
	}
	return q
}

func (q *query) complain(i *issue) { q.issues = append(q.issues, *i) }

// number returns a whole number between least and most.
func (q *query) number(name string, otherwise, least, most int) int {
	if !q.values.Has(name) {
		return otherwise
	}
	n, err := strconv.Atoi(q.values.Get(name))
	switch {
	case err != nil:
		q.complain(wrongType(name, "number", "nan"))
	case n < least:
		q.complain(tooSmall(name, least))
	case n > most:
		q.complain(tooBig(name, most))
	}
	return n
}

// choice returns one of the options, or "".
func (q *query) choice(name string, options ...string) string {
	value := q.values.Get(name)
	if q.values.Has(name) && !slices.Contains(options, value) {
		q.complain(badEnum(name, value, options))
	}
	return value
}

// time returns a moment in nanoseconds, or otherwise.
func (q *query) time(name string, otherwise int64) int64 {
	if !q.values.Has(name) {
		return otherwise
	}
	value := q.values.Get(name)
	if !isDateTime(value) {
		q.complain(badString(name, "datetime", "Invalid datetime"))
		return otherwise
	}
	t, _ := time.Parse(time.RFC3339, value)
	return t.UnixNano()
}

// An order is one field of order-by.
type order struct {
	field string
	down  bool
}

// orders reads order-by: fields with :asc or :desc, by commas; a bare field
// ascends.
func (q *query) orders() []order {
	if !q.values.Has("order-by") {
		return []order{{"created_at", true}}
	}
	var orders []order
	for part := range strings.SplitSeq(q.values.Get("order-by"), ",") {
		field, direction, _ := strings.Cut(part, ":")
		if field == "" || !slices.Contains([]string{"", "asc", "desc"}, direction) {
			q.complain(badString("order-by", "regex", "Invalid"))
		}
		orders = append(orders, order{field, direction == "desc"})
	}
	return orders
}

const noLimit = int(^uint(0) >> 1)
