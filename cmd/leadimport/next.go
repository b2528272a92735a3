package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"leadimport/importer"
)

// The flags that the next command needs to mean the same: another run,
// leadimport settle, leadimport close.
var (
	carried = []string{"mapping", "ledger", "base-url", "api-key-file", "simulate", "rate", "workers", "request-timeout"}
	settles = []string{"ledger", "base-url", "api-key-file", "rate", "workers", "request-timeout"}
	closes  = []string{"ledger", "base-url", "simulate"}
)

// next lists the commands that go on from here, ready to be typed: that for
// what is to be mended, that for what was left, that for what is open. A
// simulator has forgotten what is open.
func (m *importing) next(s *summary) {
	looked := s.Counts[importer.Unknown] + s.Counts[importer.Partial] // for a person to close, not to mend
	if s.FailureRows > looked {
		s.then(s.mending(looked), append([]string{"run", dashless(nearby(s.Failures))}, again(m.set, carried...)...))
	}
	if s.Left > 0 && m.file != "-" {
		limit := "--limit=" + m.set.Lookup("limit").Value.String()
		s.then("To send more:", append([]string{"run", dashless(m.file), limit}, again(m.set, carried...)...))
	}
	if s.Counts[importer.Accepted]+s.Counts[importer.Unknown] > 0 && !m.simulate {
		s.then("To learn what became of the leads that are open:", append([]string{"settle"}, again(m.set, settles...)...))
	}
	if looked > 0 {
		s.then("Look in Entrata for leads that stay unknown, and at those that are partial; import_fix names each:",
			append([]string{"close", "LEAD", "--exists"}, again(m.set, closes...)...))
	}
}

// then adds a command, and the words that lead over to it.
func (s *summary) then(advice string, words []string) {
	s.advice = append(s.advice, advice)
	s.Next = append(s.Next, shellLine(append([]string{"leadimport"}, words...)...))
}

// mending leads over to running the failures.
func (s *summary) mending(looked int) string {
	switch {
	case s.Stopped != nil && s.Stopped.Reason == importer.CredentialsRefused:
		return "With the right key, run the failures file:"
	case s.Stopped != nil && s.Stopped.Reason == importer.WrongAddress:
		return "With the right address, run the failures file:"
	case s.Counts[importer.Unsent]-s.Left == s.FailureRows-looked:
		return "Nothing is to be mended. To go on:"
	}
	return "Mend the rows in the failures file, save it as CSV, and run it:"
}

// again are those of the named flags that were given, to be given again.
func again(flags *pflag.FlagSet, names ...string) []string {
	var words []string
	for _, name := range names {
		f := flags.Lookup(name)
		switch {
		case f == nil || !f.Changed:
		case f.Value.Type() == "bool":
			words = append(words, "--"+name)
		default:
			words = append(words, "--"+name, f.Value.String())
		}
	}
	return words
}

// dashless keeps a file's name from being taken for a flag.
func dashless(path string) string {
	if strings.HasPrefix(path, "-") {
		return "." + string(filepath.Separator) + path
	}
	return path
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
