package propexo_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo"
)

// A fakeAPI is an API within a bubble of false time. What it counts in a
// window is settled on arrival, some time after a request left and before its
// answer comes. The simulator knows only the minute of the clock.
type fakeAPI struct {
	limit   int           // 0: everything is answered
	minute  string        // "clock", "first" (begins with a request) or "sliding"
	silent  bool          // sends no headers
	soft    time.Duration // added to the answer from 80 % on
	latency time.Duration // up to which a request and its answer take, each
	script  func(n int) (status int, header http.Header)

	mu       sync.Mutex
	arrivals []time.Time // of all requests
	spent    []time.Time // those that the window counts
	began    time.Time
	refused  int
}

func (a *fakeAPI) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.latency > 0 {
		time.Sleep(rand.N(a.latency))
		defer time.Sleep(rand.N(a.latency))
	}
	status, header, soft := a.arrive()
	if soft {
		time.Sleep(a.soft)
	}
	body := `{"meta":{"job_id":"j"}}`
	if status != http.StatusOK {
		body = `{"error":{"message":"slow down"}}`
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

func (a *fakeAPI) arrive() (status int, header http.Header, soft bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := time.Now()
	a.arrivals = append(a.arrivals, now)
	if a.script != nil {
		if status, header := a.script(len(a.arrivals) - 1); status != 0 {
			return status, header, false
		}
	}
	a.turn(now)
	header = http.Header{}
	status = http.StatusOK
	if a.limit > 0 && len(a.spent) >= a.limit {
		a.refused++
		status = http.StatusTooManyRequests
	} else {
		a.spent = append(a.spent, now)
	}
	if a.limit > 0 && !a.silent {
		header.Set("X-Ratelimit-Limit", strconv.Itoa(a.limit))
		header.Set("X-Ratelimit-Remaining", strconv.Itoa(a.limit-len(a.spent)))
	}
	return status, header, a.limit > 0 && len(a.spent)*5 >= a.limit*4
}

// turn forgets what the window does not count any more.
func (a *fakeAPI) turn(now time.Time) {
	began := a.began
	switch a.minute {
	case "clock":
		began = now.Truncate(time.Minute)
	case "first":
		if now.Sub(began) >= time.Minute {
			began = now
		}
	case "sliding":
		for len(a.spent) > 0 && now.Sub(a.spent[0]) >= time.Minute {
			a.spent = a.spent[1:]
		}
	}
	if !began.Equal(a.began) {
		a.began, a.spent = began, nil
	}
}

// others spends from the window as another program does.
func (a *fakeAPI) others(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := time.Now()
	a.turn(now)
	for range min(n, a.limit-len(a.spent)) {
		a.spent = append(a.spent, now)
	}
}

// busiest is the most arrivals in any minute.
func (a *fakeAPI) busiest() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	most, from := 0, 0
	for i, at := range a.arrivals {
		for at.Sub(a.arrivals[from]) >= time.Minute {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// sendAll creates n leads with so many workers and returns how long it took.
// begin is called by each before it sends.
func sendAll(t *testing.T, client *propexo.Client, n, workers int, begin func() error) time.Duration {
	t.Helper()
	began := time.Now()
	rows := make(chan int)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for range rows {
				answer := client.CreateLead(context.Background(), importer.Lead{}, begin)
				if answer.Verdict != importer.Queued {
					t.Errorf("got %+v", answer)
				}
			}
		})
	}
	for i := range n {
		rows <- i
	}
	close(rows)
	group.Wait()
	return time.Since(began)
}

func atOnce() error { return nil }

// simulated returns a client of an API within the bubble.
func simulated(t *testing.T, api http.RoundTripper, rate string) *propexo.Client {
	t.Helper()
	cfg := propexo.Config{BaseURL: "http://127.0.0.1", Simulator: true, Key: mustKey(t, "k"), Transport: api, Rate: propexo.Unlimited}
	if rate != "unlimited" {
		parsed, err := propexo.ParseRate(rate)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Rate = parsed
	}
	client, err := propexo.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1fs", d.Seconds()) }
