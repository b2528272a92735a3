package sheet

import (
	"bytes"
	"strings"
)

// A span is where a cell stands in a row's text, its quotes included.
type span struct {
	start, end int
	quoted     bool // it is between quotes
	doubled    bool // there are doubled quotes in it
}

// raw is the cell as it stands in the row.
func (s span) raw(text string) string { return text[s.start:s.end] }

// value is what the cell means.
func (s span) value(text string) string {
	if !s.quoted {
		return text[s.start:s.end]
	}
	inner := text[s.start+1 : s.end-1]
	if s.doubled {
		inner = strings.ReplaceAll(inner, `""`, `"`)
	}
	return inner
}

// A verdict is how far a row could be split.
type verdict int

const (
	whole  verdict = iota // it was split to its end
	more                  // its end is not in sight
	openQ                 // a quote opens and is not closed
	strayQ                // text follows a closing quote
)

// maxBreaks bounds the line breaks inside the quotes of one row. It keeps an
// open quote from being followed for a mebibyte, from every line anew.
const maxBreaks = 1000

// split finds the cells of the row at the beginning of text by RFC 4180, with
// Excel's reading of a quote inside an unquoted cell: it is a character like
// any other. The row ends at a line end outside quotes, or with the text if
// eof. It returns the cells, appended to spans, the length of the row and of
// its line end. If the verdict is openQ or strayQ, the fault is in the cell
// after the last one returned.
func split(text []byte, delimiter byte, eof bool, spans []span) (_ []span, length, lineEnd int, _ verdict) {
	breaks := 0
	for at := 0; ; at++ {
		cell := span{start: at}
		if at < len(text) && text[at] == '"' {
			v := closeQuote(text, eof, &cell, &breaks)
			if v != whole {
				return spans, 0, 0, v
			}
			at = cell.end
		} else {
			for at < len(text) && text[at] != delimiter && text[at] != '\n' && text[at] != '\r' {
				at++
			}
			cell.end = at
		}
		if at == len(text) && !eof {
			return spans, 0, 0, more
		}
		if at < len(text) && text[at] == delimiter {
			spans = append(spans, cell)
			continue
		}
		lineEnd, sure := lineEndAt(text[at:], eof)
		if !sure {
			return spans, 0, 0, more
		}
		if lineEnd == 0 && at < len(text) {
			return spans, 0, 0, strayQ
		}
		return append(spans, cell), at, lineEnd, whole
	}
}

// closeQuote finds the quote that closes a quoted cell, and counts the line
// breaks on the way.
func closeQuote(text []byte, eof bool, cell *span, breaks *int) verdict {
	cell.quoted = true
	for at := cell.start + 1; ; {
		n := bytes.IndexByte(text[at:], '"')
		if n < 0 {
			return unclosed(text[at:], eof, *breaks)
		}
		*breaks += countBreaks(text[at : at+n])
		at += n + 1
		switch {
		case *breaks > maxBreaks:
			return openQ
		case at == len(text) && !eof:
			return more // the quote may be half of a doubled one
		case at == len(text) || text[at] != '"':
			cell.end = at
			return whole
		}
		cell.doubled = true
		at++
	}
}

// unclosed judges a quote whose other end is not in sight.
func unclosed(rest []byte, eof bool, breaks int) verdict {
	if eof || breaks+countBreaks(rest) > maxBreaks {
		return openQ
	}
	return more
}

// countBreaks counts line breaks of any kind; those of mixed kinds may count
// once.
func countBreaks(text []byte) int {
	return max(bytes.Count(text, []byte{'\n'}), bytes.Count(text, []byte{'\r'}))
}

// lineEndAt returns the length of the line end that text begins with, 0 if it
// begins with none. A CR at the end of what is in sight may be half of a CRLF:
// then it is not sure.
func lineEndAt(text []byte, eof bool) (length int, sure bool) {
	switch {
	case len(text) == 0:
		return 0, true
	case text[0] == '\n':
		return 1, true
	case text[0] != '\r':
		return 0, true
	case len(text) == 1:
		return 1, eof
	case text[1] == '\n':
		return 2, true
	}
	return 1, true
}
