package importer

import (
	"encoding/json"
	"strings"
)

// A logged lead is what the parameters of a row of the write log tell.
type loggedLead struct {
	found   bool // a lead was in there
	payload Hash
	fields  fieldSet
}

// loggedLead reads the parameters of a row of the write log: our fields only,
// nulls dropped, values compared as their canonical texts. The shape of
// parameters is not documented, so the lead is looked for at any depth.
func (h *hasher) loggedLead(parameters json.RawMessage, integration string) loggedLead {
	object, ok := findLead(parameters, 0)
	if !ok {
		return loggedLead{}
	}
	values := make([]string, len(Fields))
	for i, f := range Fields {
		values[i] = canonicalJSON(object[f.Name])
	}
	if own := fieldIndex("integration_id"); values[own] == "" {
		values[own] = integration
	}
	return loggedLead{found: true, payload: h.payload(values), fields: fieldsIn(values)}
}

// A fieldSet is a set of the lead's fields: a bit each, in the order of Fields.
type fieldSet uint64

// fieldsIn is the set of fields that are there.
func fieldsIn(values []string) (set fieldSet) {
	for i, value := range values {
		if value != "" {
			set |= 1 << i
		}
	}
	return set
}

// findLead finds the object that has a lead's names.
func findLead(raw json.RawMessage, depth int) (map[string]json.RawMessage, bool) {
	var wrapped string
	if depth > wrappings {
		return nil, false
	}
	if json.Unmarshal(raw, &wrapped) == nil {
		return findLead(json.RawMessage(wrapped), depth+1)
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return nil, false
	}
	if object["first_name"] != nil && object["last_name"] != nil {
		return object, true
	}
	for _, inner := range object {
		if lead, ok := findLead(inner, depth+1); ok {
			return lead, true
		}
	}
	return nil, false
}

// canonicalJSON is the text of a value as a lead has it: 2.0 and 2 are equal,
// null is absent.
func canonicalJSON(raw json.RawMessage) string {
	var text string
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	if json.Unmarshal(raw, &text) == nil {
		return strings.ReplaceAll(text, "\r\n", "\n")
	}
	number := string(raw)
	if strings.Contains(number, ".") && !strings.ContainsAny(number, "eE") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return number
}
