package sheet

import "slices"

// A draft is a record whose neighbours have not been looked at yet.
type draft struct {
	Record
	count int  // cells before padding
	short bool // it has fewer cells than there are names
	cut   bool // it has no line end
}

// draft makes a record of a frame, in the slices of the one that was in d.
func (r *Reader) draft(d *draft, f *frame) {
	if r.page != nil && !isASCII(f.text) {
		r.recode(f)
	}
	d.Record = Record{Row: f.row, Raw: string(f.text), Cells: d.Cells[:0], written: d.written[:0]}
	d.count, d.short, d.cut = len(f.cells), false, len(f.end) == 0
	if f.fault == openQ || f.fault == strayQ {
		d.spoil(r.quoteProblem(f.fault, len(f.cells)))
		return
	}
	d.fill(f.cells, len(r.sheet.Header))
	if mark := r.mark(d); mark != "" {
		r.unwrap(d, mark)
		return
	}
	d.short = d.count < r.named
	d.Problem = r.cellProblem(d)
	r.learn(d)
}

// learn keeps in mind which columns hold e-mail addresses. The first records
// that are complete show it.
func (r *Reader) learn(d *draft) {
	if d.short || d.Problem != nil || r.complete == enoughComplete {
		return
	}
	r.complete++
	for i, cell := range d.Cells {
		if isAddress(cell) {
			r.addresses[i] = true
		}
	}
}

const enoughComplete = 100

// recode puts a frame of a declared encoding into UTF-8. Splitting it again finds
// the same cells, as delimiters and quotes are ASCII.
func (r *Reader) recode(f *frame) {
	r.decoded = r.page.decode(r.decoded[:0], f.text)
	f.text = r.decoded
	f.cells, _, _, _ = split(f.text, r.scan.delimiter, true, f.cells[:0])
}

// fill takes the cells out of Raw and pads them.
func (d *draft) fill(cells []span, width int) {
	for _, c := range cells {
		d.Cells = append(d.Cells, c.value(d.Raw))
		d.written = append(d.written, c.raw(d.Raw))
	}
	for len(d.Cells) < width {
		d.Cells = append(d.Cells, "")
	}
}

// spoil makes d a record whose cells cannot be told apart. Its slices are lost
// to the next record, which is a small price for a rare row.
func (d *draft) spoil(p *Problem) {
	d.Problem, d.Cells, d.written, d.short = p, nil, nil, false
}

// mark returns the code in a column of our own that says: an earlier run put
// the text of a whole row into the first cell, as it could not be split.
// Nothing else may be in the row by now, or somebody has mended it.
func (r *Reader) mark(d *draft) string {
	if r.own == nil {
		return ""
	}
	mark, filled := "", 0
	for i, cell := range d.Cells {
		switch {
		case r.isOwn(i):
			if slices.Contains(unsplit, cell) {
				mark = cell
			}
		case cell != "":
			filled++
		}
	}
	if filled != 1 || d.Cells[r.firstOfUser()] == "" {
		return ""
	}
	return mark
}

// unsplit are the codes of records that are written as one cell.
var unsplit = []string{OpenQuote, StrayQuote, BrokenRow, CutOff, TooLong, TooManyCells}

// firstOfUser returns the user's first column.
func (r *Reader) firstOfUser() int {
	return max(0, slices.Index(r.own, false))
}

// unwrap splits the text of a row that stands in the first cell. If it has been
// mended in place, its cells take their columns; else it is what it was before.
func (r *Reader) unwrap(d *draft, mark string) {
	d.Raw = d.Cells[r.firstOfUser()]
	cells, length, _, v := split([]byte(d.Raw), r.scan.delimiter, true, nil)
	several := length < len(d.Raw)
	few := len(cells) < r.sheet.Columns
	switch {
	case v != whole:
		d.spoil(r.quoteProblem(v, len(cells)))
	case mark == CutOff && (several || few):
		d.spoil(cutOff)
	case several, mark == BrokenRow && few:
		d.spoil(brokenRow)
	case len(cells) > len(r.sheet.Header)-len(r.sheet.Own):
		d.spoil(r.tooManyCells(len(cells)))
	default:
		r.place(d, cells)
		if d.Problem = r.cellProblem(d); d.Problem == tooLong {
			d.spoil(tooLong)
		}
	}
}

// place puts the cells of a mended row into the user's columns.
func (r *Reader) place(d *draft, cells []span) {
	for len(d.written) < len(d.Cells) {
		d.written = append(d.written, "")
	}
	for i := range d.Cells {
		if r.isOwn(i) {
			continue
		}
		d.Cells[i], d.written[i] = "", ""
		if len(cells) > 0 {
			d.Cells[i], d.written[i] = cells[0].value(d.Raw), cells[0].raw(d.Raw)
			cells = cells[1:]
		}
	}
}
