package ledger

import (
	"strings"
	"testing"
)

// A night of maintenance ends thousands of attempts; each looks for doubts.
func TestDoubtsAreFoundByTheirIndex(t *testing.T) {
	l := &Ledger{}
	must(t, l.openEmpty())
	defer l.read.Close()
	rows, err := l.query(t.Context(), "EXPLAIN QUERY PLAN "+giveBack, 1)
	must(t, err)
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		must(t, rows.Scan(&id, &parent, &unused, &step))
		plan = append(plan, step)
	}
	must(t, rows.Err())
	if all := strings.Join(plan, "\n"); !strings.Contains(all, "attempts_doubt") || strings.Contains(all, "SCAN") {
		t.Error(all)
	}
}
