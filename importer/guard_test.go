package importer_test

import (
	"errors"
	"strings"
	"testing"

	"leadimport/importer"
	"leadimport/importer/propexo"
	"leadimport/importer/propexo/propexotest"
)

// What surely did not arrive is not told as if it might have.
func TestOutageSaysWhatItWas(t *testing.T) {
	for _, test := range []struct {
		name      string
		unplugged bool
		want      string
	}{
		{"answers that say nothing", false, "5 creates in a row had no clear answer"},
		{"no connection", true, "5 creates in a row could not be delivered: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			cfg := propexotest.Config{Script: func(int, *propexotest.Lead) propexotest.Fault { return "500-before" }}
			inWorld(t, cfg, func(w *world) {
				w.api.Unplug(test.unplugged)
				var stop *importer.Stop
				if r := w.run(people(100)); !errors.As(r.stop, &stop) || !strings.HasPrefix(stop.Detail, test.want) {
					t.Errorf("it stopped with %v, want %q", r.stop, test.want)
				} else if strings.HasSuffix(stop.Detail, ": ") {
					t.Errorf("it stopped with %v, which does not say why", r.stop)
				}
			})
		})
	}
}

// Rows that were queued count as soon as it is known that they failed: a run
// is stopped before all the others have been queued in vain.
func TestLateFailuresCountAsFailures(t *testing.T) {
	cfg := propexotest.Config{Entrata: propexotest.Entrata{Script: func(int, *propexotest.Lead) propexotest.Verdict {
		return propexotest.Maintenance
	}}}
	inWorld(t, cfg, func(w *world) {
		rate, err := propexo.ParseRate("2/s")
		w.must(err)
		w.pace(rate)
		w.tolerated, err = importer.ParseThreshold("5")
		w.must(err)
		var stop *importer.Stop
		r := w.run(people(1000))
		if !errors.As(r.stop, &stop) || stop.Reason != importer.TooManyFailures {
			t.Errorf("it stopped with %v", r.stop)
		}
		if creates := w.api.Counts().Requests[propexotest.Create]; creates < 90 || creates > 500 {
			t.Errorf("%d leads were queued", creates)
		}
	})
}
