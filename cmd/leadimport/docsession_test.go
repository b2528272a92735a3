package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A document is a Markdown file whose fenced blocks show a session: a line that
// begins with "$ " is typed, what follows is printed. A block in which nothing
// is typed is text like any other.
type document struct {
	lines []string
	steps []step
}

// A step is one command of a session and what it prints, standard output and
// standard error as a terminal mixes them.
type step struct {
	line     int // of the command, from 1
	command  string
	from, to int // the lines that it prints, from 0, without blank ones at the end
	want     string
	got      string
}

// typed is the command as the test types it: the program is built already.
func (s *step) typed() string {
	return strings.ReplaceAll(s.command, "go run ./cmd/leadimport", "leadimport")
}

func readDocument(text string) *document {
	d := &document{lines: strings.Split(text, "\n")}
	begin := -1
	for i, line := range d.lines {
		switch {
		case !strings.HasPrefix(line, "```"):
		case begin < 0:
			begin = i + 1
		default:
			d.readBlock(begin, i)
			begin = -1
		}
	}
	return d
}

// readBlock takes the steps of a block.
func (d *document) readBlock(begin, end int) {
	for i := begin; i < end; i++ {
		command, typed := strings.CutPrefix(d.lines[i], "$ ")
		if !typed {
			continue
		}
		s := step{line: i + 1, command: command, from: i + 1, to: i + 1}
		for s.to < end && !strings.HasPrefix(d.lines[s.to], "$ ") {
			s.to++
		}
		for s.to > s.from && d.lines[s.to-1] == "" {
			s.to--
		}
		s.want = strings.Join(d.lines[s.from:s.to], "\n")
		d.steps = append(d.steps, s)
	}
}

// text is the document with what its steps have printed now, where that says
// anything new.
func (d *document) text() string {
	var lines []string
	at := 0
	for _, s := range d.steps {
		lines = append(lines, d.lines[at:s.from]...)
		if settled(s.got) == settled(s.want) {
			s.got = s.want
		}
		if s.got != "" {
			lines = append(lines, strings.Split(s.got, "\n")...)
		}
		at = s.to
	}
	return strings.Join(append(lines, d.lines[at:]...), "\n")
}

// A shell is one sh that a document's commands are typed into: what one of
// them changes (folder, variables, $?) holds for the next.
type shell struct {
	in  io.Writer
	out *bufio.Reader
}

// mark is what tells where the output of a command ends.
const mark = "--- end of step ---"

func startShell(t *testing.T, dir, home string) *shell {
	t.Helper()
	c := exec.Command("sh")
	c.Dir = dir
	c.Env = append(withoutOurs(os.Environ()), "HOME="+home, "TZ=UTC", "LC_ALL=C", "NO_COLOR=1")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		c.Wait()
	})
	return &shell{in, bufio.NewReader(out)}
}

// withoutOurs drops what would make a session of this machine's own.
func withoutOurs(environment []string) []string {
	var kept []string
	for _, entry := range environment {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "LEADIMPORT_") || name == keyVariable || name == "XDG_STATE_HOME" || name == "HOME" {
			continue
		}
		kept = append(kept, entry)
	}
	return kept
}

// run types a command and returns what it prints, with the line ends of a
// document. The next one finds its exit code in $?.
func (sh *shell) run(t *testing.T, command string) string {
	t.Helper()
	fmt.Fprintf(sh.in, "{ %s\n} </dev/null 2>&1; code=$?; echo '%s'; (exit $code)\n", command, mark)
	var b strings.Builder
	for {
		line, err := sh.out.ReadString('\n')
		if before, found := strings.CutSuffix(line, mark+"\n"); found {
			b.WriteString(before) // of a last line without an end
			return strings.TrimRight(strings.ReplaceAll(b.String(), "\r\n", "\n"), "\n")
		}
		if err != nil {
			t.Fatalf("$ %s\nthe shell ended: %v", command, err)
		}
		b.WriteString(line)
	}
}

// difference compares what a document shows with what was printed.
func difference(want, got string) string {
	return "what the document shows (-) and what is printed (+):\n" +
		cmp.Diff(strings.Split(settled(want), "\n"), strings.Split(settled(got), "\n")) +
		"go test ./cmd/leadimport -run TestDocuments -update writes it anew"
}
