package main

import (
	"testing"
	"time"

	"leadimport/importer"
)

func TestWhatARunCameTo(t *testing.T) {
	ended := time.Date(2027, 3, 1, 2, 0, 0, 0, time.UTC)
	counts := map[importer.Status]int{importer.Unknown: 1, importer.Accepted: 1200}
	for _, test := range []struct {
		name string
		run  ranRun
		want string
	}{
		{"ended", ranRun{Rows: 1201, Counts: counts, Ended: &ended}, "1,200 accepted, 1 unknown"},
		{"stopped", ranRun{Rows: 1203, Counts: counts, Ended: &ended}, "1,200 accepted, 1 unknown, 2 never sent"},
		{"under way", ranRun{Rows: 1203, Counts: counts}, "under way: 1,200 accepted, 1 unknown, 2 to come"},
		{"killed", ranRun{Rows: 1203, Counts: counts, Killed: true}, "killed: 1,200 accepted, 1 unknown, 2 never sent"},
	} {
		if got := test.run.cameTo(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
