package importer_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// arrows is the import graph of the house: who may import whom. Arrows point
// inward; the simulator writes its JSON from the API's documents and imports
// nothing of ours.
var arrows = map[string][]string{
	"leadimport/cmd/leadimport": {"leadimport/importer", "leadimport/importer/ledger", "leadimport/importer/propexo",
		"leadimport/importer/propexo/propexotest", "leadimport/importer/sheet", "leadimport/mapping"},
	"leadimport/importer/ledger":              {"leadimport/importer"},
	"leadimport/importer/propexo":             {"leadimport/importer"},
	"leadimport/importer/propexo/propexotest": nil,
	"leadimport/importer":                     {"leadimport/importer/sheet", "leadimport/mapping"},
	"leadimport/importer/sheet":               nil,
	"leadimport/mapping":                      nil,
}

func TestImportGraph(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "leadimport/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		allowed, known := arrows[words[0]]
		if !known {
			t.Errorf("the package %s has no place in the house", words[0])
		}
		for _, imported := range words[1:] {
			if strings.HasPrefix(imported, "leadimport/") && !slices.Contains(allowed, imported) {
				t.Errorf("%s must not import %s", words[0], imported)
			}
		}
	}
}

// Every package says what it does and owns, and every exported name what it
// promises.
func TestEveryExportedNameIsDocumented(t *testing.T) {
	root := ".."
	for pkg := range arrows {
		dir := filepath.Join(root, strings.TrimPrefix(pkg, "leadimport/"))
		d := documentation(t, dir, pkg)
		if strings.TrimSpace(d.Doc) == "" {
			t.Errorf("%s has no package comment", pkg)
		}
		for _, name := range undocumented(d) {
			t.Errorf("%s.%s has no comment", pkg, name)
		}
	}
}

func documentation(t *testing.T, dir, pkg string) *doc.Package {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no Go files in %s (%v)", dir, err)
	}
	set := token.NewFileSet()
	var parsed []*ast.File
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
	}
	d, err := doc.NewFromFiles(set, parsed, pkg)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func undocumented(d *doc.Package) (names []string) {
	need := func(name, comment string) {
		if token.IsExported(name) && strings.TrimSpace(comment) == "" {
			names = append(names, name)
		}
	}
	for _, f := range d.Funcs {
		need(f.Name, f.Doc)
	}
	for _, typ := range d.Types {
		need(typ.Name, typ.Doc)
		for _, f := range slices.Concat(typ.Funcs, typ.Methods) {
			// Methods of the standard interfaces speak for themselves.
			if !slices.Contains([]string{"Error", "String", "Unwrap"}, f.Name) {
				need(f.Name, f.Doc)
			}
		}
	}
	return names
}
