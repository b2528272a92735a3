package propexotest

import (
	"encoding/json"
	"net/http"
	"sort"
	"time"
)

// A writeLog holds one row for each decided job, the newest, in the order of
// the decisions.
type writeLog struct {
	cfg    *Config
	rows   []logRow
	gone   int                // superseded rows
	latest map[int]int        // of jobs that may be superseded: their row
	places map[string][]int32 // the rows of each integration; "": all of them
}

type logRow struct {
	at     int64
	job    int
	status status
	gone   bool // a newer row of the same job has taken its place
}

// writeCategories are the documented values of write_category; the simulator
// writes nothing but leads.
var writeCategories = []string{
	"amenities", "applicants", "applications", "contracts", "crm_listings", "deposit_summaries", "event_types",
	"events", "file_types", "file_upload", "invoices", "leads", "leases", "listings", "properties", "purchase_orders",
	"recurring_resident_charges", "resident_charges", "resident_payments", "resident_pets", "residents",
	"service_request_vendors", "service_requests", "transactions", "units",
}

var timeRanges = map[string]time.Duration{
	"hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour, "month": 30 * 24 * time.Hour,
}

func (l *writeLog) init(cfg *Config) {
	l.cfg = cfg
	l.latest, l.places = map[int]int{}, map[string][]int32{}
}

func (l *writeLog) add(n int, j *job, at int64) {
	if random(l.cfg.Seed+4, n)%1000 < uint64(l.cfg.Entrata.Unlogged) {
		return
	}
	row := logRow{at: at, job: n, status: j.status}
	if j.status == partly {
		row.status = failed
		if l.cfg.Entrata.PartialLog == statusNames[success] {
			row.status = success
		}
	}
	if j.verdict == Recovery {
		l.latest[n] = len(l.rows)
	}
	place := int32(len(l.rows))
	l.rows = append(l.rows, row)
	l.places[""] = append(l.places[""], place)
	l.places[j.integration] = append(l.places[j.integration], place)
}

// supersede takes the row of a job away, because a newer one follows.
func (l *writeLog) supersede(n int) {
	if place, ok := l.latest[n]; ok {
		l.rows[place].gone = true
		l.gone++
		delete(l.latest, n)
	}
}

// A logQuery is what the write log is asked for.
type logQuery struct {
	limit, offset int
	since         int64
	integration   string
	status        string
}

// page returns the rows asked for. Rows are walked one by one only if a
// filter or a superseded row demands it, so that deep pages stay cheap.
func (l *writeLog) page(q logQuery) []logRow {
	places := l.places[q.integration]
	places = places[sort.Search(len(places), func(i int) bool { return l.rows[places[i]].at >= q.since }):]
	var page []logRow
	skip, start := q.offset, 0
	if q.status == "" && l.gone == 0 {
		skip, start = 0, min(q.offset, len(places))
	}
	for i := start; i < len(places) && len(page) < q.limit; i++ {
		place := places[i]
		if !l.cfg.OldestFirst {
			place = places[len(places)-1-i]
		}
		row := l.rows[place]
		switch {
		case row.gone, q.status != "" && q.status != statusNames[row.status]:
		case skip > 0:
			skip--
		default:
			page = append(page, row)
		}
	}
	return page
}

// writeLog is GET /v1/admin/logs/writes/: an envelope of its own, without
// meta.
func (s *Server) writeLog(c *call) answer {
	query := newQuery(c.r.URL.RawQuery, "limit", "offset", "time_range", "integration_id", "status", "write_category")
	q := logQuery{
		limit:       query.number("limit", 100, 1, 100),
		offset:      query.number("offset", 0, 0, noLimit),
		integration: query.values.Get("integration_id"),
		status:      query.choice("status", "SUCCESS", "FAILURE"),
	}
	if within := query.choice("time_range", "hour", "day", "week", "month"); within != "" {
		q.since = c.now.Add(-timeRanges[within]).UnixNano()
	}
	category := query.choice("write_category", writeCategories...)
	if len(query.issues) > 0 {
		return refusal(query.issues...)
	}
	logs := []logRecord{}
	if category == "" || category == "leads" {
		logs = s.logRecords(q)
	}
	type results struct {
		Logs []logRecord `json:"logs"`
	}
	return jsonAnswer(http.StatusOK, struct {
		Results results `json:"results"`
	}{results{logs}})
}

type logRecord struct {
	ID          string          `json:"id"`
	CreatedAt   string          `json:"created_at"`
	JobID       string          `json:"job_id"`
	JobLogID    string          `json:"job_log_id"`
	Status      string          `json:"status"`
	Integration string          `json:"integration_id"`
	JobType     string          `json:"job_type"`
	Parameters  json.RawMessage `json:"parameters"`
	Error       *string         `json:"error"`
	Name        string          `json:"name"`
	Vendor      string          `json:"vendor"`
}
