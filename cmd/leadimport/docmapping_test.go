package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadimport/importer"
)

// TestReadmeMapping holds the mapping that the README shows to what it says of
// it: that it is sound, and that it uses every key there is.
func TestReadmeMapping(t *testing.T) {
	_, block, found := strings.Cut(readText(t, "README.md"), "```toml\n")
	if !found {
		t.Fatal("README.md shows no mapping")
	}
	block, _, _ = strings.Cut(block, "```")
	if _, err := importer.ParseMapping("README.md", []byte(block)); err != nil {
		t.Error(err)
	}
	for _, key := range mappingKeys(t) {
		if !regexp.MustCompile(`(?m)(^|[ {])` + key + `\b.*=`).MatchString(block) {
			t.Errorf("the mapping in README.md does not use the key %s", key)
		}
	}
}

// mappingKeys are the keys that the schema of mapping files knows.
func mappingKeys(t *testing.T) []string {
	t.Helper()
	var names []string
	line := regexp.MustCompile(`(?m)^ {8}"([a-z_]+)": \{`)
	for _, match := range line.FindAllStringSubmatch(readText(t, "mapping/schema.json"), -1) {
		names = append(names, match[1])
	}
	if !slices.Contains(names, "column") {
		t.Fatal("the schema of mappings is written otherwise now")
	}
	return names
}
