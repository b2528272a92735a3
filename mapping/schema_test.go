package mapping_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"leadimport/mapping"
)

// A property is what the tests ask of a key of the schema.
type property struct {
	Description string
	Examples    []any
	Enum        []any
}

type table struct {
	Properties map[string]property
}

func readSchema(t *testing.T) (schema struct {
	Properties  map[string]property
	Definitions map[string]table
}) {
	t.Helper()
	if err := json.Unmarshal(mapping.Schema, &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestTheSchemaHasTheKeysThatTheDecoderKnows(t *testing.T) {
	schema := readSchema(t)
	got := map[string][]string{"sections": slices.Sorted(maps.Keys(schema.Properties))}
	for _, name := range []string{"field", "duplicates", "input"} {
		got[name] = slices.Sorted(maps.Keys(schema.Definitions[name].Properties))
	}
	if diff := cmp.Diff(mapping.Keywords, got); diff != "" {
		t.Errorf("keys (-decoder +schema):\n%s", diff)
	}
}

// homes are the fields that take the keys which do not fit any, and what else
// these need.
var homes = map[string]struct {
	field string
	more  map[string]any
}{
	"part":     {"last_name", map[string]any{"column": "Full name"}},
	"values":   {"notes", map[string]any{"column": "A"}},
	"by":       {"notes", map[string]any{"column": "A", "values": map[string]any{"cm4p1": map[string]any{"A": "B"}}}},
	"other":    {"notes", map[string]any{"column": "A", "values": map[string]any{"A": "B"}}},
	"default":  {"notes", map[string]any{"column": "A"}},
	"format":   {"target_move_in_date", map[string]any{"column": "A"}},
	"unit":     {"desired_max_rent_in_cents", map[string]any{"column": "A"}},
	"decimal":  {"desired_num_bathrooms", map[string]any{"column": "A"}},
	"pad":      {"zip", map[string]any{"column": "A"}},
	"kind":     {"state", map[string]any{"column": "A"}},
	"required": {"notes", map[string]any{"column": "A"}},
	"on_bad":   {"notes", map[string]any{"column": "A"}},
}

func TestEveryExampleOfTheSchemaDecodes(t *testing.T) {
	schema := readSchema(t)
	for name, definition := range schema.Definitions {
		for key, property := range definition.Properties {
			if property.Description == "" || len(property.Examples) == 0 {
				t.Errorf("%s.%s has no description or no example", name, key)
			}
			for _, example := range property.Examples {
				t.Run(fmt.Sprint(name, ".", key, "=", example), func(t *testing.T) {
					if _, err := mapping.Parse("m.toml", withKey(t, name, key, example), fields, nil); err != nil {
						t.Error(err)
					}
				})
			}
		}
	}
}

// withKey writes a mapping with one key of one table.
func withKey(t *testing.T, table, key string, example any) []byte {
	t.Helper()
	if number, ok := example.(float64); ok {
		example = int(number)
	}
	addition := map[string]any{table: map[string]any{key: example}}
	if table == "field" {
		home, ok := homes[key]
		if !ok {
			home.field = "notes"
		}
		keys := map[string]any{key: example}
		maps.Copy(keys, home.more)
		addition = map[string]any{"fields": map[string]any{home.field: keys}}
	}
	text, err := toml.Marshal(addition)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(apart + string(text))
}

// apart is base in a form that a [fields.x] table may follow.
const apart = `[fields.integration_id]
value = "int1"
[fields.property_id]
value = "cm4p1"
[fields.first_name]
column = "First"
`

func TestTheWordsOfTheSchemaAreTaken(t *testing.T) {
	schema := readSchema(t)
	for name, definition := range schema.Definitions {
		for key, property := range definition.Properties {
			for _, word := range property.Enum {
				if key == "kind" && word == "us-zip" {
					continue // for another field than us-state
				}
				if _, err := mapping.Parse("m.toml", withKey(t, name, key, word), fields, nil); err != nil {
					t.Errorf("%s = %v: %v", key, word, err)
				}
			}
		}
	}
}
