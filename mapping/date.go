package mapping

import (
	"strings"
)

// A reading is what a format makes of a cell.
type reading int

const (
	isNoDate     reading = iota // the cell is not written in this format
	isDate                      // it is, and there is such a day
	isImpossible                // it is, but the month has no such day
)

// Years outside these bounds are slips, such as 0202 or 20227.
const (
	firstYear = 1900
	lastYear  = 2100
)

var monthNames = []string{"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"}

// dates takes a date in one of the formats, of which there is at least one,
// and writes that day at noon UTC: no zone between here and the property can
// move it to another day, and none is asked, for a calendar date has none. A
// time of day is read where the format has one, and left out.
func dates(formats []dateFormat) convert {
	timed := withTimes(formats)
	return func(cell string) (string, *trouble) {
		impossible := false
		for i := range formats {
			y, m, d, what := formats[i].read(cell)
			switch what {
			case isDate:
				return noon(y, m, d), nil
			case isImpossible:
				impossible = true
			}
		}
		if impossible {
			return "", bad(BadDate, quote(cell)+" is no day of the calendar", "write it like "+sampleDate(formats))
		}
		return "", noDate(cell, formats, timed)
	}
}

// noon writes a day as it is sent.
func noon(y, m, d int) string {
	return string([]byte{
		digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(d / 10), digit(d),
		'T', '1', '2', ':', '0', '0', ':', '0', '0', 'Z'})
}

func digit(n int) byte { return byte('0' + n%10) }

// read reads a whole cell.
func (f *dateFormat) read(cell string) (y, m, d int, what reading) {
	if f.serial {
		return readSerial(cell)
	}
	rest := cell
	for i := range f.steps {
		step := &f.steps[i]
		n, used := step.read(rest)
		if used < 0 {
			return 0, 0, 0, isNoDate
		}
		rest = rest[used:]
		switch step.part {
		case year:
			y = n
		case shortYear:
			y = 2000 + n
		case month, monthWord:
			m = n
		case day:
			d = n
		}
	}
	switch {
	case rest != "" || y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > 31:
		return 0, 0, 0, isNoDate
	case d > daysIn(y, m):
		return 0, 0, 0, isImpossible
	}
	return y, m, d, isDate
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// timesOfDay are the ways in which exports write a time behind a date.
var timesOfDay = []string{" H:mm", " H:mm:ss", " h:mm AM", " h:mm:ss AM", "THH:mm:ss", "THH:mm:ssZ", "THH:mm:ss.SSSZ"}

// withTimes lists the formats that a column may rather be written in.
func withTimes(formats []dateFormat) []dateFormat {
	var timed []dateFormat
	for _, format := range formats {
		for _, time := range timesOfDay {
			if f, problem, _ := compileDate(format.text + time); problem == "" {
				timed = append(timed, f)
			}
		}
	}
	return timed
}

// noDate says why, as far as it can be seen.
func noDate(cell string, formats, timed []dateFormat) *trouble {
	if _, _, _, what := readSerial(cell); what == isDate {
		return bad(Damaged, quote(cell)+" is a spreadsheet's day number, not a date",
			`format the column as a date and export again, or add "excel-serial" to format in the mapping`)
	}
	for i := range timed {
		if _, _, _, what := timed[i].read(cell); what == isDate {
			return bad(BadDate, quote(cell)+" has a time of day behind the date", "add "+quote(timed[i].text)+" to format in the mapping")
		}
	}
	return bad(BadDate, quote(cell)+" is not a date in "+formatNames(formats), "write it like "+sampleDate(formats))
}

// sampleDate writes a date in the first format that people write by hand.
func sampleDate(formats []dateFormat) string {
	for _, format := range formats {
		if !format.serial {
			return format.print(2027, 12, 31, false)
		}
	}
	return formats[0].print(2027, 12, 31, false)
}

func formatNames(formats []dateFormat) string {
	names := make([]string, len(formats))
	for i, format := range formats {
		names[i] = format.text
	}
	return strings.Join(names, " or ")
}
