//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// A child is leadimport as a process of its own, in a folder with the mapping
// of the stories.
type child struct {
	*exec.Cmd
	dir    string
	stderr *bufio.Reader
	stdout *bytes.Buffer
}

func newChild(t *testing.T) *child {
	t.Helper()
	c := &child{dir: t.TempDir(), stdout: new(bytes.Buffer)}
	mapping, err := os.ReadFile(filepath.Join("testdata", "leadimport.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, c.dir, defaultMapping, string(mapping))
	return c
}

// start starts the program. What listens for SIGINT here has it back at its
// default there, however the tests were started.
func (c *child) start(t *testing.T, args ...string) {
	t.Helper()
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	c.Cmd = c.command(t, args...)
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

// exits waits for the end, which must have the code.
func (c *child) exits(t *testing.T, code int) {
	t.Helper()
	go io.Copy(io.Discard, c.stderr)
	var exit *exec.ExitError
	if err := c.Wait(); !errors.As(err, &exit) || exit.ExitCode() != code {
		t.Errorf("it ended with %v, want exit code %d", err, code)
	}
}

// statuses counts the rows of results.csv by their status.
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

// A busyChild has requests in flight that the test holds back.
type busyChild struct {
	*child
	api     *propexotest.Server
	release func()
}

const inFlight = 4

// startBusy starts a run of 40 leads and returns when inFlight of them are in
// flight.
func startBusy(t *testing.T) *busyChild {
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
	c := newChild(t)
	write(t, c.dir, "leads.csv", leadsCSV(40))
	c.start(t, "run", "leads.csv", "--base-url", url, "--settle", "0", "--workers", "4", "--rate", "1000/s",
		"--results", "results.csv", "--failures", "failures.csv")
	for range inFlight {
		<-arrived
	}
	return &busyChild{c, api, release}
}
