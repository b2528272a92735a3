package main

import (
	"testing"
	"time"

	"leadimport/importer/propexo"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 4812: "4,812", 1234567: "1,234,567"} {
		if got := number(n); got != want {
			t.Errorf("number(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestRoughly(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                             "1 s",
		14800 * time.Millisecond:      "15 s",
		100 * time.Second:             "2 min",
		time.Hour - time.Second:       "60 min",
		2*time.Hour + 10*time.Minute:  "2 h 10 min",
		26*time.Hour + 90*time.Second: "26 h 2 min",
	} {
		if got := roughly(d); got != want {
			t.Errorf("roughly(%v) = %s, want %s", d, got, want)
		}
	}
}

func TestEstimate(t *testing.T) {
	for _, test := range []struct {
		requests int
		rate     string
		want     time.Duration
	}{
		{37, "auto", 14800 * time.Millisecond},
		{120, "120/m", time.Minute},
		{10, "2/s", 5 * time.Second},
		{500, "500/h", time.Hour},
		{0, "auto", 0},
	} {
		rate, err := propexo.ParseRate(test.rate)
		if err != nil {
			t.Fatal(err)
		}
		if got := estimate(test.requests, rate); got != test.want {
			t.Errorf("%d requests at %s take %v, want %v", test.requests, test.rate, got, test.want)
		}
	}
	if got := estimate(1000, propexo.Unlimited); got != 0 {
		t.Errorf("without a limit they take %v", got)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"run", "runs", "check", "results", "simulate", "version"}
	for _, test := range []struct{ typed, want string }{
		{"rnu", "run"},
		{"chekc", "check"},
		{"result", "results"},
		{"sim", "simulate"},
		{"RUNS", "runs"},
		{"leads.csv", ""},
		{"x", ""},
		{"", ""},
	} {
		if got := nearest(test.typed, names); got != test.want {
			t.Errorf("nearest(%q) = %q, want %q", test.typed, got, test.want)
		}
	}
}

func TestBlurredShowsNoContact(t *testing.T) {
	for value, want := range map[string]string{
		"noemail@example.com": "n...@example.com",
		"6175552301":          "...01",
		"7":                   "...7",
	} {
		if got := blurred(value); got != want {
			t.Errorf("blurred(%q) = %q, want %q", value, got, want)
		}
	}
}
