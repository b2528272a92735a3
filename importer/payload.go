package importer

import (
	"encoding/json"
	"strings"

	"leadimport/mapping"
)

// A logged lead is what the parameters of a row of the write log tell.
type loggedLead struct {
	found   bool // a lead was in there
	payload Hash
	kinds   kindSet // of its fields
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
	return loggedLead{found: true, payload: h.payload(values), kinds: kindsIn(values)}
}

// A kindSet is a set of kinds of fields, a bit each. A log may write dates or
// numbers in another way than we do, and texts as we do.
type kindSet uint64

// kindsIn is the set of the kinds of fields that are there. What is sent as it
// is written is all of one kind.
func kindsIn(values []string) (set kindSet) {
	for i, value := range values {
		if value == "" {
			continue
		}
		switch kind := Fields[i].Kind; kind {
		case mapping.Phone, mapping.Email, mapping.Date, mapping.Cents, mapping.Decimal, mapping.Count:
			set |= 1 << kind
		default:
			set |= 1 << mapping.Text
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
