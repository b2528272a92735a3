package mapping

import (
	"slices"
	"strings"
)

// mostKept is how many different values of a column are looked at. What has
// more is no list of choices, and the first ones show what it holds.
const mostKept = 1000

// A column is what the records taught about one column.
type column struct {
	index  int
	name   string // as the mapping writes it; empty: it has none
	words  []string
	twice  bool // another column has the same name
	filled int  // cells that hold anything
	values []*cellValue
	more   bool // there were more values than are kept
	kept   map[string]*cellValue
	dates  map[fitting]int    // cells by the formats that read them
	sample map[fitting]string // one of these cells
	fits   map[string]fitting // of cells that were met
	remark string             // why it feeds no field

	nothings map[string]string // cells that mean nothing, by their folded form
}

// A cellValue is one of a column's values.
type cellValue struct {
	text string // as it was written first
	rows int
}

func newColumns(header []string) []*column {
	var columns []*column
	for i, name := range header {
		c := &column{index: i, name: headerName(name), words: headerWords(name), kept: map[string]*cellValue{}, nothings: map[string]string{}}
		for _, other := range columns {
			if c.name != "" && other.name == c.name {
				c.twice, other.twice = true, true
			}
		}
		columns = append(columns, c)
	}
	return columns
}

// add counts a cell. It is compared as values tables compare cells.
func (c *column) add(cell string) {
	if cell == "" || errorCells[strings.ToUpper(cell)] && fold(cell) != "#n/a" {
		return
	}
	if isNothingWord(cell) {
		if key := fold(cell); c.nothings[key] == "" {
			c.nothings[key] = strings.Clone(cell)
		}
		return
	}
	c.filled++
	var buf [64]byte
	key := appendFold(buf[:0], cell)
	if known := c.kept[string(key)]; known != nil {
		known.rows++
		return
	}
	if len(c.values) == mostKept {
		c.more = true
		return
	}
	v := &cellValue{text: strings.Clone(cell), rows: 1}
	c.kept[string(key)] = v
	c.values = append(c.values, v)
}

// cell is the column's cell of a record, empty if it means nothing.
func (c *column) cell(cells []string) string {
	if c.index >= len(cells) {
		return ""
	}
	cell := trim(cells[c.index])
	if isNothingWord(cell) {
		return ""
	}
	return cell
}

// constant says whether all rows hold the same: then it says nothing about
// the person of one row.
func (c *column) constant() bool { return len(c.values) == 1 && c.filled > 2 }

// repeats says whether the rows share so few values that hardly any is one
// person's own.
func (c *column) repeats() bool {
	return c.constant() || !c.more && c.filled >= 10 && c.filled >= 5*len(c.values)
}

// distinct says whether the values look like an identifier: all different.
func (c *column) distinct() bool { return c.filled > 4 && (c.more || len(c.values) == c.filled) }

// share is the part of the cells that a look recognises, of those whose values
// are kept.
func (c *column) share(looks func(cell string) bool) float64 {
	seen, good := 0, 0
	for _, v := range c.values {
		seen += v.rows
		if looks(v.text) {
			good += v.rows
		}
	}
	if seen == 0 {
		return 0
	}
	return float64(good) / float64(seen)
}

// merge makes one column of several candidates, for what is true of all.
func merge(columns []*column) *column {
	if len(columns) == 1 {
		return columns[0]
	}
	all := &column{name: columns[0].name, kept: map[string]*cellValue{}, dates: map[fitting]int{}, sample: map[fitting]string{}}
	for _, c := range columns {
		all.filled += c.filled
		all.more = all.more || c.more
		for fit, n := range c.dates {
			if all.dates[fit] == 0 {
				all.sample[fit] = c.sample[fit]
			}
			all.dates[fit] += n
		}
		for _, v := range c.values {
			if known := all.kept[fold(v.text)]; known != nil {
				known.rows += v.rows
				continue
			}
			copied := *v
			all.kept[fold(v.text)] = &copied
			all.values = append(all.values, &copied)
		}
	}
	return all
}

// byRows lists the values, the most frequent first.
func (c *column) byRows() []*cellValue {
	sorted := slices.Clone(c.values)
	slices.SortStableFunc(sorted, func(a, b *cellValue) int { return b.rows - a.rows })
	return sorted
}

// noSign are cells that mean nothing wherever they stand; noWord are words
// that do, except where they may be a name: Mr Null exists.
var (
	noSign = []string{"n/a", "#n/a", "-", "--", "---", "—", "?", "(blank)", "(none)", "(null)", "noemail@example.com", "none@none.com",
		"no@email.com", "noemail@noemail.com", "000-000-0000", "(000) 000-0000", "0000000000", "999-999-9999", "0/0/0000", "00/00/0000", "1/0/1900"}
	noWord = []string{"na", "none", "null", "nil", "tbd", "not provided", "not specified", "no email", "no phone", "keine angabe", "k.a."}
)

var nothingWords = func() map[string]bool {
	words := map[string]bool{}
	for _, word := range slices.Concat(noSign, noWord) {
		words[fold(word)] = true
	}
	return words
}()

func isNothingWord(cell string) bool {
	if len(cell) > 32 {
		return false
	}
	var buf [64]byte
	return nothingWords[string(appendFold(buf[:0], cell))]
}
