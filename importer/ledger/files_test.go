package ledger_test

import (
	"path/filepath"
	"testing"

	"leadimport/importer/ledger"
)

// Who writes the files of a run again has no lock: another run may be under
// way, and goes on.
func TestFilesAreRememberedWhileAnotherRunHoldsTheLock(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, l)
	reader, err := ledger.OpenReader(l.Path())
	must(t, err)
	defer reader.Close()
	files := ledger.Files{Results: "r.csv", ResultsSum: "1f", Failures: "f.csv", FailuresSum: "2f"}
	must(t, reader.Wrote(run.ID(), files))
	send(t, run, 2, ending("accepted"))
	got, err := l.Run(t.Context(), run.ID())
	must(t, err)
	if got.Files != files {
		t.Errorf("the ledger has %+v, want %+v", got.Files, files)
	}
	for sum, want := range map[string]bool{"1f": true, "2f": true, "3f": false} {
		ours, err := reader.WroteSum(t.Context(), sum)
		must(t, err)
		if ours != want {
			t.Errorf("%s is ours: %v", sum, ours)
		}
	}
	must(t, reader.Wrote(run.ID(), ledger.Files{Results: "r.csv", ResultsSum: "1f", Failures: "f.csv"}))
	for path, want := range map[string]bool{"r.csv": true, "f.csv": false, "x.csv": false} {
		wrote, err := reader.WroteAt(t.Context(), path)
		must(t, err)
		if wrote != want {
			t.Errorf("%s was written by us: %v", path, wrote)
		}
	}
	if err := reader.Wrote(99, files); err == nil {
		t.Error("a run that is not there has files")
	}
}
