package propexo

import (
	"encoding/json"
	"time"

	"leadimport/importer"
)

// queued is the answer to a write: {"meta":{"job_id":…}} of the vendor's
// endpoints, {"job_id":…} of the generic one and of retries; all documented.
type queued struct {
	Meta struct {
		JobID string `json:"job_id"`
	} `json:"meta"`
	JobID string `json:"job_id"`
}

func (q queued) job() string {
	if q.Meta.JobID != "" {
		return q.Meta.JobID
	}
	return q.JobID
}

// refused is the documented body of a 400:
//
//	{"error":{"code":"invalid_request","message":"invalid request",
//	 "details":{"details":{"issues":[{"code":"unrecognized_keys","keys":["foo"],
//	  "path":[],"message":"Unrecognized key(s) in object: 'foo'"}],"name":"ZodError"}}}}
//
// The documented sample nests details twice; issues are accepted one level
// higher as well. Other statuses may have other bodies: {"error":"…"} and
// {"message":"…"} are common elsewhere.
type refused struct {
	Error   json.RawMessage `json:"error"`
	Message string          `json:"message"`
}

type refusedError struct {
	Message string `json:"message"`
	Details struct {
		Issues  []issue `json:"issues"`
		Details struct {
			Issues []issue `json:"issues"`
		} `json:"details"`
	} `json:"details"`
}

// An issue is one complaint of the API's validator, Zod.
type issue struct {
	Code    string   `json:"code"`
	Keys    []string `json:"keys"` // of unrecognized_keys
	Path    []any    `json:"path"` // keys and indexes
	Message string   `json:"message"`
}

func (r refused) error() refusedError {
	var e refusedError
	_ = json.Unmarshal(r.Error, &e) // what is of another shape stays empty
	return e
}

func (r refused) message() string {
	if message := r.error().Message; message != "" {
		return message
	}
	var text string
	if json.Unmarshal(r.Error, &text) == nil && text != "" {
		return text
	}
	return r.Message
}

func (r refused) issues() []issue {
	details := r.error().Details
	if len(details.Details.Issues) > 0 {
		return details.Details.Issues
	}
	return details.Issues
}

// fields names the lead's fields that an issue complains of.
func (i issue) fields() []string {
	if len(i.Path) > 0 {
		if field, ok := i.Path[0].(string); ok {
			return []string{field}
		}
	}
	return i.Keys
}

// writeStatus is the fate of one write: flat, without an envelope (documented).
type writeStatus struct {
	State  importer.WriteState `json:"write_status"`
	Errors []anyText           `json:"errors"` // documented as strings
}

// writeLog is a page of the log of writes (documented): without meta, so that
// nothing tells whether there are more.
type writeLog struct {
	Results struct {
		Logs *[]json.RawMessage `json:"logs"` // a logRow each
	} `json:"results"`
}

type logRow struct {
	ID          anyText         `json:"id"`
	Created     Time            `json:"created_at"`
	Job         anyText         `json:"job_id"`
	State       anyText         `json:"status"`
	Integration anyText         `json:"integration_id"`
	Error       anyText         `json:"error"`
	Parameters  json.RawMessage `json:"parameters"`
}

// anyText is documented as a string, but nothing is lost if it is anything
// else: then it is the JSON text of that.
type anyText string

// UnmarshalJSON never fails.
func (t *anyText) UnmarshalJSON(raw []byte) error {
	var s *string
	switch {
	case json.Unmarshal(raw, &s) != nil:
		*t = anyText(raw)
	case s == nil: // null
		*t = ""
	default:
		*t = anyText(*s)
	}
	return nil
}

// An Integration is a property system as Propexo knows it (documented; those
// fields that say whether leads can be created).
type Integration struct {
	ID              string `json:"id"`
	Name            string `json:"name"`
	Vendor          string `json:"vendor"` // ENTRATA
	Active          bool   `json:"active"`
	Archived        bool   `json:"is_archived"`
	System          string `json:"system"` // PRODUCTION or SANDBOX
	CanAuthenticate bool   `json:"can_authenticate"`
	LastSync        Time   `json:"last_completed_sync"` // zero: never yet
	Interfaces      []struct {
		Name    string `json:"interface_name"` // ENTRATA_CREATE_LEAD
		Enabled bool   `json:"enabled"`
	} `json:"integration_interfaces"`
}

// A LeadRecord is a lead that the property system has, as of Propexo's last
// sync with it (documented). A hit is evidence, a miss is none.
type LeadRecord struct {
	ID      string    `json:"id"`
	Created Time      `json:"created_at"` // in Propexo's cache
	Updated Time      `json:"updated_at"`
	InPMS   localTime `json:"x_created_at"` // in the property system; zero if it does not tell
	Email2  string    `json:"email_2"`
	importer.Lead
	Status string `json:"status"`
}

// A Time is a time that the API tells; it is zero if it tells none that can be
// read. The form is not documented: RFC 3339 is expected, and a time without
// a zone is taken for UTC.
type Time struct{ time.Time }

// UnmarshalJSON reads a time, and never fails.
func (t *Time) UnmarshalJSON(text []byte) error {
	var s string
	_ = json.Unmarshal(text, &s) // null, or no text: no time
	*t = Time{parseTime(s, time.UTC)}
	return nil
}

// A localTime is a Time of Entrata's own. Without a zone it is Mountain Time
// (documented), whose winter is taken: the later of the two readings.
type localTime struct{ time.Time }

// UnmarshalJSON reads a time, and never fails.
func (t *localTime) UnmarshalJSON(text []byte) error {
	var s string
	_ = json.Unmarshal(text, &s)
	*t = localTime{parseTime(s, time.FixedZone("MST", -7*60*60))}
	return nil
}

func parseTime(s string, zone *time.Location) time.Time {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00", time.DateTime} {
		if at, err := time.ParseInLocation(form, s, zone); err == nil {
			return at
		}
	}
	return time.Time{}
}
