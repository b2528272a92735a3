package ledger_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// page is the size of SQLite's pages.
const page = 4096

// TestDamageIsToldAsDamage spoils a ledger page by page. Whoever meets it is
// told what happened, in words; and it either is met when the ledger is opened,
// or what the ledger knows is what it knew.
func TestDamageIsToldAsDamage(t *testing.T) {
	l := filled(t, 60)
	must(t, l.Close())
	whole, err := os.ReadFile(l.Path())
	must(t, err)
	want := knowledge(t, l.Path())
	noise := rand.NewChaCha8([32]byte{})
	for name, spoil := range map[string]func(p []byte){
		"zeroed":                 func(p []byte) { clear(p) },
		"zeroed behind its head": func(p []byte) { clear(p[200:]) },
		"its end zeroed":         func(p []byte) { clear(p[3000:]) },
		"noise":                  func(p []byte) { noise.Read(p) },
		"noise behind its head":  func(p []byte) { noise.Read(p[200:]) },
	} {
		for n := range len(whole) / page {
			t.Run(fmt.Sprintf("page %d %s", n+1, name), func(t *testing.T) {
				spoiled := bytes.Clone(whole)
				spoil(spoiled[n*page : (n+1)*page])
				must(t, os.WriteFile(l.Path(), spoiled, 0o600))
				look(t, l.Path())
				opened, err := ledger.Open(t.Context(), l.Path(), ledger.Options{})
				if err != nil {
					tells(t, err)
					return
				}
				must(t, opened.Close())
				if diff := gocmp.Diff(knowledge(t, l.Path()), want); diff != "" {
					t.Errorf("it was taken for sound (-got +want)\n%s", diff)
				}
			})
		}
	}
}

// look reads all that commands show.
func look(t *testing.T, path string) {
	l, err := ledger.OpenReader(path)
	if err != nil {
		tells(t, err)
		return
	}
	defer l.Close()
	if _, err := l.Runs(t.Context(), 10); err != nil {
		tells(t, err)
	}
	if _, err := l.Find(t.Context(), "api.example.com", []importer.Lookup{{Keys: keys(2), Lead: 1}}); err != nil {
		tells(t, err)
	}
	for _, err := range l.Outcomes(t.Context(), 1) {
		if err != nil {
			tells(t, err)
		}
	}
	for _, err := range l.Created(t.Context(), "api.example.com", "", noon.AddDate(1, 0, 0)) {
		if err != nil {
			tells(t, err)
		}
	}
}

// tells holds that an error says what is damaged and what to do.
func tells(t *testing.T, err error) {
	t.Helper()
	if text := err.Error(); !errors.Is(err, ledger.ErrDamaged) || !strings.Contains(text, "restore a copy of it") ||
		strings.Count(text, ledger.ErrDamaged.Error()) != 1 {
		t.Errorf("error %v, want one that says once that the ledger is damaged, and what to do", err)
	}
}

// knowledge is what decides whether leads are sent again: the leads that each
// row finds, and what became of it.
func knowledge(t *testing.T, path string) (all []string) {
	t.Helper()
	l, err := ledger.OpenReader(path)
	must(t, err)
	defer l.Close()
	for row := range 70 {
		found, err := l.Find(t.Context(), "api.example.com", []importer.Lookup{{Keys: keys(row), Lead: importer.LeadID(row)}})
		must(t, err)
		slices.SortFunc(found[0], func(a, b importer.KnownLead) int { return cmp.Compare(a.ID, b.ID) })
		all = append(all, fmt.Sprintf("row %d: %+v", row, found[0]))
	}
	for o, err := range l.Outcomes(t.Context(), 1) {
		must(t, err)
		all = append(all, fmt.Sprintf("%+v", o))
	}
	return all
}
