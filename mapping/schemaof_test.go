package mapping_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/mapping"
)

func TestTheSchemaOfFieldsKnowsThem(t *testing.T) {
	var schema struct {
		Properties struct {
			Fields struct {
				Required             []string
				Properties           map[string]any
				AdditionalProperties *bool
			}
		}
		Definitions map[string]any
	}
	if err := json.Unmarshal(mapping.SchemaOf(importer.Fields), &schema); err != nil {
		t.Fatal(err)
	}
	var names, required []string
	for _, field := range importer.Fields {
		if field.Refused == "" {
			names = append(names, field.Name)
		}
		if field.Required {
			required = append(required, field.Name)
		}
	}
	slices.Sort(names)
	fields := schema.Properties.Fields
	if diff := cmp.Diff(names, slices.Sorted(maps.Keys(fields.Properties))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(required, fields.Required); diff != "" {
		t.Errorf("required (-want +got):\n%s", diff)
	}
	if fields.AdditionalProperties == nil || *fields.AdditionalProperties {
		t.Error("a slip in a field's name is not marked")
	}
	if schema.Definitions["source"] == nil {
		t.Error("the definitions are gone")
	}
}
