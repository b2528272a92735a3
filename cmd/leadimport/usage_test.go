package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The usage is written by hand: these tests hold it to the commands.

func commands() []*cobra.Command {
	root := new(program).rootCommand()
	return append([]*cobra.Command{root}, root.Commands()...)
}

func TestUsageFitsAScreen(t *testing.T) {
	for _, c := range commands() {
		lines := strings.Split(strings.TrimRight(c.Long, "\n"), "\n")
		if len(lines) > 33 {
			t.Errorf("%s: %d lines of usage", c.Name(), len(lines))
		}
		for _, line := range lines {
			if len(line) > 88 {
				t.Errorf("%s: a line of %d characters: %s", c.Name(), len(line), line)
			}
		}
		if last := lines[len(lines)-1]; !strings.HasPrefix(last, "  leadimport ") {
			t.Errorf("%s: its usage ends in %q, not in an example", c.Name(), last)
		}
	}
}

func TestUsageNamesEveryFlag(t *testing.T) {
	for _, c := range commands() {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !strings.Contains(c.Long, "--"+f.Name) {
				t.Errorf("%s: its usage does not name --%s", c.Name(), f.Name)
			}
		})
	}
}

func TestRootUsageNamesEveryCommand(t *testing.T) {
	for _, c := range commands()[1:] {
		if !c.Hidden && !strings.Contains(rootUsage, "leadimport "+c.Name()) {
			t.Errorf("the usage does not name %s", c.Name())
		}
	}
}

func TestExamplesOfTheUsageParse(t *testing.T) {
	for _, c := range commands() {
		lines := strings.Split(strings.TrimSpace(c.Long), "\n")
		words := strings.Fields(lines[len(lines)-1])[1:]
		named, rest, err := new(program).rootCommand().Find(words)
		if err == nil {
			err = named.ParseFlags(rest)
		}
		if err == nil {
			err = named.ValidateArgs(named.Flags().Args())
		}
		if err != nil {
			t.Errorf("%s: its example: %v", c.Name(), err)
		}
	}
}
