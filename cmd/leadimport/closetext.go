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
		fmt.Fprintf(&b, "results   %s\n", nearby(r.Results))
		if r.Failures != "" {
			fmt.Fprintf(&b, "failures  %s (%s)\n", nearby(r.Failures), count(r.failures, "row"))
		}
	}
	_, err := io.WriteString(to, b.String())
	return err
}
