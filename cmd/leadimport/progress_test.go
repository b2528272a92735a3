package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadimport/importer"
)

func silentProgram(stderr *bytes.Buffer) *program {
	return &program{env: func(string) string { return "" }, stdin: strings.NewReader(""), stdout: new(bytes.Buffer), stderr: stderr}
}

func TestProgressIsALineAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stderr bytes.Buffer
		var progress importer.Progress
		stop := silentProgram(&stderr).newTalk(talkativeness{format: "text"}).follow(&progress, 1500, true)
		time.Sleep(30 * time.Second)
		progress.Done.Add(150)
		time.Sleep(time.Minute)
		progress.Done.Add(300)
		progress.Failures.Add(2)
		time.Sleep(time.Minute)
		stop()
		want := "150 of 1,500 rows, 150 a minute, about 9 min left, then the last outcomes\n" +
			"450 of 1,500 rows, 300 a minute, 2 failed, about 4 min left, then the last outcomes\n"
		if got := stderr.String(); got != want {
			t.Errorf("it said\n%swant\n%s", got, want)
		}
	})
}

func TestQuietProgressSaysNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stderr bytes.Buffer
		talk := silentProgram(&stderr).newTalk(talkativeness{format: "text", quiet: true})
		stop := talk.follow(new(importer.Progress), 10, false)
		talk.say("to somewhere")
		talk.log.Warn("the API does not answer")
		time.Sleep(5 * time.Minute)
		stop()
		if stderr.Len() > 0 {
			t.Errorf("it said %q", &stderr)
		}
	})
}

func TestJSONTalkIsJSONThroughout(t *testing.T) {
	var stderr bytes.Buffer
	talk := silentProgram(&stderr).newTalk(talkativeness{format: "json"})
	talk.say("to %s", talk.strong("api.propexo.com"))
	talk.log.Warn("slow")
	for line := range strings.Lines(stderr.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("this is no JSON: %s", line)
		}
	}
	if n := strings.Count(stderr.String(), "\n"); n != 2 {
		t.Errorf("it said %d lines, want 2", n)
	}
}

// A bar is drawn into a buffer here: what matters is that a line that comes
// while it stands is whole, and that nothing is left of it in the end.
func TestLinesDoNotTearTheBar(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stderr bytes.Buffer
		talk := silentProgram(&stderr).newTalk(talkativeness{format: "text"})
		talk.terminal = true
		var progress importer.Progress
		stop := talk.follow(&progress, 1000, false)
		for range 10 {
			progress.Done.Add(50)
			time.Sleep(3 * time.Second)
			talk.log.Warn("the API does not answer; sending waits")
		}
		stop()
		lines := strings.Split(stderr.String(), "\n")
		for _, line := range lines[:len(lines)-1] {
			from := strings.LastIndex(line, clearLine)
			if from < 0 || !strings.HasPrefix(line[from+len(clearLine):], "time=") {
				t.Errorf("a line is glued to the bar: %q", line)
			}
		}
		if len(lines) != 11 || !strings.HasSuffix(stderr.String(), clearLine) {
			t.Errorf("there are %d lines, and the end is %q", len(lines), lines[len(lines)-1])
		}
		if !strings.Contains(stderr.String(), "(500/1000, ") {
			t.Errorf("the bar never came to 500 of 1000: %q", &stderr)
		}
	})
}

// Before the first row is done, nobody knows a speed.
func TestBarGuessesNothingAtFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stderr bytes.Buffer
		talk := silentProgram(&stderr).newTalk(talkativeness{format: "text"})
		talk.terminal = true
		var progress importer.Progress
		stop := talk.follow(&progress, 1000, false)
		time.Sleep(11 * time.Second)
		synctest.Wait()
		if got := stderr.String(); !strings.Contains(got, "(0/1000)") || !strings.Contains(got, "waiting") || strings.Contains(got, "rows/") {
			t.Errorf("before the first row it shows %q", got)
		}
		progress.Done.Add(22)
		time.Sleep(time.Second)
		synctest.Wait()
		if got := stderr.String(); !strings.Contains(got, "(22/1000, 2 rows/s)") {
			t.Errorf("after 22 rows in 11 seconds it shows %q", got)
		}
		stop()
	})
}
