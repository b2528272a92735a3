package mapping

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
)

// schema knows the keys, and takes any field.
//
//go:embed schema.json
var schema []byte

// SchemaOf returns the JSON Schema (draft 7) of mapping files that map to these
// fields and no others: for editors that complete and check TOML, which find it
// by a first line "#:schema FILE". It is no stricter than Parse. The caller
// owns the bytes.
func SchemaOf(fields []Field) []byte {
	var names, required []string
	for _, field := range fields {
		if field.Refused != "" {
			continue
		}
		names = append(names, fmt.Sprintf(`%q: { "$ref": "#/definitions/source" }`, field.Name))
		if field.Required {
			required = append(required, fmt.Sprintf("%q", field.Name))
		}
	}
	known := "\"required\": [" + strings.Join(required, ", ") + "],\n      \"additionalProperties\": false,\n" +
		"      \"properties\": {\n        " + strings.Join(names, ",\n        ") + "\n      }"
	return bytes.Replace(schema, []byte(anyField), []byte(known), 1)
}

// anyField is the line of the schema that lets [fields] have any key.
const anyField = `"additionalProperties": { "$ref": "#/definitions/source" }`
