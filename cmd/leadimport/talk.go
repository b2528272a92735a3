package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"

	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// talkativeness is how much a command says on standard error. Silencing talk
// never silences data: the summary on standard output stays.
type talkativeness struct {
	quiet, verbose bool
	format         string
}

func (t *talkativeness) addFlags(flags *pflag.FlagSet) {
	flags.BoolVar(&t.quiet, "quiet", false, "")
	flags.BoolVar(&t.verbose, "verbose", false, "")
	flags.StringVar(&t.format, "log-format", "text", "")
}

func (t *talkativeness) check() error {
	switch {
	case t.quiet && t.verbose:
		return usageError("--quiet and --verbose contradict each other")
	case t.format != "text" && t.format != "json":
		return usageError("--log-format %s: it is text or json", shellQuote(t.format))
	}
	return nil
}

// A talk is everything that a command says on standard error: plain lines for
// a person, log lines, and on a terminal a progress bar, which no line ever
// tears. It is safe for concurrent use.
type talk struct {
	talkativeness
	terminal bool // standard error is one
	colour   bool
	log      *slog.Logger

	mu  sync.Mutex
	out io.Writer
	bar standing // on the terminal's last line; nil if there is none
}

func (p *program) newTalk(how talkativeness) *talk {
	t := &talk{talkativeness: how, out: p.stderr, terminal: isTerminal(p.stderr)}
	t.colour = t.terminal && p.env("NO_COLOR") == "" && p.env("TERM") != "dumb"
	level := slog.LevelWarn
	switch {
	case how.verbose:
		level = slog.LevelDebug
	case how.quiet:
		level = slog.LevelError
	case how.format == "json":
		level = slog.LevelInfo
	}
	t.log = slog.New(t.handler(level))
	return t
}

func (t *talk) handler(level slog.Level) slog.Handler {
	options := &slog.HandlerOptions{Level: level}
	switch {
	case t.format == "json":
		return slog.NewJSONHandler(t, options)
	case t.terminal:
		return &plainLog{to: t, level: level}
	}
	return slog.NewTextHandler(t, options)
}

// say says a line that a person may want to know. With --log-format json it is
// a log record, so that all of standard error can be read by a machine.
func (t *talk) say(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	switch {
	case t.quiet:
	case t.format == "json":
		t.log.Info(strings.TrimSpace(line))
	default:
		io.WriteString(t, line+"\n")
	}
}

// strong marks a word that must not be overlooked.
func (t *talk) strong(word string) string {
	if !t.colour || t.format == "json" {
		return word
	}
	return "\x1b[1m" + word + "\x1b[0m"
}

// A standing is what stands on a terminal's last line: it is cleared before
// another line is written, and drawn again below it.
type standing interface {
	clear()
	draw()
}

// clearLine clears the line on which a terminal's cursor stands, and begins it.
const clearLine = "\x1b[2K\r"

// Write writes whole lines above the bar.
func (t *talk) Write(line []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.bar == nil {
		return t.out.Write(line)
	}
	t.bar.clear()
	defer t.bar.draw()
	return t.out.Write(line)
}

// isTerminal says whether a stream is one that a person looks at.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
