package propexo

import (
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// What a window of ten reckons as spent, after each of the answers that it
// was told of.
func TestReckoning(t *testing.T) {
	type answer struct {
		left      time.Duration // when it left, told from its answer, which is a second after the one before
		remaining int           // -1: no header
	}
	again := func(n int, a answer) []answer {
		answers := make([]answer, n)
		for i := range answers {
			answers[i] = a
		}
		return answers
	}
	const brief = 500 * time.Millisecond
	tests := []struct {
		name    string
		answers []answer
		want    int
	}{
		{"one by one, without headers", again(6, answer{brief, -1}), 6},
		{"one by one, as reckoned", []answer{{brief, 9}, {brief, 8}, {brief, 7}}, 3},
		{"left is told before counting", []answer{{brief, 10}, {brief, 9}, {brief, 8}}, 3},
		{"the minute has turned", append(again(6, answer{brief, -1}), answer{brief, 9}), 2},
		{"and others were counted since", append(again(6, answer{brief, -1}), answer{brief, 6}), 5},
		{"others spend", []answer{{brief, 9}, {brief, 3}}, 7},
		{"all of it is spent", []answer{{brief, 0}}, 10},
		{"answers overtake each other", []answer{{9 * time.Second, 7}, {9 * time.Second, 8}, {9 * time.Second, 9}}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWindow(time.Hour)
				w.limit, w.flying = 10, len(tt.answers)
				for i, a := range tt.answers {
					if a.left > 5*time.Second {
						w.flying = len(tt.answers) - i // all of them at once
					} else {
						w.flying = 1
					}
					time.Sleep(time.Second)
					header := http.Header{}
					if a.remaining >= 0 {
						header.Set("X-Ratelimit-Remaining", strconv.Itoa(a.remaining))
					}
					w.answered(time.Now().Add(-a.left), header)
				}
				if got := w.flying + len(w.counted); got != tt.want {
					t.Errorf("%d are reckoned as spent, want %d", got, tt.want)
				}
			})
		})
	}
}

// Only an answer to a request that left after the pause shows that it helped.
func TestPauseRemembersWhatLeftBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := gate{longest: time.Minute}
		before := time.Now()
		g.pause(before, 0)
		if again := g.pause(before, 0); again > 1200*time.Millisecond {
			t.Errorf("a second refusal at the same time pauses for %s", again)
		}
		time.Sleep(2 * time.Second)
		g.passed(before)
		if next := g.pause(time.Now(), 0); next < 1600*time.Millisecond {
			t.Errorf("the next pause is only %s", next)
		}
		time.Sleep(3 * time.Second)
		g.passed(time.Now())
		if next := g.pause(time.Now(), 0); next > 1200*time.Millisecond {
			t.Errorf("after a success the pause is %s", next)
		}
	})
}
