package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocuments runs every session that README.md and the examples show, as it
// is shown: in a copy of the document's folder, in order, by one shell. With
// -update it writes what came of them into the documents.
func TestDocuments(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the sessions of the documents are typed into sh, which is not here")
	}
	for _, name := range documents(t) {
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			t.Parallel()
			runDocument(t, filepath.Join(root, name), folderOf(name))
		})
	}
}

// root is the top of the repository.
var root = filepath.Join("..", "..")

// documents lists the documents from the top of the repository.
func documents(t *testing.T) []string {
	t.Helper()
	examples, err := filepath.Glob(filepath.Join(root, "examples", "*", "README.md"))
	if err != nil || len(examples) == 0 {
		t.Fatalf("no example has a README.md (%v)", err)
	}
	names := []string{"README.md"}
	for _, example := range examples {
		name, err := filepath.Rel(root, example)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// folderOf is what a document's session needs a copy of: its own folder, or of
// the whole repository the examples.
func folderOf(name string) string {
	if name == "README.md" {
		return "examples"
	}
	return filepath.Dir(name)
}

func runDocument(t *testing.T, file, folder string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := readDocument(string(text))
	if len(d.steps) == 0 {
		t.Skip("it shows no session")
	}
	home, dir := t.TempDir(), t.TempDir()
	into := dir
	if folder == "examples" {
		into = filepath.Join(dir, folder)
	}
	if err := os.CopyFS(into, os.DirFS(filepath.Join(root, folder))); err != nil {
		t.Fatal(err)
	}
	sh := startShell(t, dir, home)
	names := newNames(d)
	for i := range d.steps {
		s := &d.steps[i]
		s.got = names.shown(strings.ReplaceAll(sh.run(t, names.real(s.typed())), home, homeShown))
		if settled(s.got) != settled(s.want) && !*update {
			t.Errorf("%s:%d: $ %s\n%s", file, s.line, s.command, difference(s.want, s.got))
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(d.text()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if folder == "examples" {
		askLedger(t, string(text), home)
	}
}

func readText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
