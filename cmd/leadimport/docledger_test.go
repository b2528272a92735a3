package main

import (
	"database/sql"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// askLedger asks the ledger that a session has left what the README shows for
// the sqlite3 shell.
func askLedger(t *testing.T, readme, home string) {
	t.Helper()
	ledgers, err := filepath.Glob(filepath.Join(home, "*", "*", "leadimport", "*.db"))
	if err != nil || len(ledgers) != 1 {
		t.Fatalf("the session left the ledgers %q (%v), not one", ledgers, err)
	}
	queries := regexp.MustCompile(`(?m)^sqlite3 .*? "([^"]+)"$`).FindAllStringSubmatch(readme, -1)
	if len(queries) == 0 {
		t.Fatal("README.md asks the ledger nothing")
	}
	db, err := sql.Open("sqlite", ledgers[0])
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, query := range queries {
		text := strings.ReplaceAll(query[1], "'backup.db'", "'"+filepath.Join(home, "backup.db")+"'")
		if _, err := db.Exec(text); err != nil {
			t.Errorf("README.md shows the query %s: %v", query[1], err)
		}
	}
}
