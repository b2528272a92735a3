//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestMemoryOfARun bounds the memory of the program at its largest. It is
// built for this, as the test's own binary holds much else, and its API is
// another process. LEADIMPORT_TEST_MILLION=1 adds a million rows, which takes
// minutes.
func TestMemoryOfARun(t *testing.T) {
	if testing.Short() {
		t.Skip("it sends a hundred thousand rows")
	}
	program := filepath.Join(t.TempDir(), "leadimport")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for _, test := range []struct{ rows, most int }{{100_000, 60}, {1_000_000, 150}} {
		t.Run(fmt.Sprint(test.rows), func(t *testing.T) {
			if test.rows >= 1_000_000 && os.Getenv("LEADIMPORT_TEST_MILLION") == "" {
				t.Skip("LEADIMPORT_TEST_MILLION is not set")
			}
			began := time.Now()
			got := peakMemory(t, program, test.rows)
			t.Logf("%d rows: %.1f MB at the most, in %.0f s", test.rows, got, time.Since(began).Seconds())
			if got > float64(test.most) {
				t.Errorf("%d rows took %.1f MB, want at most %d", test.rows, got, test.most)
			}
		})
	}
}

// peakMemory runs the program over so many rows and returns the most memory
// that it had resident, in MB. A process's own word on it is read while it
// runs: what wait4 tells would count the test's memory too, at the fork.
func peakMemory(t *testing.T, program string, rows int) float64 {
	t.Helper()
	f := newFolder(t, simulatorProcess(t, program), people(rows), peopleMapping)
	c := f.importing("leads.csv", "--workers", "64", "--summary", "summary.json")
	c.Path = program
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	most := 0
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			if most == 0 || !strings.Contains(f.read("summary.json"), fmt.Sprintf(`"accepted": %d`, rows)) {
				t.Fatalf("the run was not as it should be: %s", f.read("summary.json"))
			}
			return float64(most) / 1024
		case <-time.After(5 * time.Millisecond):
			most = max(most, highWater(c.Process.Pid))
		}
	}
}

// highWater is the most that a process has had resident, in kB; 0 if it is
// gone.
func highWater(pid int) int {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(value)[0])
			return kb
		}
	}
	return 0
}
