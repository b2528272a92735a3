package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"leadimport/importer"
)

var (
	commandPattern = regexp.MustCompile("(?:^|[`$/ ])leadimport ([a-z]+)\\b")
	codePattern    = regexp.MustCompile("(?s)```.*?```|`[^`\n]+`")
	columnPattern  = regexp.MustCompile(`\bimport_[a-z_]+`)
)

// TestDocumentsNameNothingElse finds commands, flags and columns in the
// documents that the program does not have, and flags behind a command that
// does not have them.
func TestDocumentsNameNothingElse(t *testing.T) {
	flags := map[string][]string{} // by command; of all under ""
	for _, c := range shownCommands() {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) { flags[c.Name()] = append(flags[c.Name()], "--"+f.Name) })
		flags[c.Name()] = append(flags[c.Name()], "--help")
		flags[""] = append(flags[""], flags[c.Name()]...)
	}
	for _, name := range documents(t) {
		for _, code := range codePattern.FindAllString(readText(t, name), -1) {
			for line := range strings.Lines(code) {
				refuse(t, name, "flag", flagPattern.FindAllString(line, -1), flags[""])
				refuse(t, name, "column", columnPattern.FindAllString(line, -1), importer.OwnColumns)
				refuseCommand(t, name, line, flags)
			}
		}
	}
}

// refuseCommand looks at the command that a line of code calls, if it does.
func refuseCommand(t *testing.T, document, line string, flags map[string][]string) {
	t.Helper()
	at := commandPattern.FindStringSubmatchIndex(line)
	if at == nil {
		return
	}
	command := line[at[2]:at[3]]
	if _, known := flags[command]; !known {
		t.Errorf("%s names the command %s, which there is not", document, command)
		return
	}
	refuse(t, document, "flag", flagPattern.FindAllString(line[at[3]:], -1), flags[command])
}

func refuse(t *testing.T, document, what string, words, known []string) {
	t.Helper()
	for _, word := range words {
		if !slices.Contains(known, word) {
			t.Errorf("%s names the %s %s, which there is not there", document, what, word)
		}
	}
}
