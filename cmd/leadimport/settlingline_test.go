package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
)

// waitedFor is a settler that waits for so many outcomes.
func waitedFor(n int) *importer.Settler {
	s := new(importer.Settler)
	for i := range n {
		s.Add(importer.OpenAttempt{Attempt: importer.AttemptID(i + 1), Status: importer.Accepted, Job: fmt.Sprint(i)})
	}
	return s
}

func TestSettlingIsALineAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stderr bytes.Buffer
		talk := silentProgram(&stderr).newTalk(talkativeness{format: "text"})
		stop := talk.followSettling(waitedFor(1200), time.Now().Add(10*time.Minute))
		time.Sleep(90 * time.Second)
		stop()
		if got, want := stderr.String(), "settling: 1,200 of 1,200 left, at most 9 min more\n"; got != want {
			t.Errorf("it said\n%swant\n%s", got, want)
		}
	})
}

// On a terminal the line counts down, and gives way to other lines.
func TestSettlingLineMovesAndIsNotTorn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stderr bytes.Buffer
		talk := silentProgram(&stderr).newTalk(talkativeness{format: "text"})
		talk.terminal = true
		stop := talk.followSettling(waitedFor(3), time.Now().Add(20*time.Second))
		time.Sleep(2500 * time.Millisecond)
		talk.say("a line")
		stop()
		const cleared = "\x1b[2K\r"
		got := stderr.String()
		for _, want := range []string{"at most 19 s more", "at most 18 s more", cleared + "a line\nsettling: 3 of 3 left"} {
			if !strings.Contains(got, want) {
				t.Errorf("it never said %q: %q", want, got)
			}
		}
		if !strings.HasSuffix(got, cleared) {
			t.Errorf("something is left of it: %q", got)
		}
	})
}

func TestNothingToWaitForSaysNothing(t *testing.T) {
	var stderr bytes.Buffer
	silentProgram(&stderr).newTalk(talkativeness{format: "text"}).followSettling(waitedFor(0), time.Now())()
	if stderr.Len() > 0 {
		t.Errorf("it said %q", &stderr)
	}
}
