package main

import (
	"io"
	"slices"
	"strings"

	"leadimport/importer"
	"leadimport/mapping"
)

// propertiesOf lists the properties that the rows name, as the spreadsheet
// writes them and with their ids, in the order in which they appear.
func propertiesOf(in *importer.Input, host string) ([]string, error) {
	rows, err := in.Rows(host, "")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	field := slices.IndexFunc(importer.Fields, func(f mapping.Field) bool { return f.Name == "property_id" })
	column := columnOf(in, "property_id")
	var properties []string
	seen := map[string]bool{}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return properties, nil
		}
		if err != nil {
			return nil, err
		}
		if row.Unusable() || seen[row.Values[field]] {
			continue
		}
		id := row.Values[field]
		seen[id] = true
		properties = append(properties, named(row, column, id))
	}
}

func named(row *importer.Row, column int, id string) string {
	if column < 0 || column >= len(row.Record.Cells) {
		return id
	}
	name := strings.TrimSpace(row.Record.Cells[column])
	if name == "" || name == id {
		return id
	}
	return name + " (" + id + ")"
}

// columnOf is the place of the one column that feeds a field, -1 if it is not
// one.
func columnOf(in *importer.Input, field string) int {
	columns := in.Projection.Columns(field)
	if len(columns) != 1 {
		return -1
	}
	return slices.IndexFunc(in.Sheet.Header, func(name string) bool {
		return strings.Join(strings.Fields(name), " ") == columns[0]
	})
}
