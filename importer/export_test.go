package importer

import "leadimport/mapping"

func badRow() *Row {
	return &Row{Number: 2, Findings: []mapping.Finding{{Code: "bad_date", Field: "target_move_in_date"}}}
}
