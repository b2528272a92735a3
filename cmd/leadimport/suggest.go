package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/mapping"
)

// unknownCommand answers a word that is no command. A file's name is what
// people type who have forgotten the command.
func unknownCommand(root *cobra.Command, word string) error {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	hint := "leadimport --help lists the commands"
	if near := nearest(word, names); near != "" {
		hint = "did you mean leadimport " + near + "?"
	} else if strings.ContainsAny(word, "./\\") {
		hint = "did you mean leadimport run " + shellQuote(word) + "?"
	}
	return usageError("there is no command %q; %s", word, hint)
}

// flagError words what the flags' parser complains of.
func flagError(c *cobra.Command, err error) error {
	more := c.CommandPath() + " --help lists the flags"
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		if near := nearest(unknown.GetSpecifiedName(), flagNames(c)); near != "" {
			more = "did you mean --" + near + "?"
		}
		return usageError("there is no flag --%s; %s", unknown.GetSpecifiedName(), more)
	case errors.As(err, &value):
		return usageError("--%s %s: %s", value.GetFlag().Name, shellQuote(value.GetValue()), wanted(value.GetFlag()))
	}
	return usageError("%w; %s", err, more)
}

// wanted says what a flag takes.
func wanted(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "duration":
		return "it takes a duration, such as 90s, 10m or 2h"
	case "int", "uint64", "int64":
		return "it takes a whole number"
	case "bool":
		return "it takes no value"
	}
	return fmt.Sprintf("it takes a %s", f.Value.Type())
}

func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// nearest returns the name that somebody who typed word probably meant, or
// nothing: the one with the fewest slips, two at most and fewer in short words,
// or the only one that begins with it.
func nearest(word string, names []string) string {
	word = strings.ToLower(word)
	best, fewest := "", min(3, len(word)/2+1)
	for _, name := range names {
		if slips := mapping.Distance(word, name); slips < fewest {
			best, fewest = name, slips
		}
	}
	begun := slices.DeleteFunc(slices.Clone(names), func(s string) bool { return !strings.HasPrefix(s, word) })
	if best == "" && len(begun) == 1 && len(word) > 2 {
		return begun[0]
	}
	return best
}
