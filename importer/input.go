package importer

import (
	"io"
	"slices"
	"strings"

	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// ParseMapping reads a mapping file by the fields of a lead and the encodings
// that a sheet can have; for the rest it is mapping.Parse.
func ParseMapping(file string, text []byte) (*mapping.Mapping, error) {
	return mapping.Parse(file, text, Fields, sheet.Encodings())
}

// An Input is a spreadsheet that was surveyed, with a mapping bound to its
// header. It can be read any number of times.
type Input struct {
	Name       string // the base name, as the person knows it
	Sheet      *sheet.Sheet
	Mapping    *mapping.Mapping
	Projection *mapping.Projection

	open   func() (io.ReadCloser, error)
	header []string // the user's own columns
	users  []int    // their places in the sheet's header; nil if all are the user's
	lead   int      // the place of import_lead, -1 if there is none
}

// NewInput binds the mapping to the surveyed sheet. open must give the very
// bytes that were surveyed, each time from their beginning. Its error is the
// mapping's: columns that the file lacks, or has twice.
func NewInput(name string, s *sheet.Sheet, m *mapping.Mapping, open func() (io.ReadCloser, error)) (*Input, error) {
	in := &Input{Name: name, Sheet: s, Mapping: m, open: open, header: s.Header, lead: -1}
	in.splitOwn()
	projection, err := m.Bind(in.header)
	if err != nil {
		return nil, err
	}
	in.Projection = projection
	return in, nil
}

// splitOwn tells the user's columns from ours of an earlier run.
func (in *Input) splitOwn() {
	var users []int
	for i, name := range in.Sheet.Header {
		switch {
		case !slices.Contains(in.Sheet.Own, i):
			users = append(users, i)
		case strings.TrimSpace(name) == ColumnLead:
			in.lead = i
		}
	}
	if len(users) == len(in.Sheet.Header) {
		return
	}
	in.users, in.header = users, pick(nil, in.Sheet.Header, users)
}

// Header returns the user's own columns.
func (in *Input) Header() []string { return in.header }

// pick appends the cells at the places to dst; a short record has empty ones.
func pick(dst, cells []string, places []int) []string {
	for _, i := range places {
		cell := ""
		if i < len(cells) {
			cell = cells[i]
		}
		dst = append(dst, cell)
	}
	return dst
}
