package importer_test

import (
	"strings"
	"testing"

	"leadimport/importer"
)

// Somebody copies a row of the failures and types another person into it, or
// sorts some of the columns: nobody is lost by that, and nobody is told to be
// there because somebody else is.
func TestImportLeadOfADifferentPerson(t *testing.T) {
	const head = "First,Last,Phone,Mail,Notes,Move,import_lead\n"
	inWorld(t, faultsOf("400", ""), func(w *world) {
		first := w.runOneByOne(people(2))
		w.is(first.statuses(), "rejected/validation created")
		refused, created := first.rows[0][importer.ColumnLead], first.rows[1][importer.ColumnLead]
		copied := w.runOneByOne(head +
			"Ann0,Lee,6175550000,right@example.com,,2027-07-01," + refused + "\n" +
			"Gus,Fox,,gus@example.com,,2027-07-01," + refused + "\n" +
			"Dan,Fox,6175558888,dan@example.com,,2027-07-01," + created + "\n" +
			"Ann1,Lee,6175557777,new@example.com,,2027-07-01," + created + "\n")
		w.is(copied.statuses(), "created conflict/other_person conflict/other_person skipped/known_person")
		for _, want := range []string{"Gus", "Dan", "in row 2", "sent by run 1"} {
			if !strings.Contains(copied.failures, want) {
				w.t.Errorf("the failures do not hold %q:\n%s", want, copied.failures)
			}
		}
		w.stored(2)
		again := w.run(head + "Gus,Fox,,gus@example.com,,2027-07-01,\nDan,Fox,6175558888,dan@example.com,,2027-07-01,\n")
		w.is(again.statuses(), "created created")
		w.stored(4)
	})
}
