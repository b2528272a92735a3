package mapping_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadimport/mapping"
)

// What people might write behind a key, sound or not, as TOML.
var (
	anyHeader = []string{"A", "B", "C", "D", "E", "E", ""}
	anyCells  = []string{"", " ", "0", "-", "N/A", "a", "Ann Lee", "617-555-0100", "Cell", "ann@example.com", "ma", "2139", "02139",
		"7/1/2027", "13/13/2027", "2027-07-01", "Jul 1, 2027", "46569", "1/0/1900", "$1,234.50", "1.5", "(500)", "6.17E+09", "#N/A", "\u00a0", "x\x00"}
	anyScalars = []string{`""`, `" "`, `"0"`, `"a"`, `"N/A"`, `"<id>"`, `"A"`, `"Nope"`, `0`, `-1`, `5`, `1.5`, `nan`, `true`, `false`,
		`2027-07-01`, `07:30:00`, `2027-07-01T07:30:00Z`, `[]`, `[[]]`, `[1]`, `["A", "B"]`, `["A", ""]`, `{}`, `{ a = "b" }`, `{ a = {} }`}
	anyOf = map[string][]string{
		"column":     {`"A"`, `"B"`, `["C", "D"]`, `"E"`, `["A", "A"]`},
		"value":      {`"x"`, `"617-555-0100"`, `"MOBILE"`, `"a@example.com"`, `2027-07-01`, `100`},
		"template":   {`"{A} and {B}"`, `"{A}"`, `"{"`, `"{{}}"`, `"{}"`, `"{A}{Nope}"`},
		"part":       {`"first"`, `"last"`},
		"values":     {`{ a = "x", "Ann Lee" = "y" }`, `{ x = { a = "1" }, y = { "0" = "2" } }`, `{ "" = "x" }`, `{ a = "x", A = "y" }`, `{ a = 2027-07-01 }`},
		"by":         {`"property_id"`, `"integration_id"`, `"phone_1"`, `"lead_source_id"`, `"notes"`, `"events"`},
		"other":      {`"x"`, `{ x = "1" }`, `100`},
		"default":    {`"x"`, `{ x = "1", y = 2 }`, `0`, `2027-07-01`},
		"format":     {`"M/D/YYYY"`, `["M/D/YYYY", "excel-serial"]`, `["M/D/YYYY", "D/M/YYYY"]`, `"YYYY"`, `"MMM D, YYYY"`, `"%d"`},
		"unit":       {`"dollars"`, `"cents"`, `"euros"`},
		"pad":        {`5`, `3`, `10`, `11`},
		"kind":       {`"us-state"`, `"us-zip"`},
		"required":   {`true`, `false`},
		"on_bad":     {`"omit"`, `"invalid"`},
		"decimal":    {`","`, `"."`, `";"`},
		"match":      {`["email_1"]`, `["phone_1", "email_1"]`, `[]`},
		"within":     {`"property_id"`, `"integration_id"`},
		"empty":      {`["N/A", "-", "0", "a", "617-555-0100", "1/0/1900", "46569", "(500)", "1.5", "ma", "02139", "7/1/2027", "13/13/2027"]`},
		"encoding":   {`"windows-1252"`},
		"header_row": {`1`, `3`},
	}
	keysOfAField = []string{"column", "value", "template", "part", "values", "by", "other", "default", "format", "unit", "pad", "kind",
		"required", "on_bad", "decimal"}
	otherTables = map[string][]string{"duplicates": {"match", "within"}, "input": {"empty", "encoding", "header_row"}}
)

// anyValue is mostly one that the key takes.
func anyValue(t *rapid.T, key string) string {
	own := anyOf[key]
	if len(own) > 0 && rapid.IntRange(0, 9).Draw(t, "fit") > 0 {
		return rapid.SampledFrom(own).Draw(t, key)
	}
	return rapid.SampledFrom(anyScalars).Draw(t, key)
}

// anyMapping writes a mapping that is TOML, and leaves a few fields and tables
// to chance: enough for every mistake, and few enough that many have none.
func anyMapping(t *rapid.T) string {
	rules := map[string]string{"integration_id": `{ value = "x" }`, "property_id": `"A"`, "first_name": `"B"`}
	for range rapid.IntRange(1, 3).Draw(t, "fields") {
		rules[rapid.SampledFrom(fields).Draw(t, "field").Name] = anyRule(t)
	}
	var b strings.Builder
	b.WriteString("[fields]\n")
	for _, field := range slices.Sorted(maps.Keys(rules)) {
		fmt.Fprintf(&b, "%s = %s\n", field, rules[field])
	}
	for _, table := range slices.Sorted(maps.Keys(otherTables)) {
		fmt.Fprintf(&b, "[%s]\n", table)
		for _, key := range otherTables[table] {
			if rapid.IntRange(0, 2).Draw(t, key) == 0 {
				fmt.Fprintf(&b, "%s = %s\n", key, anyValue(t, key))
			}
		}
	}
	return b.String()
}

func anyRule(t *rapid.T) string {
	if rapid.IntRange(0, 4).Draw(t, "short") == 0 {
		return anyValue(t, "column")
	}
	source := rapid.SampledFrom([]string{"column", "column", "template", "value"}).Draw(t, "source")
	keys := rapid.SliceOfNDistinct(rapid.SampledFrom(keysOfAField), 0, 3, rapid.ID[string]).Draw(t, "keys")
	if !slices.Contains(keys, source) {
		keys = append(keys, source)
	}
	for i, key := range keys {
		keys[i] = key + " = " + anyValue(t, key)
	}
	return "{ " + strings.Join(keys, ", ") + " }"
}

// Whatever a mapping says, it is read, or its faults are told with their
// places; and what was read makes values or findings of any cells.
func TestAnyMappingIsReadOrItsFaultsAreTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyMapping(t)
		m, err := mapping.Parse("m.toml", []byte(text), fields, []string{"windows-1252"})
		if m == nil {
			t.Fatalf("no mapping of what is TOML: %v\n%s", err, text)
		}
		p, err := m.Bind(anyHeader)
		if (p == nil) == (err == nil) {
			t.Fatalf("a projection: %v, an error: %v\n%s", p != nil, err, text)
		}
		if p == nil {
			haveTheirPlaces(t, err, text)
			return
		}
		for range 20 {
			cells := rapid.SliceOfN(rapid.SampledFrom(anyCells), len(anyHeader), len(anyHeader)).Draw(t, "cells")
			if values, _ := p.Project(nil, cells); len(values) != len(fields) {
				t.Fatalf("%d values for %d fields\n%s", len(values), len(fields), text)
			}
			p.Explain(cells)
		}
	})
}

// haveTheirPlaces checks that each fault lies in the text and says something.
func haveTheirPlaces(t *rapid.T, err error, text string) {
	var faults mapping.Errors
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("no faults but %v\n%s", err, text)
	}
	lines := strings.Split(text, "\n")
	for _, f := range faults {
		if f.Line < 1 || f.Line > len(lines) || f.Column < 1 || f.Column > len(lines[f.Line-1])+1 || f.Problem == "" {
			t.Fatalf("a fault at %d:%d: %q\n%s", f.Line, f.Column, f.Problem, text)
		}
	}
}
