package mapping

import (
	"strings"
	"time"
	"unicode/utf8"
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

// dates takes a date in one of the declared formats and writes that day at
// noon UTC: no zone between here and the property can move it to another day,
// and none is asked, for a calendar date has none. A time of day is read
// where the format has one, and left out.
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

// read reads the step's part of a cell and says how many bytes it took, or -1.
func (s *dateStep) read(rest string) (n, used int) {
	switch s.part {
	case literal:
		return 0, readLiteral(rest, s.text)
	case monthWord:
		return readMonth(rest, s.longForm)
	case halfDay:
		if len(rest) >= 2 && (strings.EqualFold(rest[:2], "AM") || strings.EqualFold(rest[:2], "PM")) {
			return 0, 2
		}
		return 0, -1
	}
	for used < len(rest) && used < s.most && '0' <= rest[used] && rest[used] <= '9' {
		n = n*10 + int(rest[used]-'0')
		used++
	}
	tooHigh := s.part == hour24 && n > 23 || s.part == hour12 && (n < 1 || n > 12) ||
		(s.part == minute || s.part == second) && n > 59
	if used < s.least || tooHigh {
		return 0, -1
	}
	return n, used
}

func readLiteral(rest, text string) int {
	if text != " " {
		if strings.HasPrefix(rest, text) {
			return len(text)
		}
		return -1
	}
	used := 0
	for used < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[used:])
		if !isBlank(r) {
			break
		}
		used += size
	}
	if used == 0 {
		return -1
	}
	return used
}

// readMonth reads an English month in any case: whole, or its first three
// letters, or Sept.
func readMonth(rest string, longForm bool) (n, used int) {
	letters := 0
	for letters < len(rest) && 'a' <= rest[letters]|0x20 && rest[letters]|0x20 <= 'z' {
		letters++
	}
	word := rest[:letters]
	for i, name := range monthNames {
		if longForm && strings.EqualFold(word, name) || !longForm && strings.EqualFold(word, name[:3]) {
			return i + 1, letters
		}
	}
	if !longForm && strings.EqualFold(word, "Sept") {
		return 9, letters
	}
	return 0, -1
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

// serialDay0 is the day that a spreadsheet counts from, for every day after
// February 1900: it believes that there was a 29th.
var serialDay0 = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// readSerial reads the five digits of a day between 1927 and 2100. What
// follows a point is the time of day.
func readSerial(cell string) (y, m, d int, what reading) {
	whole, part, timed := strings.Cut(cell, ".")
	if len(whole) != 5 || !allDigits(whole) || timed && !allDigits(part) || whole[0] == '0' {
		return 0, 0, 0, isNoDate
	}
	days := 0
	for i := range len(whole) {
		days = days*10 + int(whole[i]-'0')
	}
	date := serialDay0.AddDate(0, 0, days)
	if date.Year() > lastYear {
		return 0, 0, 0, isNoDate
	}
	return date.Year(), int(date.Month()), date.Day(), isDate
}

func serialOf(y, m, d int) int {
	return int(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Sub(serialDay0).Hours()) / 24
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
