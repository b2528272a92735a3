package importer

import (
	"errors"
	"io"
	"slices"
	"strings"

	"leadimport/importer/sheet"
)

// A Reader streams the rows of an input. It is for one goroutine.
type Reader struct {
	in     *Input
	file   io.Closer
	sheet  *sheet.Reader
	keys   *keyring
	tag    string
	cells  []string
	values []string
}

// Rows starts reading the input. host is that of the API, which every key
// holds; tag is the ledger's, by which an import_lead is known. The caller
// closes the Reader.
func (in *Input) Rows(host, tag string) (*Reader, error) {
	file, err := in.open()
	if err != nil {
		return nil, err
	}
	records, err := sheet.NewReader(file, in.Sheet)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &Reader{in: in, file: file, sheet: records, tag: tag,
		keys: newKeyring(host, in.Mapping.Duplicates)}, nil
}

// Read returns the next row, and io.EOF after the last one. The row is the
// caller's to keep, but for its Record. Any other error means that the input
// cannot be read on.
func (r *Reader) Read() (*Row, error) {
	record, err := r.sheet.Read()
	if err != nil {
		return nil, err
	}
	row := &Row{Number: record.Row, Problem: record.Problem, Record: record}
	cells := r.userCells(record.Cells)
	if row.Problem == nil {
		r.values, row.Findings = r.in.Projection.Project(r.values, cells)
		row.Values = slices.Clone(r.values)
	}
	row.Linked, row.Tagged = r.linked(record.Cells)
	r.identify(row, cells)
	return row, nil
}

// Close ends the reading.
func (r *Reader) Close() error { return r.file.Close() }

func (r *Reader) identify(row *Row, cells []string) {
	switch {
	case row.Problem != nil:
		row.rowKey = r.keys.sum(r.keys.host, "row", fold(row.Record.Raw))
	case row.Unusable():
		row.rowKey = r.keys.rowKey(r.in.header, cells, r.in.Projection.Used())
	default:
		row.Person = r.keys.person(row.Values)
	}
}

func (r *Reader) userCells(cells []string) []string {
	if r.in.users == nil {
		return cells
	}
	r.cells = pick(r.cells[:0], cells, r.in.users)
	return r.cells
}

func (r *Reader) linked(cells []string) (id LeadID, tagged bool) {
	if r.in.lead < 0 || r.in.lead >= len(cells) {
		return 0, false
	}
	text := strings.TrimSpace(cells[r.in.lead])
	id, _ = ParseLead(r.tag, text)
	return id, text != ""
}
