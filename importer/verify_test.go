package importer_test

import (
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

const demoIntegration = "cm4ublxhn5008550276138abyzlg821i"

func (w *world) verify() (*importer.Verified, error) {
	w.t.Helper()
	l := w.open()
	defer l.Close()
	v := &importer.Verification{Records: w.client, Host: host, Integration: demoIntegration, Duplicates: w.mapping().Duplicates,
		Created: func(before time.Time) importer.CreatedLeads {
			return l.Created(w.t.Context(), host, demoIntegration, before)
		}}
	return v.Run(w.t.Context())
}

// Entrata drops a lead whose e-mail or phone it knows, and the write still
// counts as a success: only a verification shows it.
func TestVerifyFindsWhatEntrataDropped(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{DropDuplicates: true}}
	inWorld(t, cfg, func(w *world) {
		w.run(people(3)) // by a colleague, long ago
		time.Sleep(30 * 24 * time.Hour)
		w.forget()
		r := w.run(people(5))
		if r.settled.Created != 5 {
			t.Fatalf("settled: %+v", r.settled)
		}
		if n := w.api.Counts(); n.Stored != 5 || n.Dropped != 3 {
			t.Errorf("stored %d, dropped %d", n.Stored, n.Dropped)
		}
		if _, err := w.verify(); err == nil {
			t.Error("verified without a sync")
		}
		time.Sleep(time.Hour)
		w.api.Sync()
		time.Sleep(time.Hour)
		v, err := w.verify()
		if err != nil {
			t.Fatal(err)
		}
		if v.Confirmed != 2 || len(v.Older) != 3 || len(v.Missing) != 0 {
			t.Errorf("confirmed %d, older %d, missing %d", v.Confirmed, len(v.Older), len(v.Missing))
		}
		w.run(people(7))
		if v, err = w.verify(); err != nil || v.Confirmed+len(v.Older)+len(v.Missing) != 5 {
			t.Errorf("leads sent after the sync are verified: %+v (%v)", v, err)
		}
	})
}

// A lead that Entrata knew is not touched by the one that it drops, so it is
// not among those that were updated since.
func TestVerifyFindsWhatWasNotUpdated(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{DropDuplicates: true}}
	inWorld(t, cfg, func(w *world) {
		w.run(people(1))
		w.api.Sync()
		time.Sleep(30 * 24 * time.Hour)
		w.forget()
		w.is(w.run(people(2)).statuses(), "created created")
		time.Sleep(time.Hour)
		w.api.Sync()
		v, err := w.verify()
		w.must(err)
		if len(v.Older) != 1 || len(v.Missing) != 0 || v.Confirmed != 1 {
			t.Errorf("%+v", v)
		}
	})
}
