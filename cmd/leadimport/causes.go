package main

import (
	"fmt"
	"strconv"
	"strings"

	"leadimport/importer"
)

// mostCauses is how many causes are told; the failures file has all.
const mostCauses = 12

// printCauses says why rows have their status, but not what the statuses have
// said already.
func printCauses(b *strings.Builder, causes []importer.Cause) {
	told := 0
	for _, c := range causes {
		switch c.Reason {
		case importer.AlreadyCreated, importer.LimitReached, importer.Stopped:
			continue
		}
		if told++; told == 1 {
			b.WriteString("\n")
		}
		if told <= mostCauses {
			printCause(b, c)
		}
	}
	if told > mostCauses {
		fmt.Fprintf(b, "and %s: the results tell each\n", count(told-mostCauses, "other cause"))
	}
}

func printCause(b *strings.Builder, c importer.Cause) {
	text := c.Text
	switch {
	case c.Column != "" && c.Status == importer.Invalid:
		text = strconv.Quote(c.Column) + " " + text // is not a date
	case c.Column != "":
		text = c.Column + ": " + text
	}
	fmt.Fprintf(b, "%s: %s (%s)\n", count(c.Rows, "row"), text, firstRows(c))
	if c.Fix != "" {
		fmt.Fprintf(b, "    %s\n", c.Fix)
	}
}

// firstRows names the rows as Excel counts them: "rows 14, 18, 22 ...".
func firstRows(c importer.Cause) string {
	rows := make([]string, len(c.First))
	for i, row := range c.First {
		rows[i] = number(row)
	}
	text := strings.Join(rows, ", ")
	if c.Rows > len(c.First) {
		text += " ..."
	}
	if c.Rows == 1 {
		return "row " + text
	}
	return "rows " + text
}
