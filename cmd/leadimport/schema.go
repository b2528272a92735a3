package main

import (
	"github.com/spf13/cobra"

	"leadimport/importer"
	"leadimport/mapping"
)

const schemaUsage = `leadimport schema        print the JSON Schema of mapping files, for editors that
                         complete and check them. A mapping that init wrote asks
                         for it by its first line; to put it where it is sought:

                         leadimport schema > leadimport.schema.json

  leadimport schema
`

func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:  "schema",
		Long: schemaUsage,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := p.stdout.Write(mapping.SchemaOf(importer.Fields))
			return err
		},
	}
}
