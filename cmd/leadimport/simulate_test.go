//go:build unix

package main

import (
	"bufio"
	"io"
	"net/http"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

func TestSimulateServesUntilASignal(t *testing.T) {
	c := &child{dir: t.TempDir()}
	simulate := c.command(t, "simulate", "--addr", "127.0.0.1:0", "--calm", "--key", "k")
	pipe, err := simulate.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := simulate.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { simulate.Process.Kill() })
	stdout := bufio.NewReader(pipe)
	first, err := stdout.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(first)
	answer, err := http.Get(url + "/v1/leads/")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusUnauthorized || answer.Header.Get("X-Simulator") == "" {
		t.Errorf("without the key it answers %s, and says X-Simulator: %q", answer.Status, answer.Header.Get("X-Simulator"))
	}
	simulate.Process.Signal(syscall.SIGTERM)
	rest, _ := io.ReadAll(stdout)
	if err := simulate.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	for _, want := range []string{"export PROPEXO_API_KEY=k\n", "--base-url " + url + "\n", "1  request, 0 of them to create a lead"} {
		if !strings.Contains(string(rest), want) {
			t.Errorf("it did not say %q:\n%s", want, rest)
		}
	}
}

func TestSimulateListensOnLoopbackOnly(t *testing.T) {
	c := &child{dir: t.TempDir()}
	out, err := c.command(t, "simulate", "--addr", "0.0.0.0:0").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "loopback") {
		t.Errorf("it said %s (%v)", out, err)
	}
}
