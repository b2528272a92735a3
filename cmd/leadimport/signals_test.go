//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// A child is leadimport as a process of its own, with requests in flight that
// the test holds back.
type child struct {
	*exec.Cmd
	dir     string
	stderr  *bufio.Reader
	stdout  *bytes.Buffer
	api     *propexotest.Server
	release func()
}

const inFlight = 4

// startChild starts a run of 40 leads and returns when inFlight of them are in
// flight.
func startChild(t *testing.T) *child {
	t.Helper()
	arrived, hold := make(chan struct{}, 100), make(chan struct{})
	release := sync.OnceFunc(func() { close(hold) })
	api, url, stop := propexotest.Start(propexotest.Config{
		Script: func(int, *propexotest.Lead) propexotest.Fault {
			arrived <- struct{}{}
			<-hold
			return propexotest.Behave
		},
	})
	t.Cleanup(stop)
	t.Cleanup(release)
	dir := t.TempDir()
	write(t, dir, "leads.csv", leadsCSV(40))
	mapping, err := os.ReadFile(filepath.Join("testdata", "leadimport.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, defaultMapping, string(mapping))
	c := &child{dir: dir, api: api, release: release, stdout: new(bytes.Buffer)}
	c.Cmd = c.command(t, "run", "leads.csv", "--base-url", url, "--settle", "0", "--workers", "4", "--rate", "1000/s",
		"--results", "results.csv", "--failures", "failures.csv")
	c.Stdout = c.stdout
	pipe, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.stderr = bufio.NewReader(pipe)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	for range inFlight {
		<-arrived
	}
	return c
}

// command is the program: the test's own binary, under the program's name.
func (c *child) command(t *testing.T, args ...string) *exec.Cmd {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{
		Path: exe, Args: append([]string{"leadimport"}, args...), Dir: c.dir,
		Env: []string{"HOME=" + c.dir, "PROPEXO_API_KEY=any"},
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// waitFor reads standard error to the line that holds a text.
func (c *child) waitFor(t *testing.T, text string) {
	t.Helper()
	for {
		line, err := c.stderr.ReadString('\n')
		if strings.Contains(line, text) {
			return
		}
		if err != nil {
			t.Fatalf("standard error ended without %q", text)
		}
	}
}

// statuses counts the rows of a results file by their status.
func (c *child) statuses(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(c.dir, "results.csv"))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, status := range []string{"accepted", "unknown", "unsent"} {
		counts[status] = strings.Count(string(text), ","+status+",")
	}
	return counts
}

func TestFirstSignalFinishesWhatIsInFlight(t *testing.T) {
	for _, test := range []struct {
		signal syscall.Signal
		code   int
	}{
		{syscall.SIGINT, exitInterrupted},
		{syscall.SIGTERM, exitTerminated},
	} {
		t.Run(test.signal.String(), func(t *testing.T) {
			c := startChild(t)
			c.Process.Signal(test.signal)
			c.waitFor(t, "stopping")
			c.release()
			go io.Copy(io.Discard, c.stderr)
			var exit *exec.ExitError
			if err := c.Wait(); !errors.As(err, &exit) || exit.ExitCode() != test.code {
				t.Errorf("it ended with %v, want exit code %d", err, test.code)
			}
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
	c := startChild(t)
	c.Process.Signal(syscall.SIGINT)
	c.waitFor(t, "stopping")
	c.Process.Signal(syscall.SIGINT)
	io.Copy(io.Discard, c.stderr) // ends with the process, though nothing was answered
	var exit *exec.ExitError
	if err := c.Wait(); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGINT {
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
}

func TestSignalBeforeTheFirstLead(t *testing.T) {
	c := &child{dir: t.TempDir()}
	mapping, err := os.ReadFile(filepath.Join("testdata", "leadimport.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, c.dir, defaultMapping, string(mapping))
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
	if !strings.Contains(string(said), "nothing was sent") {
		t.Errorf("it said %q", said)
	}
}

// Whoever does not want to wait for outcomes any longer has the files at once.
func TestSignalWhileOutcomesAreAwaited(t *testing.T) {
	api, url, stop := propexotest.Start(propexotest.Config{Entrata: propexotest.Entrata{
		Script: func(int, *propexotest.Lead) propexotest.Verdict { return propexotest.Stuck },
	}})
	t.Cleanup(stop)
	c := &child{dir: t.TempDir(), stdout: new(bytes.Buffer)}
	write(t, c.dir, "leads.csv", leadsCSV(3))
	mapping, err := os.ReadFile(filepath.Join("testdata", "leadimport.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, c.dir, defaultMapping, string(mapping))
	c.Cmd = c.command(t, "run", "leads.csv", "--base-url", url, "--settle", "10m", "--log-format", "json", "--verbose",
		"--results", "results.csv", "--failures", "failures.csv")
	c.Stdout = c.stdout
	pipe, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.stderr = bufio.NewReader(pipe)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	c.waitFor(t, "/v1/admin/logs/writes/") // every lead is sent by then
	c.Process.Signal(syscall.SIGTERM)
	c.waitFor(t, "outcomes are not waited for any longer")
	go io.Copy(io.Discard, c.stderr)
	var exit *exec.ExitError
	if err := c.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitTerminated {
		t.Errorf("it ended with %v, want exit code %d", err, exitTerminated)
	}
	if got := c.statuses(t); got["accepted"] != 3 || api.Counts().Queued != 3 {
		t.Errorf("the results hold %v, and %d writes are queued", got, api.Counts().Queued)
	}
	if !strings.Contains(c.stdout.String(), "while outcomes were waited for") {
		t.Errorf("the summary does not say why it ended:\n%s", c.stdout)
	}
}
