package mapping

import (
	_ "embed"
	"slices"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (draft 7) of mapping files: for editors that
// complete and check TOML, which find it by a first line "#:schema FILE". It
// knows the keys, not the fields, and is no stricter than Parse. The caller
// owns the bytes.
func Schema() []byte { return slices.Clone(schema) }
