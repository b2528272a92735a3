package importer_test

import (
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// Bob and his flatmate, who has given his phone.
const (
	sheetHeader = "First,Last,Phone,Mail,Notes,Move\n"
	bob         = "Bob,Lee,6175550001,bob@example.com,,2027-07-01\n"
	carol       = "Carol,Moss,6175550001,carol@example.com,,2027-07-01\n"
	zoe         = "Zoe,Lee,6175559999,zoe@example.com,,2027-07-01\n"
)

// Nobody is sent in the place of somebody else, who would be lost.
func TestResendIsNotForAnotherPerson(t *testing.T) {
	inWorld(t, faultsOf("cut-before"), func(w *world) {
		w.is(w.runOneByOne(sheetHeader+bob+zoe).statuses(), "unknown/connection_cut created")
		w.resend = true
		w.is(w.run(sheetHeader+carol).statuses(), "conflict/shared_phone")
		w.is(w.run(sheetHeader+bob).statuses(), "created")
		w.stored(2)
	})
}

// --resend-unknown sends what was sent; other values are somebody's to judge.
func TestResendIsNotForOtherValues(t *testing.T) {
	inWorld(t, faultsOf("cut-before"), func(w *world) {
		w.runOneByOne(sheetHeader + bob + zoe)
		w.resend = true
		w.is(w.run(strings.Replace(sheetHeader+bob, ",,", ",a tour,", 1)).statuses(), "unknown/connection_cut")
		w.stored(1)
	})
}

// What became of Bob's failed lead meanwhile is no word about Carol.
func TestLastLookAtTheLeadOfAnotherPerson(t *testing.T) {
	for name, tc := range map[string]struct {
		recover time.Duration // after which Propexo's own retry has made a success of it
		verdict propexotest.Verdict
		fault   propexotest.Fault // of the look
		carol   string
		bob     string
		stored  int
	}{
		"a failure still": {verdict: propexotest.Maintenance, carol: "created", bob: "conflict/shared_phone", stored: 1},
		"a success":       {verdict: propexotest.Recovery, recover: time.Minute, carol: "conflict/shared_phone", bob: "skipped/already_created", stored: 1},
		"no answer":       {verdict: propexotest.Maintenance, fault: "500", carol: "unsent/phone_in_doubt", bob: "created", stored: 1},
	} {
		t.Run(name, func(t *testing.T) {
			down := false
			cfg := propexotest.Config{
				OtherScript: func(_ int, kind propexotest.Kind) propexotest.Fault {
					if down && kind == propexotest.WriteStatus {
						return tc.fault
					}
					return ""
				},
				Entrata: propexotest.Entrata{RecoverAfter: tc.recover, Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
					if n == 0 {
						return tc.verdict
					}
					return ""
				}}}
			inWorld(t, cfg, func(w *world) {
				w.settle = 10 * time.Second
				w.is(w.run(sheetHeader+bob).statuses(), "failed/write_failed")
				time.Sleep(time.Hour)
				down = true
				w.is(w.run(sheetHeader+carol).statuses(), tc.carol)
				down = false
				w.is(w.run(sheetHeader+bob).statuses(), tc.bob)
				w.stored(tc.stored)
			})
		})
	}
}

// Carol has Bob's phone, and his failed lead stays his: with a phone of his
// own he is sent.
func TestFailedLeadIsNotTakenOver(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{Script: func(n int, _ *propexotest.Lead) propexotest.Verdict {
		if n == 0 {
			return propexotest.Phoneless
		}
		return ""
	}}}
	inWorld(t, cfg, func(w *world) {
		failed := w.run(sheetHeader + bob)
		w.is(failed.statuses(), "failed/write_failed")
		copied := strings.Replace(failed.failures, "Bob,Lee,6175550001,bob", "Carol,Moss,6175550002,carol", 1)
		copied += strings.Split(failed.failures, "\n")[1] + "\n"
		w.is(w.run(copied).statuses(), "created created")
		w.is(w.run(sheetHeader+carol).statuses(), "skipped/known_person")
		w.stored(2)
	})
}

// A first name may be what is corrected: the row keeps its lead.
func TestCorrectedFirstNameIsNoOtherPerson(t *testing.T) {
	inWorld(t, faultsOf("400"), func(w *world) {
		rejected := w.run(sheetHeader + "Bbo,Lee,6175550001,,,2027-07-01\n")
		w.is(rejected.statuses(), "rejected/validation")
		corrected := w.run(strings.Replace(rejected.failures, "Bbo", "Bob", 1))
		w.is(corrected.statuses(), "created")
		if before, after := rejected.rows[0][importer.ColumnLead], corrected.rows[0][importer.ColumnLead]; before != after {
			t.Errorf("the lead was %s and is %s", before, after)
		}
		w.stored(1)
	})
}
