package propexotest_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"leadimport/importer/propexo/propexotest"
)

// The simulator reads leads by hand, for speed. Whatever it is sent, it must
// read what encoding/json reads.
func FuzzLeadsAreReadAsJSON(f *testing.F) {
	f.Add(person(1))
	f.Add(with(1, `"notes":"\"}{\\ \u00e9", "zip" : null,"first\u005fname":"x", "events":[{"a":[1,"]"]}] , "desired_num_bedrooms":-1.5e3`))
	f.Add(` {} `)
	f.Add(`{"zip":"1"}x`)
	f.Add(`[{"zip":"1"}]`)
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) {
			return // encoding/json replaces such bytes, the simulator keeps them
		}
		var want map[string]json.RawMessage
		isObject := json.Unmarshal([]byte(body), &want) == nil && want != nil
		s := propexotest.New(propexotest.Config{Script: func(_ int, lead *propexotest.Lead) propexotest.Fault {
			for _, name := range []string{"first_name", "zip", "notes", "events", "desired_num_bedrooms"} {
				if got := lead.Field(name); isObject && got != textOf(want[name]) {
					t.Errorf("%s: got %q, want %q", name, got, textOf(want[name]))
				}
			}
			return propexotest.Behave
		}})
		r, err := http.NewRequest("POST", "http://simulator/v1/leads/entrata/", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer key")
		got := send(&http.Client{Transport: s.Transport()}, r)
		if got.status != 200 && got.status != 400 || got.status == 200 && !isObject {
			t.Errorf("object %v: status %d, error %v", isObject, got.status, got.err)
		}
	})
}

// textOf is a string's content, or any other value as it is written.
func textOf(value json.RawMessage) string {
	var s string
	if len(value) > 0 && value[0] == '"' && json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}
