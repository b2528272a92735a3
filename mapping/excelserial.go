package mapping

import (
	"strings"
	"time"
)

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
