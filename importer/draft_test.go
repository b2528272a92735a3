package importer_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"leadimport/importer"
)

func folder(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A file is complete or absent, and nobody else's is ever replaced.
func TestDraftIsPublishedWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "leads.results.csv")
	publish := func(text string, ours func(string) bool) (string, string) {
		t.Helper()
		d, err := importer.NewDraft(path)
		if err != nil {
			t.Fatal(err)
		}
		if names := folder(t, dir); len(names) > 0 && names[0][0] == '.' {
			t.Errorf("a draft that nobody has written to leaves %s behind", names[0])
		}
		if _, err := d.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		at, sum, err := d.Publish(ours)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Base(at), sum
	}
	nobodys := func(string) bool { return false }
	at, first := publish("one", nobodys)
	if at != "leads.results.csv" {
		t.Errorf("published at %s", at)
	}
	if at, _ := publish("two", nobodys); at != "leads-2.results.csv" {
		t.Errorf("beside somebody's file: published at %s", at)
	}
	if at, _ := publish("three", func(sum string) bool { return sum == first }); at != "leads.results.csv" {
		t.Errorf("in place of our own: published at %s", at)
	}
	if names := folder(t, dir); len(names) != 2 {
		t.Errorf("the folder holds %v", names)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
}

// What a killed process left of the same file goes with the next draft of it.
func TestDraftClearsWhatWasAbandoned(t *testing.T) {
	dir := t.TempDir()
	left, other := filepath.Join(dir, ".a.csv.123.part"), filepath.Join(dir, ".b.csv.123.part")
	for _, path := range []string{left, other} {
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := importer.NewDraft(filepath.Join(dir, "a.csv")); err != nil {
		t.Fatal(err)
	}
	if names := folder(t, dir); len(names) != 1 || names[0] != ".b.csv.123.part" {
		t.Errorf("the folder holds %v", names)
	}
}
