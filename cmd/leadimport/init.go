package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadimport/importer"
	"leadimport/mapping"
)

const initUsage = `leadimport init FILE     write a mapping for FILE from its header and all its values:
                         columns are matched to fields by their names, exact
                         before similar, and by what they hold. It does not guess
                         between two: what is open, and what only you know, such
                         as ids, is marked in the file, and check names it.

  --mapping FILE    the mapping to write (leadimport.toml); -o FILE for short.
                    A file that exists is never overwritten
  --encoding NAME   of a file that is not UTF-8: windows-1252, macintosh, shift_jis
  --header-row N    the row of the column names, as Excel counts it

Exit code: 0 written, 1 not written, 2 wrong usage.

  leadimport init leads.csv
`

type initFlags struct {
	mapping   string
	encoding  string
	headerRow int
	set       *pflag.FlagSet
}

func (p *program) initCommand() *cobra.Command {
	f := new(initFlags)
	c := &cobra.Command{
		Use:  "init FILE",
		Long: initUsage,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error { return p.initMapping(f, args[0]) },
	}
	f.set = c.Flags()
	f.set.StringVarP(&f.mapping, "mapping", "o", defaultMapping, "")
	f.set.StringVar(&f.encoding, "encoding", "", "")
	f.set.IntVar(&f.headerRow, "header-row", 0, "")
	return c
}

// initMapping carries out leadimport init.
func (p *program) initMapping(f *initFlags, file string) error {
	if f.set.Changed("header-row") && f.headerRow < 1 {
		return usageError("--header-row %d: rows are counted from 1, as Excel counts them", f.headerRow)
	}
	if _, err := os.Lstat(f.mapping); err == nil {
		return existing(f.mapping) // before a long file is read for nothing
	}
	source, err := p.lookAt(file)
	if err != nil {
		return err
	}
	defer source.close()
	input, err := surveyForInit(f, source, file)
	if err != nil {
		return err
	}
	proposal, err := input.propose()
	if err != nil {
		return err
	}
	if err := writeNew(f.mapping, proposal.Text); err != nil {
		return err
	}
	_, err = io.WriteString(p.stdout, f.report(file, input, proposal))
	return err
}

func existing(file string) error {
	return fmt.Errorf("%s exists, and init overwrites nothing: remove it, or name another with --mapping", file)
}

// writeNew writes a file that must not exist. It is read by everybody who may
// import, so it is no secret: it holds ids, and no person.
func writeNew(file string, text []byte) error {
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return existing(file)
	}
	if err != nil {
		return fmt.Errorf("the mapping %s cannot be written: %w", file, importer.Plain(err))
	}
	_, err = out.Write(text)
	if err = errors.Join(err, out.Close()); err != nil {
		os.Remove(file)
		return fmt.Errorf("writing the mapping %s: %w", file, err)
	}
	return nil
}

// report says what was written, what is left to do, and what to type then.
func (f *initFlags) report(file string, in *surveyed, m *mapping.Proposal) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", shown(in.base), in.sheet)
	fmt.Fprintf(&b, "%s was written: columns feed %s\n", f.mapping, count(len(m.Mapped), "field"))
	if m.Placeholders > 0 {
		fmt.Fprintf(&b, "  to fill in   %s in the form \"<...>\"\n", count(m.Placeholders, "value"))
	}
	if len(m.Open) > 0 {
		fmt.Fprintf(&b, "  to decide    %s\n", listed(m.Open, 8))
	}
	if len(m.Unmapped) > 0 {
		fmt.Fprintf(&b, "  not mapped   %s\n", listed(m.Unmapped, 8))
	}
	check := []string{"leadimport", "check", dashless(file)}
	if f.mapping != defaultMapping {
		check = append(check, "--mapping", f.mapping)
	}
	fmt.Fprintf(&b, "\nEdit it, then see what would be sent%s:\n  %s\n", fromInput(file), shellLine(check...))
	return b.String()
}

// propose reads the input's records for a proposal.
func (in *surveyed) propose() (*mapping.Proposal, error) {
	var failed error
	proposal := mapping.Propose(mapping.Spreadsheet{
		Name:      shown(in.base),
		Header:    in.users(in.sheet.Header),
		Records:   func(yield func([]string) bool) { failed = errors.Join(failed, in.records(yield)) },
		Encoding:  in.encoding,
		HeaderRow: in.headerRow,
	}, importer.Fields)
	return proposal, failed
}
