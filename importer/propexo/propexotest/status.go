package propexotest

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// writeStatus is GET /v1/admin/write-status/{id}. What an unknown id gets is
// not documented; here it is a 404.
func (s *Server) writeStatus(c *call) answer {
	status, verdict, lead, ok := s.look(c.id)
	if !ok {
		return failure(http.StatusNotFound, "not_found", "there is no such job")
	}
	errors := []string{}
	if text := verdict.complaint(lead); text != "" && status != success {
		errors = append(errors, text)
	}
	return jsonAnswer(http.StatusOK, struct {
		Status  string   `json:"write_status"`
		Errors  []string `json:"errors"`
		Created *string  `json:"created_record_id"` // null for Entrata leads: only a sync tells
	}{statusNames[status], errors, nil})
}

// look returns what is known of a job now.
func (s *Server) look(id string) (status, Verdict, *Lead, bool) {
	n, ok := s.number(jobPrefix, id)
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.advance()
	if !ok || n >= len(s.state.jobs) {
		return 0, "", nil, false
	}
	j := &s.state.jobs[n]
	lead, _, _ := parse(j.body)
	return j.status, j.verdict, lead, true
}

// retryWrite is POST /v1/admin/retry-write/{id} with the body {}. Only failed
// writes can be retried (documented; the refusal's form is not).
func (s *Server) retryWrite(c *call) answer {
	if got := bodyType(c.body); got != "object" {
		return refusal(*wrongType("", "object", got))
	}
	n, ok := s.number(jobPrefix, c.id)
	if _, _, _, known := s.look(c.id); !ok || !known {
		return failure(http.StatusNotFound, "not_found", "there is no such job")
	}
	again, was, ok := s.state.retry(n)
	if !ok {
		return failure(http.StatusBadRequest, "invalid_request", "only failed writes can be retried, this one is "+statusNames[was])
	}
	id := s.id(jobPrefix, again)
	a := jsonAnswer(http.StatusOK, struct {
		Success bool   `json:"success"`
		JobID   string `json:"job_id"`
	}{true, id})
	a.job = id
	return a
}

// bodyType is the JSON type of a body, "undefined" if it is none at all.
func bodyType(body []byte) string {
	if !json.Valid(body) {
		return "undefined"
	}
	return typeOf(bytes.TrimSpace(body))
}
