package importer

import (
	"encoding/json"

	"leadimport/mapping"
)

// PayloadOf is the hash of the payload that a write log's parameters show.
func PayloadOf(parameters json.RawMessage) Hash {
	payload := newHasher().loggedLead(parameters, "").payload
	return payload
}

func badRow() *Row {
	return &Row{Number: 2, Findings: []mapping.Finding{{Code: "bad_date", Field: "target_move_in_date"}}}
}
