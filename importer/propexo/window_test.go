package propexo_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer/propexo"
	"leadimport/importer/propexo/propexotest"
)

// Alone, Auto is never refused, whatever kind of minute the API counts, with
// headers or without, wherever in its minute the run begins. It takes hardly
// longer than an allowance of 150 at once and 150 a minute asks for; with four
// workers the API's soft delay adds ten seconds a minute.
func TestAutoAloneIsNeverRefused(t *testing.T) {
	const rows = 500 // 150 at once, and three minutes for the rest
	for _, minute := range []string{"clock", "first", "sliding"} {
		for _, silent := range []bool{false, true} {
			for _, workers := range []int{4, 64} {
				for _, start := range []time.Duration{0, 20 * time.Second, 50 * time.Second} {
					name := fmt.Sprintf("%s silent=%t workers=%d start=%s", minute, silent, workers, start)
					t.Run(name, func(t *testing.T) {
						synctest.Test(t, func(t *testing.T) {
							time.Sleep(start)
							api := &fakeAPI{limit: 150, minute: minute, silent: silent, soft: 2 * time.Second, latency: 300 * time.Millisecond}
							took := sendAll(t, simulated(t, api, "auto"), rows, workers, atOnce)
							if api.refused > 0 {
								t.Errorf("%d refused", api.refused)
							}
							if most := 3*time.Minute + 40*time.Second; took > most {
								t.Errorf("took %s, want at most %s", seconds(took), seconds(most))
							}
							t.Log(seconds(took))
						})
					})
				}
			}
		}
	}
}

func TestAutoAgainstTheDocumentedWindow(t *testing.T) {
	for _, tt := range []struct {
		rows    int
		start   time.Duration
		longest time.Duration
	}{
		{100, 0, time.Second},
		{150, 0, 10 * time.Second},
		{100, 50 * time.Second, time.Second},
		{280, 0, 70 * time.Second},
		{280, 40 * time.Second, 40 * time.Second}, // a scout finds that the minute has turned
	} {
		t.Run(fmt.Sprintf("%d rows at %s", tt.rows, tt.start), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(tt.start)
				server := propexotest.New(propexotest.Config{Limit: propexotest.DocumentedLimit,
					Window: propexotest.DocumentedWindow, SoftDelay: propexotest.DocumentedSoftDelay})
				client := simulated(t, server.Transport(), "auto")
				took := sendRows(t, client, tt.rows)
				if counts := server.Counts(); counts.TooMany > 0 || counts.Queued != tt.rows {
					t.Errorf("%d refused, %d queued", counts.TooMany, counts.Queued)
				}
				if took > tt.longest {
					t.Errorf("took %s, want at most %s", seconds(took), seconds(tt.longest))
				}
				t.Log(seconds(took))
			})
		})
	}
}

func sendRows(t *testing.T, client *propexo.Client, n int) time.Duration {
	t.Helper()
	began := time.Now()
	rows, done := make(chan int), make(chan struct{})
	for range 16 {
		go func() {
			defer func() { done <- struct{}{} }()
			for i := range rows {
				lead := lead
				lead.LastName = fmt.Sprint(i)
				if answer := client.CreateLead(context.Background(), lead, atOnce); answer.Job == "" {
					t.Errorf("got %+v", answer)
				}
			}
		}()
	}
	for i := range n {
		rows <- i
	}
	close(rows)
	for range 16 {
		<-done
	}
	return time.Since(began)
}

// An earlier run has spent the minute: one request finds out.
func TestAutoAfterAnEarlierRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &fakeAPI{limit: 150, minute: "clock", latency: 100 * time.Millisecond}
		sendAll(t, simulated(t, api, "auto"), 150, 16, atOnce)
		rerun := simulated(t, api, "auto")
		sendAll(t, rerun, 100, 16, atOnce)
		if api.refused > 5 || rerun.Counts().RateLimited != int64(api.refused) {
			t.Errorf("%d refused, %+v", api.refused, rerun.Counts())
		}
	})
}

// Another program spends from the same minute: the header tells.
func TestAutoSharesTheMinute(t *testing.T) {
	for _, minute := range []string{"clock", "first", "sliding"} {
		t.Run(minute, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := &fakeAPI{limit: 150, minute: minute, latency: 100 * time.Millisecond}
				var others sync.WaitGroup
				others.Go(func() {
					for range 100 {
						api.others(10)
						time.Sleep(6 * time.Second)
					}
				})
				took := sendAll(t, simulated(t, api, "auto"), 400, 16, atOnce)
				others.Wait()
				if api.refused > 20 {
					t.Errorf("%d refused", api.refused)
				}
				t.Log(seconds(took), api.refused)
			})
		})
	}
}

// A contract of fewer requests is learnt from the first answer.
func TestAutoLearnsTheLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := &fakeAPI{limit: 30, minute: "sliding", latency: 100 * time.Millisecond}
		sendAll(t, simulated(t, api, "auto"), 90, 64, atOnce)
		if api.refused > 0 {
			t.Errorf("%d refused", api.refused)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		api := &fakeAPI{limit: 60_000, minute: "sliding"}
		if took := sendAll(t, simulated(t, api, "auto"), 1000, 64, atOnce); took > time.Second {
			t.Errorf("took %s", seconds(took))
		}
	})
}
