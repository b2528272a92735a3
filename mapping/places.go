package mapping

import (
	"sort"
	"unicode/utf8"
)

// A pos is a place in the mapping file, from 1; the column counts characters.
type pos struct{ line, column int }

// places turns offsets into lines and columns.
type places struct {
	text   []byte
	starts []int // the offset of each line
}

func newPlaces(text []byte) *places {
	p := &places{text: text, starts: []int{0}}
	for i, c := range text {
		if c == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
	return p
}

func (p *places) at(offset int) pos {
	line := sort.SearchInts(p.starts, offset+1)
	return pos{line, utf8.RuneCount(p.text[p.starts[line-1]:offset]) + 1}
}

// offset turns a line and a column in bytes back into an offset.
func (p *places) offset(line, column int) int {
	line = min(max(line, 1), len(p.starts))
	return min(p.starts[line-1]+max(column, 1)-1, len(p.text))
}
