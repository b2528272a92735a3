package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"leadimport/importer"
)

// The flags that the next command needs to mean the same: leadimport settle, or
// the run of another file; that of the same file or its failures; leadimport
// close.
var (
	aims    = []string{"ledger", "base-url", "api-key-file", "simulate", "rate", "workers", "request-timeout"}
	carried = append([]string{"mapping"}, aims...)
	closes  = []string{"ledger", "base-url", "simulate"}
)

// A nextStep is a command that goes on from here, ready to be typed, and the
// words that lead over to it. JSON has the command alone.
type nextStep struct{ words, command string }

// MarshalText implements encoding.TextMarshaler.
func (n nextStep) MarshalText() ([]byte, error) { return []byte(n.command), nil }

type nextSteps []nextStep

// add adds a command of leadimport.
func (n *nextSteps) add(words string, command ...string) {
	*n = append(*n, nextStep{words, shellLine(append([]string{"leadimport"}, command...)...)})
}

// runFailures adds the run of the failures file that an earlier run has left,
// with that run's mapping.
func (n *nextSteps) runFailures(r rewritten, flags *pflag.FlagSet) {
	if r.Failures == "" || !toRun(r.tally) {
		return
	}
	command := []string{"run", dashless(nearby(r.Failures))}
	if mapping := nearby(r.mapping); mapping != defaultMapping {
		command = append(command, "--mapping", mapping)
	}
	n.add(mending(r.tally, fmt.Sprintf("the failures file of run %d", r.Run)), append(command, again(flags, aims...)...)...)
}

// settle adds another look at what is open.
func (n *nextSteps) settle(flags *pflag.FlagSet) {
	n.add("To learn what became of the leads that are open:", append([]string{"settle"}, again(flags, aims...)...)...)
}

// close adds what a person can do about leads in doubt.
func (n *nextSteps) close(flags *pflag.FlagSet) {
	n.add("Look in Entrata for leads that stay unknown, and at those that are partial; import_fix names each:",
		append([]string{"close", "LEAD", "--exists"}, again(flags, closes...)...)...)
}

func (n nextSteps) print(b *strings.Builder) {
	for _, next := range n {
		fmt.Fprintf(b, "\n%s\n  %s\n", next.words, next.command)
	}
}

// toRun says whether failures hold rows to run again. Unknown ones alone are
// sought by leadimport settle just as well.
func toRun(t *importer.Tally) bool { return t.Mend+t.Again > t.Counts[importer.Unknown] }

// mending leads over to running a failures file again.
func mending(t *importer.Tally, file string) string {
	switch {
	case t.Mend == 0:
		return "Nothing is to be mended. Run " + file + " again:"
	case t.Again == 0:
		return "Mend the rows in " + file + ", save it as CSV, and run it:"
	}
	return fmt.Sprintf("Mend %s in %s (only to be run again: %s), save it as CSV, and run it:",
		count(t.Mend, "row"), file, number(t.Again))
}

// again are those of the named flags that were given, to be given again. What
// only the environment says is not meant for the embedded simulator, which has
// an address of its own, and a ledger beside the one that is named there.
func again(flags *pflag.FlagSet, names ...string) []string {
	var words []string
	for _, name := range names {
		f := flags.Lookup(name)
		switch {
		case f == nil || !f.Changed:
		case simulated(flags) && !typed(flags, name) && (name == "base-url" || name == "ledger"):
		case f.Value.Type() == "bool":
			if f.Value.String() == "true" {
				words = append(words, "--"+name)
			}
		default:
			words = append(words, "--"+name, f.Value.String())
		}
	}
	return words
}

// dashless keeps a file's name from being taken for a flag; "-" is standard
// input.
func dashless(path string) string {
	if strings.HasPrefix(path, "-") && path != "-" {
		return "." + string(filepath.Separator) + path
	}
	return path
}

// fromInput says in front of a command's colon that standard input, which has
// been read, is needed again.
func fromInput(file string) string {
	if file == "-" {
		return ", with the same standard input"
	}
	return ""
}

// nearby writes an absolute path as the person would: relative if it is in or
// below the folder in which the command was typed.
func nearby(path string) string {
	if path == "" {
		return ""
	}
	here, err := filepath.Abs(".")
	if err != nil {
		return path
	}
	if near, err := filepath.Rel(here, path); err == nil && filepath.IsLocal(near) {
		return near
	}
	return path
}
