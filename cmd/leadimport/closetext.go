package main

import (
	"fmt"
	"io"
	"strings"
)

// printClosed names the files that a person's word has changed.
func printClosed(to io.Writer, runs []rewritten) error {
	var b strings.Builder
	for _, r := range runs {
		if r.Trouble != "" {
			fmt.Fprintf(&b, "the files of run %d were not written again: %s\n", r.Run, r.Trouble)
			continue
		}
		nameFiles(&b, "", r.Results, r.Failures, r.failures)
	}
	_, err := io.WriteString(to, b.String())
	return err
}
