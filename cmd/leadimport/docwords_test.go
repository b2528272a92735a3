package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/importer"
)

// TestReadmeNamesEverything holds the manual complete: whoever adds a word to
// the program adds it there.
func TestReadmeNamesEverything(t *testing.T) {
	readme := readText(t, "README.md")
	for what, words := range map[string][]string{
		"status":      texts(importer.Statuses),
		"column":      importer.OwnColumns,
		"field":       fieldNames(),
		"variable":    append(variableNames(), keyVariable),
		"exit code":   constants(t, "cmd/leadimport/exit.go"),
		"reason":      constants(t, "importer/reason.go", "mapping/codes.go", "importer/sheet/problem.go"),
		"stop reason": constants(t, "importer/stop.go"),
		"mapping key": mappingKeys(t),
		"key of JSON": keysOfJSON(),
	} {
		for _, word := range words {
			if !strings.Contains(readme, "`"+word+"`") {
				t.Errorf("README.md does not name the %s `%s`", what, word)
			}
		}
	}
}

// TestReadmeNamesEveryCommand looks for a section of each command, and for all
// of its flags in it.
func TestReadmeNamesEveryCommand(t *testing.T) {
	readme := readText(t, "README.md")
	for _, c := range shownCommands() {
		_, section, found := strings.Cut(readme, "\n### leadimport "+c.Name()+"\n")
		if !found {
			t.Errorf("README.md has no section ### leadimport %s", c.Name())
			continue
		}
		section, _, _ = strings.Cut(section, "\n##")
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && !slices.Contains(flagPattern.FindAllString(section, -1), "--"+f.Name) {
				t.Errorf("README.md does not name --%s in the section of leadimport %s", f.Name, c.Name())
			}
		})
	}
}

var flagPattern = regexp.MustCompile(`--[a-z][a-z-]*`)

func shownCommands() []*cobra.Command {
	p := &program{env: func(string) string { return "" }}
	return slices.DeleteFunc(p.rootCommand().Commands(), func(c *cobra.Command) bool { return c.Hidden })
}
