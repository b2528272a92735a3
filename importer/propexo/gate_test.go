package propexo_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
)

// header returns a header of the pairs given.
func header(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}

// An answer that asks to wait holds everybody back for as long as it says,
// and the request is sent again under a new intent.
func TestAPauseHoldsEverybody(t *testing.T) {
	date := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
	tests := []struct {
		name     string
		status   int
		header   func() http.Header
		min, max time.Duration // from the refusal to the next request
	}{
		{"seconds", 429, func() http.Header { return header("Retry-After", "40") }, 40 * time.Second, 42 * time.Second},
		{"an hour", 429, func() http.Header { return header("Retry-After", "3600") }, time.Hour, time.Hour + 2*time.Second},
		{"a date", 429, func() http.Header { return header("Retry-After", date(30*time.Second)) }, 29 * time.Second, 32 * time.Second},
		{"a date by another clock", 429, func() http.Header {
			return header("Retry-After", date(-time.Hour+20*time.Second), "Date", date(-time.Hour))
		}, 20 * time.Second, 22 * time.Second},
		{"a date that has passed", 429, func() http.Header { return header("Retry-After", date(-time.Hour)) }, time.Millisecond, time.Second},
		{"no word", 429, func() http.Header { return nil }, 800 * time.Millisecond, 1400 * time.Millisecond},
		{"nonsense", 429, func() http.Header { return header("Retry-After", "soon") }, 800 * time.Millisecond, 1400 * time.Millisecond},
		{"nothing is left", 429, func() http.Header { return header("X-Ratelimit-Remaining", "0") }, 15 * time.Second, 16 * time.Second},
		{"unavailable", 503, func() http.Header { return header("Retry-After", "5") }, 5 * time.Second, 6 * time.Second},
	}
	for _, tt := range tests {
		for _, rate := range []string{"unlimited", "600/m", "auto"} {
			t.Run(tt.name+" at "+rate, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					const refused = 5
					api := &fakeAPI{script: func(n int) (int, http.Header) {
						if n == refused {
							return tt.status, tt.header()
						}
						return 0, nil
					}}
					client := simulated(t, api, rate)
					var intents begun
					sendAll(t, client, refused, 1, intents.begin)
					began := time.Now()
					sendAll(t, client, 1, 1, intents.begin)
					if took := time.Since(began); took < tt.min || took > tt.max {
						t.Errorf("waited %s, want %s to %s", took, tt.min, tt.max)
					}
					if intents.n != refused+2 {
						t.Errorf("%d intents for %d requests", intents.n, len(api.arrivals))
					}
				})
			})
		}
	}
}

// While one worker is told to wait, none of the others sends.
func TestNobodySendsDuringAPause(t *testing.T) {
	for _, rate := range []string{"unlimited", "6000/m", "auto"} {
		t.Run(rate, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var until time.Time
				api := &fakeAPI{latency: 10 * time.Millisecond}
				api.script = func(n int) (int, http.Header) {
					if n == 40 {
						until = time.Now().Add(30 * time.Second)
						return http.StatusTooManyRequests, header("Retry-After", "30")
					}
					return 0, nil
				}
				client := simulated(t, api, rate)
				sendAll(t, client, 100, 16, atOnce)
				refusal := until.Add(-30 * time.Second)
				for _, at := range api.arrivals {
					if at.After(refusal.Add(50*time.Millisecond)) && at.Before(until) {
						t.Errorf("a request came %s after the refusal", at.Sub(refusal))
					}
				}
				if counts := client.Counts(); counts.RateLimited != 1 || counts.Requests != 101 || counts.Paused < 30*time.Second {
					t.Errorf("got %+v", counts)
				}
			})
		})
	}
}

// Refusals without a word are met with longer and longer pauses, and a few
// refusals at the same time are one.
func TestPausesGrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		api := &fakeAPI{latency: 10 * time.Millisecond, script: func(int) (int, http.Header) {
			if time.Since(began) < 5*time.Minute {
				return http.StatusTooManyRequests, nil
			}
			return 0, nil
		}}
		sendAll(t, simulated(t, api, "auto"), 16, 16, atOnce)
		if n := len(api.arrivals) - 16; n < 6 || n > 14 {
			t.Errorf("%d requests in five minutes of refusals", n)
		}
	})
}

// When the context ends, whoever waits says for what.
func TestGivingUp(t *testing.T) {
	tests := []struct {
		name   string
		status int
		header http.Header
		want   importer.Reason
	}{
		{"429", 429, header("Retry-After", "3600"), importer.RateLimited},
		{"429 without a word", 429, nil, importer.RateLimited},
		{"503", 503, header("Retry-After", "3600"), importer.Unavailable},
	}
	for _, tt := range tests {
		for _, rate := range []string{"unlimited", "600/m", "auto"} {
			t.Run(tt.name+" at "+rate, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					client := simulated(t, &fakeAPI{script: func(int) (int, http.Header) { return tt.status, tt.header }}, rate)
					ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
					defer cancel()
					answers := make(chan importer.Answer)
					first := func() { answers <- client.CreateLead(ctx, importer.Lead{}, atOnce) }
					go first()
					synctest.Wait()
					go first() // never comes to be sent
					for range 2 {
						answer := <-answers
						if answer.Verdict != importer.NotSent || answer.Reason != tt.want && answer.Reason != importer.Stopped {
							t.Errorf("got %+v", answer)
						}
						if answer.Reason == tt.want && (answer.HTTP != tt.status || answer.Message != "slow down") {
							t.Errorf("got %+v", answer)
						}
					}
				})
			})
		}
	}
}
