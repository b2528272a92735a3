//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

func TestFirstSignalFinishesWhatIsInFlight(t *testing.T) {
	for _, test := range []struct {
		signal syscall.Signal
		code   int
	}{
		{syscall.SIGINT, exitInterrupted},
		{syscall.SIGTERM, exitTerminated},
	} {
		t.Run(test.signal.String(), func(t *testing.T) {
			c := startBusy(t)
			c.Process.Signal(test.signal)
			c.waitFor(t, "stopping")
			c.release()
			c.exits(t, test.code)
			if got := c.statuses(t); got["accepted"] != inFlight || got["unsent"] != 40-inFlight {
				t.Errorf("the results hold %v, want %d accepted and the rest unsent", got, inFlight)
			}
			if got := c.api.Counts().Stored; got != inFlight {
				t.Errorf("%d leads were stored, want %d", got, inFlight)
			}
			if !strings.Contains(c.stdout.String(), "leadimport run failures.csv") {
				t.Errorf("the summary does not say how to go on:\n%s", c.stdout)
			}
		})
	}
}

func TestSecondSignalLeavesAtOnce(t *testing.T) {
	for _, second := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(second.String(), func(t *testing.T) {
			c := startBusy(t)
			c.Process.Signal(second)
			c.waitFor(t, "stopping")
			c.Process.Signal(second)
			io.Copy(io.Discard, c.stderr) // ends with the process, though nothing was answered
			var exit *exec.ExitError
			if err := c.Wait(); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != second {
				t.Errorf("it ended with %v, want the signal's default effect", err)
			}
			if _, err := os.Stat(filepath.Join(c.dir, "results.csv")); err == nil {
				t.Error("it wrote the results before it left")
			}
			c.release()
			later := c.command(t, "results", "1", "--results", "results.csv", "--failures", "failures.csv")
			if out, err := later.CombinedOutput(); err != nil {
				t.Fatalf("leadimport results: %v\n%s", err, out)
			}
			if got := c.statuses(t); got["unknown"] != inFlight || got["unsent"] != 40-inFlight {
				t.Errorf("the results written later hold %v, want %d unknown and the rest unsent", got, inFlight)
			}
		})
	}
}

// A run that has done nothing yet leaves nothing behind.
func TestSignalWhileTheInputIsRead(t *testing.T) {
	c := newChild(t)
	run := c.command(t, "run", "-", "--simulate")
	never, feed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Close()
	run.Stdin = never
	pipe, err := run.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	feed.WriteString(strings.Repeat("First Name,Last Name\n", 10_000)) // more than a pipe holds: it is reading
	run.Process.Signal(syscall.SIGINT)
	said, _ := io.ReadAll(pipe)
	var exit *exec.ExitError
	if err := run.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("it ended with %v, want exit code %d", err, exitInterrupted)
	}
	if !strings.Contains(string(said), "nothing was sent, and no files were written") {
		t.Errorf("it said %q", said)
	}
}

// A run that is stopped while it asks for what earlier runs left open ends as
// any other that is stopped: with its files.
func TestSignalWhileEarlierRunsAreSettled(t *testing.T) {
	asked, hold := make(chan struct{}, 100), make(chan struct{})
	api, url, stop := propexotest.Start(propexotest.Config{
		OtherScript: func(int, propexotest.Kind) propexotest.Fault {
			asked <- struct{}{}
			<-hold
			return propexotest.Behave
		},
	})
	t.Cleanup(stop)
	t.Cleanup(func() { close(hold) })
	c := newChild(t)
	write(t, c.dir, "leads.csv", leadsCSV(3))
	write(t, c.dir, "more.csv", leadsCSV(5))
	if out, err := c.command(t, "run", "leads.csv", "--base-url", url, "--settle", "0").CombinedOutput(); err != nil {
		t.Fatalf("the first run: %v\n%s", err, out)
	}
	c.start(t, "run", "more.csv", "--base-url", url, "--results", "results.csv", "--failures", "failures.csv")
	<-asked
	c.Process.Signal(syscall.SIGINT)
	c.waitFor(t, "stopping")
	c.exits(t, exitInterrupted)
	if got := c.statuses(t); got["accepted"] != 3 || got["unsent"] != 2 {
		t.Errorf("the results hold %v, want 3 accepted as an earlier run has left them, and 2 unsent", got)
	}
	if got := api.Counts().Stored; got != 3 {
		t.Errorf("%d leads were stored, want those of the first run", got)
	}
	if !strings.Contains(c.stdout.String(), "run 2: 5 rows") || !strings.Contains(c.stdout.String(), "leadimport run failures.csv") {
		t.Errorf("the summary does not tell the run and how to go on:\n%s", c.stdout)
	}
}

// Whoever does not want to wait for outcomes any longer has the files at once.
func TestSignalWhileOutcomesAreAwaited(t *testing.T) {
	api, url, stop := propexotest.Start(propexotest.Config{Entrata: propexotest.Entrata{
		Script: func(int, *propexotest.Lead) propexotest.Verdict { return propexotest.Stuck },
	}})
	t.Cleanup(stop)
	c := newChild(t)
	write(t, c.dir, "leads.csv", leadsCSV(3))
	c.start(t, "run", "leads.csv", "--base-url", url, "--settle", "10m", "--log-format", "json", "--verbose",
		"--results", "results.csv", "--failures", "failures.csv")
	c.waitFor(t, "/v1/admin/logs/writes/") // every lead is sent by then
	c.Process.Signal(syscall.SIGTERM)
	c.waitFor(t, "outcomes are not waited for any longer")
	c.exits(t, exitTerminated)
	if got := c.statuses(t); got["accepted"] != 3 || api.Counts().Queued != 3 {
		t.Errorf("the results hold %v, and %d writes are queued", got, api.Counts().Queued)
	}
	if !strings.Contains(c.stdout.String(), "while outcomes were waited for") {
		t.Errorf("the summary does not say why it ended:\n%s", c.stdout)
	}
}
