package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

const rootUsage = `leadimport creates leads in a property's Entrata system, through Propexo,
from a spreadsheet export.

  leadimport run FILE       import FILE (.csv, .tsv or .txt, each also .gz;
                            - is standard input)
  leadimport check FILE     everything but sending: no key, no network
  leadimport init FILE      write a mapping for FILE, for you to complete
  leadimport settle         learn what became of leads that are open still
  leadimport close LEAD     say what you saw in Entrata of a lead in doubt
  leadimport verify         compare what was created with what Entrata has
  leadimport runs           earlier runs, their counts, what is open
  leadimport results RUN    write the files of a run again
  leadimport simulate       a simulator of the API on a loopback port
  leadimport schema         the JSON Schema of mapping files, for editors
  leadimport version

leadimport COMMAND --help tells more of a command.

Running a file again is always safe: what was sent is not sent again.

Try it, without a key and without a network:

  leadimport run leads.csv --mapping leadimport.toml --simulate
`

// rootCommand puts the commands together: each has a file of its own.
func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:               "leadimport",
		Long:              rootUsage,
		SilenceUsage:      true,
		SilenceErrors:     true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		Args:              cobra.ArbitraryArgs,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return p.fillFromEnvironment(c.Flags()) },
	}
	root.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args[0])
		}
		fmt.Fprint(p.stderr, rootUsage)
		return &exitCode{code: exitUsage}
	}
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { fmt.Fprint(p.stdout, c.Long) })
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		p.runCommand(),
		p.checkCommand(),
		p.initCommand(),
		p.settleCommand(),
		p.closeCommand(),
		p.verifyCommand(),
		p.runsCommand(),
		p.resultsCommand(),
		p.simulateCommand(),
		p.schemaCommand(),
		p.versionCommand(),
	)
	return root
}

// oneFile takes the one argument of commands that read a spreadsheet.
func oneFile(c *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return usageError("%s needs the file to read, or - for standard input", c.CommandPath())
	case 1:
		return nil
	}
	return usageError("%s takes one file, not %d: a name with blanks needs quotes", c.CommandPath(), len(args))
}

func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError("%s takes no arguments, and was given %q", c.CommandPath(), args[0])
	}
	return nil
}
