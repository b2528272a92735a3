package mapping

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A datePart is what one step of a format reads.
type datePart int

const (
	literal datePart = iota // the step's own text; a blank stands for any blanks
	year
	shortYear // two digits, always of this century: a move-in lies ahead, or not long ago
	month
	monthWord
	day
	hour24
	hour12
	minute
	second
	fraction // of a second
	halfDay  // AM or PM
)

// A dateStep is one token of a format.
type dateStep struct {
	part     datePart
	least    int    // digits
	most     int    // digits
	text     string // of a literal
	longForm bool   // of a monthWord: January, not Jan
}

// dateTokens are the letters of a format, longer ones first. One M, D, H or h
// reads one digit or two, a doubled one exactly two.
var dateTokens = []struct {
	letters string
	step    dateStep
}{
	{"YYYY", dateStep{part: year, least: 4, most: 4}},
	{"YY", dateStep{part: shortYear, least: 2, most: 2}},
	{"MMMM", dateStep{part: monthWord, longForm: true}},
	{"MMM", dateStep{part: monthWord}},
	{"MM", dateStep{part: month, least: 2, most: 2}},
	{"M", dateStep{part: month, least: 1, most: 2}},
	{"DD", dateStep{part: day, least: 2, most: 2}},
	{"D", dateStep{part: day, least: 1, most: 2}},
	{"HH", dateStep{part: hour24, least: 2, most: 2}},
	{"H", dateStep{part: hour24, least: 1, most: 2}},
	{"hh", dateStep{part: hour12, least: 2, most: 2}},
	{"h", dateStep{part: hour12, least: 1, most: 2}},
	{"mm", dateStep{part: minute, least: 2, most: 2}},
	{"ss", dateStep{part: second, least: 2, most: 2}},
	{"SSS", dateStep{part: fraction, least: 1, most: 9}},
	{"AM", dateStep{part: halfDay}},
	{"T", dateStep{part: literal, text: "T"}},
	{"Z", dateStep{part: literal, text: "Z"}},
}

// excelSerial is the format of days counted since the end of 1899.
const excelSerial = "excel-serial"

// A dateFormat is one declared way to write a date.
type dateFormat struct {
	text   string
	steps  []dateStep
	serial bool
}

// compileDate reads a format. The problem is empty if it is sound.
func compileDate(text string) (f dateFormat, problem, fix string) {
	f.text = text
	if text == excelSerial {
		f.serial = true
		return f, "", ""
	}
	for rest := text; rest != ""; {
		step, used, ok := nextStep(rest)
		if !ok {
			letter, _ := utf8.DecodeRuneInString(rest)
			return f, fmt.Sprintf("the date format %s has %s, which stands for nothing", quote(text), quote(string(letter))), formatFix(text)
		}
		rest = rest[used:]
		f.steps = append(f.steps, step)
	}
	if problem := f.incomplete(); problem != "" {
		return f, fmt.Sprintf("the date format %s %s", quote(text), problem), formatFix(text)
	}
	return f, "", ""
}

// nextStep reads one token: the letters above, or a character that is no
// letter and stands for itself.
func nextStep(s string) (step dateStep, used int, ok bool) {
	for _, token := range dateTokens {
		if strings.HasPrefix(s, token.letters) {
			return token.step, len(token.letters), true
		}
	}
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == utf8.RuneError {
		return dateStep{}, 0, false
	}
	return dateStep{part: literal, text: s[:size]}, size, true
}

// incomplete says what keeps a format from naming a day, or "".
func (f dateFormat) incomplete() string {
	var seen [halfDay + 1]int
	for i, step := range f.steps {
		seen[step.part]++
		if i > 0 && step.most > 0 && f.steps[i-1].least < f.steps[i-1].most {
			return "cannot be read: how many digits belong to the first of two neighbours is open"
		}
	}
	years, months := seen[year]+seen[shortYear], seen[month]+seen[monthWord]
	switch {
	case years == 0:
		return "has no year"
	case months == 0:
		return "has no month"
	case seen[day] == 0:
		return "has no day"
	case years > 1 || months > 1 || seen[day] > 1:
		return "names a part of the date twice"
	case seen[hour12] != seen[halfDay] || seen[hour12]+seen[hour24] > 1:
		return "has an hour that cannot be read: H stands alone, h needs AM"
	}
	return ""
}

// formatFix suggests the format with the letters that were probably meant.
func formatFix(text string) string {
	date, time, timed := strings.Cut(text, " ")
	upper := strings.ToUpper(date)
	if timed {
		upper += " " + time
	}
	if upper != text {
		if _, problem, _ := compileDate(upper); problem == "" {
			return "did you mean " + quote(upper) + "?"
		}
	}
	return `formats are written like "M/D/YYYY", "YYYY-MM-DD", "MMM D, YYYY" or "excel-serial"`
}

// print writes a day at 9:05 in the morning, with zeros before single digits
// if asked for where the format leaves it open.
func (f dateFormat) print(y, m, d int, zeros bool) string {
	if f.serial {
		return fmt.Sprint(serialOf(y, m, d))
	}
	var b strings.Builder
	for _, step := range f.steps {
		width := step.least
		if zeros && step.part != fraction {
			width = step.most
		}
		switch step.part {
		case literal:
			b.WriteString(step.text)
		case monthWord:
			word := monthNames[m-1]
			if !step.longForm {
				word = word[:3]
			}
			b.WriteString(word)
		case halfDay:
			b.WriteString("AM")
		default:
			value := [...]int{year: y, shortYear: y % 100, month: m, day: d, hour24: 9, hour12: 9, minute: 5, fraction: 0}[step.part]
			fmt.Fprintf(&b, "%0*d", width, value)
		}
	}
	return b.String()
}

// contradicts looks for a text that both formats read, each as another day.
// Days whose parts are small and differ are where two orders of day, month
// and year can be mistaken for each other; the rest tells padded from unpadded
// and long months from short.
func (f dateFormat) contradicts(g dateFormat) (example string, found bool) {
	for _, y := range []int{2001, 2003, 2010, 2012, 2027} {
		for _, m := range []int{1, 2, 4, 10, 11, 12} {
			for _, d := range []int{1, 2, 5, 10, 11, 12, 27} {
				for _, zeros := range []bool{false, true} {
					text := f.print(y, m, d, zeros)
					if gy, gm, gd, reading := g.read(text); reading == isDate && (gy != y || gm != m || gd != d) {
						return text, true
					}
				}
			}
		}
	}
	return "", false
}
