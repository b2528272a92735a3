package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

var jsonKey = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// TestJSONIsOfOneStyle looks at all that is printed as JSON: keys in lower case
// with underscores, and no list that is null when it is empty.
func TestJSONIsOfOneStyle(t *testing.T) {
	api, url, stop := propexotest.Start(propexotest.Config{Entrata: propexotest.Entrata{
		Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
			return []propexotest.Verdict{propexotest.Partial, propexotest.Invalid, ""}[n%3]
		},
	}})
	t.Cleanup(stop)
	f := newFolder(t, url, people(3)+"\"torn", peopleMapping)
	f.write("empty.csv", people(0)+"\n")
	f.write("clean.csv", people(3))
	for _, args := range [][]string{
		{"check", "leads.csv"},
		{"check", "empty.csv"},
		{"check", "leads.csv", "--row", "2"},
		{"check", "leads.csv", "--row", "5"},
		{"run", "clean.csv", "--settle", "0", "--results", "results.csv"},
		{"settle", "--retry-failed"},
		{"run", "leads.csv"},
		{"run", "empty.csv"},
		{"runs"},
		{"verify"},
		{"settle"},
	} {
		expectOneStyle(t, f, args)
		api.Sync() // which verify needs
	}
	for _, line := range f.lines("results.csv") { // which of them is partial is as the requests came
		if line.status() == importer.Partial {
			expectOneStyle(t, f, []string{"close", line["import_lead"], "--exists"})
			return
		}
	}
	t.Error("no lead is partial")
}

func expectOneStyle(t *testing.T, f *folder, args []string) {
	t.Helper()
	printed := f.do(f.command(append(args, "--json")...))
	var v any
	if err := json.Unmarshal([]byte(printed.stdout), &v); err != nil {
		t.Errorf("leadimport %s: %v\n%s", strings.Join(args, " "), err, printed.stderr)
	}
	walkJSON(v, "", func(path string, v any) {
		key := path[strings.LastIndex(path, ".")+1:]
		if !jsonKey.MatchString(key) || v == nil {
			t.Errorf("leadimport %s: %s is %v", strings.Join(args, " "), path, v)
		}
	})
}

// walkJSON calls see for each member of each object.
func walkJSON(v any, path string, see func(path string, v any)) {
	switch v := v.(type) {
	case map[string]any:
		for key, member := range v {
			see(path+"."+key, member)
			walkJSON(member, path+"."+key, see)
		}
	case []any:
		for i, member := range v {
			walkJSON(member, fmt.Sprintf("%s[%d]", path, i), see)
		}
	}
}
