package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
)

// carried are the flags that the next command needs to mean the same.
var carried = []string{
	"mapping", "ledger", "base-url", "api-key-file", "simulate", "rate", "workers", "request-timeout",
}

// next lists the commands that go on from here, ready to be typed: first that
// for what is to be mended, then that for what was left.
func (m *importing) next(s *summary) []string {
	var next []string
	again := again(m.set)
	if s.Failures != "" {
		next = append(next, shellLine(append([]string{"leadimport", "run", dashless(nearby(s.Failures))}, again...)...))
	}
	if s.Left > 0 && m.file != "-" {
		limit := "--limit=" + m.set.Lookup("limit").Value.String()
		next = append(next, shellLine(append([]string{"leadimport", "run", dashless(m.file), limit}, again...)...))
	}
	if len(next) == 0 && s.open() > 0 {
		next = append(next, shellLine(append([]string{"leadimport", "runs"}, m.ledgerFlag()...)...))
	}
	return next
}

// again are the flags to give again.
func again(flags *pflag.FlagSet) []string {
	var words []string
	for _, name := range carried {
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

func (m *importing) ledgerFlag() []string {
	if !m.simulate && !m.set.Changed("ledger") {
		return nil
	}
	return []string{"--ledger", nearby(m.ledger.Path())}
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
