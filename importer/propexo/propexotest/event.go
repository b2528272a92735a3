package propexotest

import (
	"net/http"
	"strconv"
	"time"
)

// An Event is one request of the API and what became of it. It holds no
// personal details: no body, no query.
type Event struct {
	Time   time.Time
	Method string
	Path   string // without its query
	Kind   Kind
	N      int    // of its kind, from 0; -1 if it was refused by limit, key or address
	Fault  Fault  // what befell it
	Status int    // of the answer, also if the fault keeps it from arriving; 0 if there is none
	Job    string // that it queued, also if the answer does not tell
}

func (c *call) event(a answer) Event {
	return Event{
		Time: c.now, Method: c.r.Method, Path: c.r.URL.Path, Kind: c.kind(),
		N: c.n, Fault: c.fault, Status: a.status, Job: a.job,
	}
}

// String is a line about the event for a log.
func (e Event) String() string {
	line := e.Method + " " + e.Path + ": "
	if e.Status == 0 {
		line += "no answer"
	} else {
		line += strconv.Itoa(e.Status) + " " + http.StatusText(e.Status)
	}
	if e.Fault != Behave {
		line += " (fault " + string(e.Fault) + ")"
	}
	if e.Job != "" {
		line += ", job " + e.Job
	}
	return line
}
