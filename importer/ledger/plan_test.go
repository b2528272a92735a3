package ledger

import (
	"strings"
	"testing"
)

// A sort would hold a million rows, in memory or in temporary files.
func TestLongAnswersAreNotSorted(t *testing.T) {
	l := &Ledger{}
	must(t, l.openEmpty())
	defer l.read.Close()
	for name, query := range map[string]string{"outcomes": inOrder, "open attempts": oldestFirst} {
		rows, err := l.query(t.Context(), "EXPLAIN QUERY PLAN "+query, 1)
		must(t, err)
		for rows.Next() {
			var id, parent, unused int
			var step string
			must(t, rows.Scan(&id, &parent, &unused, &step))
			if strings.Contains(step, "TEMP B-TREE") {
				t.Errorf("%s: %s", name, step)
			}
		}
		must(t, rows.Err())
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
