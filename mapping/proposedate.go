package mapping

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// knownDates are the ways in which exports write dates. American ones come
// first where both are listed; that decides nothing but their order.
var knownDates = func() []dateFormat {
	var formats []dateFormat
	for _, text := range []string{
		"M/D/YYYY", "D/M/YYYY", "M/D/YY", "D/M/YY", "YYYY-MM-DD", "YYYY/M/D", "M-D-YYYY", "D-M-YYYY", "M-D-YY", "D-M-YY",
		"M.D.YYYY", "D.M.YYYY", "M.D.YY", "D.M.YY", "MMM D, YYYY", "MMMM D, YYYY", "MMM D YYYY", "MMMM D YYYY",
		"D MMM YYYY", "D MMMM YYYY", "D-MMM-YYYY", "D-MMM-YY", "YYYYMMDD",
	} {
		f, _, _ := compileDate(text)
		formats = append(append(formats, f), withTimes([]dateFormat{f})...)
	}
	serial, _, _ := compileDate(excelSerial)
	return append(formats, serial)
}()

// A fitting is the set of known formats that read a cell.
type fitting [3]uint64

func (f fitting) has(i int) bool { return f[i/64]>>(i%64)&1 == 1 }

// fit finds the formats that read a cell as a day of the calendar.
func fit(cell string) (f fitting) {
	if len(cell) < 5 || len(cell) > 40 || !hasDigit(cell) {
		return f
	}
	for i := range knownDates {
		if _, _, _, what := knownDates[i].read(cell); what == isDate {
			f[i/64] |= 1 << (i % 64)
		}
	}
	return f
}

// addDate counts a cell by the formats that read it.
func (c *column) addDate(cell string) {
	if cell == "" {
		return
	}
	if c.dates == nil {
		c.dates, c.sample, c.fits = map[fitting]int{}, map[fitting]string{}, map[string]fitting{}
	}
	f, known := c.fits[cell]
	if !known {
		f = fit(cell)
		if len(c.fits) < mostKept {
			c.fits[strings.Clone(cell)] = f
		}
	}
	c.dates[f]++
	if c.dates[f] == 1 || !telling(f, c.sample[f]) {
		c.sample[f] = strings.Clone(cell)
	}
}

// telling says whether the formats that read a cell read different days:
// 5/5/2027 shows nothing.
func telling(f fitting, cell string) bool {
	seen := ""
	for i := range knownDates {
		if !f.has(i) {
			continue
		}
		y, m, d, _ := knownDates[i].read(cell)
		day := noon(y, m, d)
		if seen != "" && seen != day {
			return true
		}
		seen = day
	}
	return false
}

// A datePlan is how a column's dates are written, as far as its cells tell.
type datePlan struct {
	formats     []string
	left, right []string // two readings of the same cells, of which one is right
	sample      string   // a cell that both read, each as another day; empty: there is none
	mixed       bool     // each reads cells that the other cannot
	l, r        int      // the first of each, among the known
	unread      int      // cells that no format reads
}

// planDates chooses the formats that read the column. Of two that contradict
// each other one is proved by cells that the other cannot read, if there are
// none the other way round; else the choice stays open.
func planDates(c *column) datePlan {
	plan := datePlan{l: -1}
	rest := maps.Clone(c.dates)
	plan.unread = rest[fitting{}]
	delete(rest, fitting{})
	for len(rest) > 0 {
		best := mostHits(rest)
		rival := findRival(rest, best)
		if rival < 0 {
			plan.formats = append(plan.formats, knownDates[best].text)
		} else {
			plan.open(c, min(best, rival), max(best, rival))
			plan.mixed = plan.mixed || hits(rest, func(f fitting) bool { return f.has(rival) && !f.has(best) }) > 0
		}
		maps.DeleteFunc(rest, func(f fitting, _ int) bool { return f.has(best) || rival >= 0 && f.has(rival) })
	}
	return plan
}

func (d *datePlan) open(c *column, left, right int) {
	d.left = append(d.left, knownDates[left].text)
	d.right = append(d.right, knownDates[right].text)
	if d.l >= 0 {
		return
	}
	d.l, d.r = left, right
	var samples []string
	for f, cell := range c.sample {
		if f.has(left) && f.has(right) && (telling(f, cell) || len(c.sample) == 1) {
			samples = append(samples, cell)
		}
	}
	if len(samples) > 0 {
		d.sample = slices.Min(samples)
	}
}

// mostHits is the format that reads most cells, the first of them in a tie.
func mostHits(cells map[fitting]int) int {
	best, most := 0, 0
	for i := range knownDates {
		if n := hits(cells, func(f fitting) bool { return f.has(i) }); n > most {
			best, most = i, n
		}
	}
	return best
}

func hits(cells map[fitting]int, wanted func(fitting) bool) (n int) {
	for f, rows := range cells {
		if wanted(f) {
			n += rows
		}
	}
	return n
}

// findRival is a format that contradicts the best and is not refuted; or -1.
func findRival(cells map[fitting]int, best int) int {
	for i := range knownDates {
		if i == best || hits(cells, func(f fitting) bool { return f.has(i) }) == 0 || !contradict(knownDates[i], knownDates[best]) {
			continue
		}
		onlyBest := hits(cells, func(f fitting) bool { return f.has(best) && !f.has(i) })
		onlyRival := hits(cells, func(f fitting) bool { return f.has(i) && !f.has(best) })
		if onlyBest == 0 || onlyRival > 0 {
			return i
		}
	}
	return -1
}

// readAs says which day a format makes of a cell: "3/4/2027" is March 4.
func readAs(format int, cell string) string {
	_, m, d, what := knownDates[format].read(cell)
	if what != isDate {
		return ""
	}
	return fmt.Sprintf("%s is %s %d", quote(cell), monthNames[m-1], d)
}

func contradict(f, g dateFormat) bool {
	_, found := f.contradicts(g)
	if !found {
		_, found = g.contradicts(f)
	}
	return found
}
