package importer_test

import (
	"errors"
	"strings"
	"testing"

	"leadimport/importer"
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
