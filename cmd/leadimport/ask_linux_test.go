package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"leadimport/importer/propexo/propexotest"
)

// A terminal is what a person sits at who is asked.
type terminal struct {
	t            *testing.T
	ours, theirs *os.File
	seen         strings.Builder
}

func newTerminal(t *testing.T) *terminal {
	t.Helper()
	ours, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no terminals here: ", err)
	}
	var locked, number int32
	control(t, ours, syscall.TIOCSPTLCK, &locked)
	control(t, ours, syscall.TIOCGPTN, &number)
	theirs, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { errors.Join(ours.Close(), theirs.Close()) })
	return &terminal{t: t, ours: ours, theirs: theirs}
}

func control(t *testing.T, f *os.File, request uintptr, value *int32) {
	t.Helper()
	if _, _, failed := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(unsafe.Pointer(value))); failed != 0 {
		t.Fatal(failed)
	}
}

// start starts a command at the terminal, and returns when it has asked its
// question.
func (p *terminal) start(c *exec.Cmd) {
	p.t.Helper()
	c.Stdin, c.Stderr = p.theirs, p.theirs
	if err := c.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { c.Process.Kill() })
	text := make([]byte, 1000)
	for !strings.Contains(p.seen.String(), "[y/N]") {
		n, err := p.ours.Read(text)
		if err != nil {
			p.t.Fatal(err)
		}
		p.seen.Write(text[:n])
	}
}

// answer types a line, and returns the exit code.
func (p *terminal) answer(c *exec.Cmd, line string) (code int) {
	p.t.Helper()
	if _, err := p.ours.WriteString(line + "\n"); err != nil {
		p.t.Fatal(err)
	}
	if err := c.Wait(); err != nil && c.ProcessState.ExitCode() < 0 {
		p.t.Fatal(err)
	}
	p.theirs.Close()
	io.Copy(&p.seen, p.ours) // its end is an error: nobody sits at the other side
	return c.ProcessState.ExitCode()
}

// TestQuestionKeepsNobodyWaiting leaves the question before the first lead
// open while another run sends leads of the same file.
func TestQuestionKeepsNobodyWaiting(t *testing.T) {
	api, url, stop := propexotest.Start(propexotest.Config{Key: testKey})
	t.Cleanup(stop)
	f := newFolder(t, url, people(3), peopleMapping)
	p := newTerminal(t)
	asking := f.importing("leads.csv")
	p.start(asking)
	if !strings.Contains(p.seen.String(), "3 of 3 rows will be sent") {
		t.Errorf("it asks %q", p.seen.String())
	}
	f.write("other.csv", people(2))
	f.run(exitDone, "other.csv", "--results", "other.results.csv")
	if code := p.answer(asking, "y"); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, p.seen.String())
	}
	var attempts int
	for _, line := range f.lines("results.csv") {
		if !line.taken() {
			t.Errorf("row %s is %s", line["import_row"], line.status())
		}
		attempts += line.attempts()
	}
	if stored := api.Counts().Stored; attempts != 1 || stored != 3 {
		t.Errorf("it sent %d leads, and the API has %d; want 1 and 3", attempts, stored)
	}
}

// TestAnswerIsToWhatWasAsked changes the file while the question stands.
func TestAnswerIsToWhatWasAsked(t *testing.T) {
	api, url, stop := propexotest.Start(propexotest.Config{Key: testKey})
	t.Cleanup(stop)
	for name, test := range map[string]struct{ answer, says string }{
		"yes": {"y", "leads.csv has changed while the question stood"},
		"no":  {"", "the answer was not y"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t, url, people(3), peopleMapping)
			p := newTerminal(t)
			asking := f.importing("leads.csv")
			p.start(asking)
			f.write("leads.csv", people(4))
			if code := p.answer(asking, test.answer); code != exitError || !strings.Contains(p.seen.String(), test.says) {
				t.Errorf("exit code %d\n%s", code, p.seen.String())
			}
			if stored := api.Counts().Stored; stored != 0 {
				t.Errorf("%d leads were sent", stored)
			}
		})
	}
}
