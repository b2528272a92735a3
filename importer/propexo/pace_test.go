package propexo_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo"
)

// Over five minutes, with 64 workers whose requests leave and travel
// unevenly, no minute sees more requests than the rate says.
func TestNoMinuteExceedsTheRate(t *testing.T) {
	for _, tt := range []struct {
		rate   string
		minute int // what a minute may see
	}{
		{"1/m", 1}, {"2/m", 2}, {"7/m", 7}, {"120/m", 120}, {"2/s", 120}, {"600/m", 600}, {"6000/h", 100}, {"30/s", 1800},
	} {
		t.Run(tt.rate, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := &fakeAPI{latency: 400 * time.Millisecond}
				rows := tt.minute * 5
				took := sendAll(t, simulated(t, api, tt.rate), rows, 64, func() error {
					time.Sleep(rand.N(2 * time.Second))
					return nil
				})
				if most := api.busiest(); most > tt.minute {
					t.Errorf("%d requests in a minute", most)
				}
				if took > 6*time.Minute {
					t.Errorf("%d requests took %s", rows, took)
				}
			})
		})
	}
}

// A rate that is out of reach costs nothing: the requests are spread over the
// time that the rate needs, and no more.
func TestHighRatesAreReached(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &fakeAPI{}
		took := sendAll(t, simulated(t, api, "100000/s"), 50_000, 64, atOnce)
		if took > 600*time.Millisecond {
			t.Errorf("50,000 requests took %s", took)
		}
	})
}

// A second run goes on where the first one stopped.
func TestPaceGoesOnFromTheLastRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := propexo.Config{Simulator: true, Transport: &fakeAPI{}}
		cfg.Rate, _ = propexo.ParseRate("1/m")
		for _, tt := range []struct {
			last time.Time
			want time.Duration
		}{
			{time.Time{}, 0}, {time.Now().Add(-time.Hour), 0}, {time.Now().Add(-40 * time.Second), 23 * time.Second},
		} {
			client, err := propexo.New(cfg)
			if err != nil {
				t.Fatal(err)
			}
			if !tt.last.IsZero() {
				client.Resume(tt.last)
			}
			if took := sendAll(t, client, 1, 1, atOnce); took.Round(time.Millisecond) != tt.want {
				t.Errorf("after %s: the first request waited %s, want %s", tt.last, took, tt.want)
			}
		}
	})
}

// A deadline before the turn ends the waiting when it comes, not before.
func TestDeadlineBeforeTheTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := simulated(t, &fakeAPI{}, "1/m")
		sendAll(t, client, 1, 1, atOnce)
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		answer := client.CreateLead(ctx, importer.Lead{}, atOnce)
		if took := time.Since(began); took != 10*time.Second || answer.Reason != importer.Stopped {
			t.Errorf("got %+v after %s", answer, took)
		}
	})
}

func TestParseRate(t *testing.T) {
	for text, want := range map[string]string{
		"auto": "auto", " AUTO ": "auto", "120/m": "120/m", "2/s": "2/s", "500/h": "500/h", "120 / M": "120/m",
		"1000000000/s": "1000000000/s",
	} {
		if rate, err := propexo.ParseRate(text); err != nil || rate.String() != want {
			t.Errorf("%q: got %s, %v", text, rate, err)
		}
	}
	for _, text := range []string{"", "fast", "120", "0/m", "-1/m", "1.5/s", "120/d", "120/m/m", "9999999999/s", "unlimited"} {
		if rate, err := propexo.ParseRate(text); err == nil {
			t.Errorf("%q is taken for %s", text, rate)
		}
	}
}
