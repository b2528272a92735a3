package sheet

import "io"

// A Reader yields the records of a file that has been surveyed. It is for one
// goroutine.
type Reader struct {
	sheet *Sheet
	scan  *scanner
	page  *codepage // of a declared encoding; nil: the text is UTF-8 by now
	own   []bool    // which columns are the program's own; nil: none
	named int       // columns up to the user's last one that has a name

	ring   [8]draft // records that have been read ahead, and the one that was returned last
	first  int      // in ring, the next to be returned
	ahead  int      // how many have been read ahead
	before int      // cells of the record before, if it was short; else 0
	err    error    // what comes after those; sticky

	addresses map[int]bool // columns in which the first complete records have an e-mail address
	complete  int          // records that were looked at for them

	decoded []byte // scratch
}

// NewReader begins a second reading of the bytes that Survey has read. Other
// bytes are read by the same dialect as far as they go; the caller who compares
// Sheet.Rows with the records notices.
func NewReader(r io.Reader, s *Sheet) (*Reader, error) {
	rd := &Reader{sheet: s, own: s.ownMask(), addresses: map[int]bool{}}
	if err := rd.begin(r); err != nil {
		return nil, named(err, s.Name, 0)
	}
	for i, name := range s.Header {
		if !isBlank(name) && !rd.isOwn(i) {
			rd.named = i + 1
		}
	}
	return rd, nil
}

// begin opens r and reads down to the header.
func (r *Reader) begin(in io.Reader) (err error) {
	d := r.sheet.Dialect
	if r.page, err = findCodepage(d.Encoding); err != nil {
		return err
	}
	src, err := open(in, r.sheet.ownNames())
	if err != nil {
		return err
	}
	if src.bom != d.BOM || src.bom && src.encoding != d.Encoding {
		return errChanged
	}
	r.scan = newScanner(src, r.page)
	r.scan.chars.utf8 = r.page == nil
	if d.Sep && !r.scan.skipSep() {
		return errChanged
	}
	r.scan.delimiter = byte(d.Delimiter)
	for range d.HeaderRow {
		if _, err := r.scan.next(); err == io.EOF {
			return errChanged
		} else if err != nil {
			return err
		}
	}
	r.scan.limit = r.sheet.rowLimit()
	return nil
}

var errChanged = refuse("this is not the file that was read before", "leave the file alone while it is imported")

// isOwn says whether a column is the program's own.
func (r *Reader) isOwn(column int) bool { return column < len(r.own) && r.own[column] }

// Read returns the next record that is not blank, and io.EOF after the last.
// Its slices are used again by the next Read; its strings are not. Any other
// error is an *Error: the file cannot be read further.
func (r *Reader) Read() (Record, error) {
	d := r.peek(0)
	if d == nil {
		return Record{}, r.err
	}
	if d.short {
		r.judgeShort(d)
	}
	r.before = 0
	if d.short {
		r.before = d.count
	}
	r.first, r.ahead = (r.first+1)%len(r.ring), r.ahead-1
	return d.Record, nil
}

// peek returns the record after n others that have not been returned yet, nil
// if there is none.
func (r *Reader) peek(n int) *draft {
	for r.ahead <= n && r.err == nil {
		f, err := r.scan.next()
		switch {
		case err == io.EOF:
			r.err = io.EOF
		case err != nil:
			r.err = named(err, r.sheet.Name, 0)
		case !f.blank(r.own):
			r.draft(&r.ring[(r.first+r.ahead)%len(r.ring)], f)
			r.ahead++
		}
	}
	if r.ahead <= n {
		return nil
	}
	return &r.ring[(r.first+n)%len(r.ring)]
}
