package propexotest

import (
	"encoding/json"
	"net/http"
)

const aboutText = `This is leadimport's simulator of the Propexo API. It is not Propexo: nothing
that is sent here reaches a property system, and all of it is forgotten when
the simulator ends.

GET  /simulator/counts        what came in, and what became of it
GET  /simulator/leads         the leads that the simulated property system holds
GET  /simulator/stored-twice  fingerprints of payloads that it took more than once
POST /simulator/sync          copies its leads into GET /v1/leads/
`

// serveInspection answers what is not part of the API. It needs no key and
// counts towards no limit.
func (s *Server) serveInspection(w http.ResponseWriter, r *http.Request) {
	switch r.Method + " " + r.URL.Path {
	case "GET /":
		w.Header()["Content-Type"] = typeText
		w.Write([]byte(aboutText))
	case "GET /simulator/counts":
		writeJSON(w, s.Counts())
	case "GET /simulator/leads":
		writeJSON(w, s.Leads())
	case "GET /simulator/stored-twice":
		writeJSON(w, s.StoredTwice())
	case "POST /simulator/sync":
		s.Sync()
		w.WriteHeader(http.StatusNoContent)
	default:
		http.NotFound(w, r)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header()["Content-Type"] = typeJSON
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.Encode(v) // a reader that has left needs no answer
}
