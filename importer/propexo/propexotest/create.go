package propexotest

import "net/http"

// create is POST /v1/leads/entrata/: a 200 says that a job was queued, no
// more.
func (s *Server) create(c *call) answer {
	if refused := s.refuse(c); len(refused) > 0 {
		s.state.refused()
		return refusal(refused...)
	}
	email, phone := contacts(c.lead)
	n := s.state.queue(job{
		print: fingerprint(c.lead),
		email: email,
		phone: phone,
	}, c.lead)
	return s.queued(n)
}

// queued is the answer to a write. The specification has the job's id under
// meta, the generic endpoint on top.
func (s *Server) queued(n int) answer {
	id := s.id(jobPrefix, n)
	body := `{"meta":{"job_id":"` + id + `"},"result":{}}`
	if s.cfg.JobOnTop {
		body = `{"job_id":"` + id + `","data":{}}`
	}
	return answer{status: http.StatusOK, body: []byte(body), kind: typeJSON, job: id}
}

// refuse says what the API would complain of.
func (s *Server) refuse(c *call) []issue {
	if !c.isObj {
		return []issue{*wrongType("", "object", bodyType(c.body))}
	}
	if issues := validate(c.lead, c.alien); len(issues) > 0 {
		return issues
	}
	if s.cfg.Strict {
		if issues := s.cfg.Catalog.misses(c.lead); len(issues) > 0 {
			return issues
		}
	}
	if s.cfg.Refuse != nil {
		if field, message := s.cfg.Refuse(c.lead); field != "" {
			return []issue{*custom(field, message)}
		}
	}
	return nil
}
