package propexo_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo/propexotest"
)

// Against an API that bites, nothing is processed twice, every queued lead is
// there, and whatever was processed without a clear answer is told as a doubt.
func TestBitingAPI(t *testing.T) {
	const rows = 1500
	synctest.Test(t, func(t *testing.T) {
		cfg := propexotest.Biting(7)
		cfg.Entrata = propexotest.Entrata{}
		server := propexotest.New(cfg)
		client := simulated(t, server.Transport(), "auto")
		var mu sync.Mutex
		verdicts := map[importer.Verdict]int{}
		var group sync.WaitGroup
		for worker := range 16 {
			group.Go(func() {
				for i := worker; i < rows; i += 16 {
					lead := lead
					lead.FirstName = fmt.Sprint("Row ", i)
					answer := client.CreateLead(context.Background(), lead, atOnce)
					mu.Lock()
					verdicts[answer.Verdict]++
					mu.Unlock()
				}
			})
		}
		group.Wait()
		time.Sleep(time.Minute) // until every job is decided
		counts := server.Counts()
		if twice := server.StoredTwice(); len(twice) > 0 {
			t.Errorf("%d leads were processed twice", len(twice))
		}
		if queued, doubts := verdicts[importer.Queued], verdicts[importer.NoAnswer]; counts.Queued < queued || counts.Queued > queued+doubts || doubts == 0 {
			t.Errorf("%d processed, told were %v", counts.Queued, verdicts)
		}
		if verdicts[importer.NotSent] > 0 || counts.TooMany > 0 {
			t.Errorf("%v; %d beyond the window", verdicts, counts.TooMany)
		}
	})
}

// Without a connection requests are tried again, less and less often, and
// under a new intent each; once it is back, they go through.
func TestNetworkComesBack(t *testing.T) {
	for _, rate := range []string{"unlimited", "600/m", "auto"} {
		t.Run(rate, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := propexotest.New(propexotest.Config{})
				client := simulated(t, server.Transport(), rate)
				server.Unplug(true)
				time.AfterFunc(40*time.Second, func() { server.Unplug(false) })
				var intents begun
				answer := client.CreateLead(t.Context(), lead, intents.begin)
				if answer.Verdict != importer.Queued || server.Counts().Queued != 1 {
					t.Errorf("got %+v", answer)
				}
				// A second, doubled each time, and some jitter.
				if intents.n < 4 || intents.n > 9 {
					t.Errorf("%d attempts in forty seconds", intents.n)
				}
			})
		})
	}
}

// A network that stays dead is given up after the time that an answer has.
func TestNetworkStaysDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := propexotest.New(propexotest.Config{})
		client := simulated(t, server.Transport(), "unlimited")
		server.Unplug(true)
		began := time.Now()
		var intents begun
		answer := client.CreateLead(t.Context(), lead, intents.begin)
		if answer.Verdict != importer.NotSent || answer.Reason != importer.NoConnection {
			t.Errorf("got %+v", answer)
		}
		if took := time.Since(began); took < time.Minute || took > 2*time.Minute {
			t.Errorf("given up after %s", took)
		}
	})
}

// Cancelling ends every kind of waiting at once.
func TestCancelEndsTheWaiting(t *testing.T) {
	tests := []struct {
		name   string
		rate   string
		faults propexotest.Fault
		reason importer.Reason
	}{
		{"for the pace", "1/h", "", importer.Stopped},
		{"for the gate", "unlimited", "429-after-seconds", importer.RateLimited},
		{"for the window", "auto", "", importer.Stopped},
		{"to try again", "unlimited", "unplugged", importer.NoConnection},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				cfg := propexotest.Config{Limit: 1, RetryAfter: time.Hour}
				cfg.Script = func(n int, _ *propexotest.Lead) propexotest.Fault {
					if tt.faults == "unplugged" {
						return ""
					}
					return tt.faults
				}
				server := propexotest.New(cfg)
				client := simulated(t, server.Transport(), tt.rate)
				if tt.faults == "" {
					client.CreateLead(t.Context(), lead, atOnce)
				}
				server.Unplug(tt.faults == "unplugged")
				ctx, cancel := context.WithCancel(t.Context())
				began := time.Now()
				time.AfterFunc(20*time.Second, cancel)
				answer := client.CreateLead(ctx, lead, atOnce)
				if answer.Verdict != importer.NotSent || answer.Reason != tt.reason || time.Since(began) != 20*time.Second {
					t.Errorf("got %+v after %s", answer, time.Since(began))
				}
			})
		})
	}
}
