package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"leadimport/importer"
)

// nobodys is how many different people share a contact value that is nobody's
// detail any more: it is shown, so that it can be put into the mapping.
const nobodys = 10

// printCheck writes the report of a check, and the next command to type.
func (p *program) printCheck(f *checkFlags, file string, in *importer.Input, r *importer.Report) error {
	for i, shared := range r.Shared {
		if shared.People < nobodys {
			r.Shared[i].Value = blurred(shared.Value)
		}
	}
	if f.json {
		return writeJSON(p.stdout, r)
	}
	var b strings.Builder
	if r.Row != nil {
		printWay(&b, r.Row)
	} else {
		printReport(&b, f, in, r)
		if r.Send > 0 {
			var next nextSteps
			next.add("To send them"+fromInput(file)+":", append([]string{"run", dashless(file)}, again(f.set, carried...)...)...)
			next.print(&b)
		}
	}
	_, err := io.WriteString(p.stdout, b.String())
	return err
}

func printReport(b *strings.Builder, f *checkFlags, in *importer.Input, r *importer.Report) {
	fmt.Fprintf(b, "%s: %s\n%s\n", shown(in.Name), in.Sheet, verdict(f, r))
	printCauses(b, r.Tally.Causes)
	b.WriteString("\n")
	for _, fill := range r.Fields {
		from := "the same value for every row"
		if len(fill.Columns) > 0 {
			from = listed(quoted(fill.Columns), 4)
		}
		fmt.Fprintf(b, "%9s  %-26s %s\n", number(fill.Rows), fill.Field, from)
	}
	if len(r.Unused) > 0 {
		fmt.Fprintf(b, "\ncolumns that no field uses: %s\n", listed(quoted(r.Unused), 12))
	}
	if r.Strays > 0 {
		fmt.Fprintf(b, "\n%s\n", strays(r.Strays))
	}
	if r.NoContact > 0 {
		fmt.Fprintf(b, "\n%s with neither an e-mail nor a phone: they are told apart by their names alone\n", count(r.NoContact, "row"))
	}
	for _, s := range r.Shared {
		fmt.Fprintf(b, "\n%s %s stands in %s of %d different people (%s): if it means nothing, put it under empty in [input]\n",
			s.Field, s.Value, count(s.Rows, "row"), s.People, firstRows(importer.Cause{Rows: s.Rows, First: s.First}))
	}
}

// verdict is the one line that says it all: "4,812 rows: 37 would be sent,
// 4,770 known, 5 invalid; about 15 s".
func verdict(f *checkFlags, r *importer.Report) string {
	parts := []string{number(r.Send) + " would be sent"}
	if r.Known > 0 {
		parts = append(parts, number(r.Known)+" known")
	}
	for _, status := range importer.Statuses {
		n := r.Tally.Counts[status]
		if n > 0 && !slices.Contains([]importer.Status{importer.Skipped, importer.Accepted, importer.Created}, status) {
			parts = append(parts, number(n)+" "+string(status))
		}
	}
	line := count(r.Rows, "row") + ": " + strings.Join(parts, ", ")
	if takes := estimate(r.Send, f.pace); takes > 0 {
		line += "; about " + roughly(takes)
	}
	return line
}

// printWay shows one row's way, cells and all: that is what was asked for.
func printWay(b *strings.Builder, w *importer.Way) {
	fmt.Fprintf(b, "row %d\n\n", w.Row)
	for _, s := range w.Steps {
		value := s.Value
		if value == "" {
			value = "(left out)"
		}
		fmt.Fprintf(b, "%-26s %s\n", s.Field, value)
		if len(s.Columns) > 0 {
			fmt.Fprintf(b, "    from %s: %q\n", listed(quoted(s.Columns), 4), s.Cell)
		}
		if s.Rule != "" {
			fmt.Fprintf(b, "    %s\n", s.Rule)
		}
		for _, finding := range s.Findings {
			fmt.Fprintf(b, "    %s; %s\n", finding.Problem, finding.Fix)
		}
	}
	if len(w.JSON) > 0 {
		fmt.Fprintf(b, "\nas it would be sent:\n%s\n", w.JSON)
	}
	status := string(w.Status)
	if status == "" {
		status = "it would be sent"
	}
	fmt.Fprintf(b, "\n%s\n", strings.Join(slices.DeleteFunc([]string{status, w.Problem, w.Fix}, func(s string) bool { return s == "" }), ": "))
}

// blurred keeps enough of a contact value to find it in the spreadsheet.
func blurred(value string) string {
	if name, domain, ok := strings.Cut(value, "@"); ok && name != "" {
		return name[:1] + "...@" + domain
	}
	return "..." + value[max(0, len(value)-2):]
}
