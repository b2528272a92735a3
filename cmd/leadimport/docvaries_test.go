package main

import (
	"regexp"
	"slices"
)

// homeShown stands in documents for the home folder.
const homeShown = "/home/ann"

// varying is all that a document may show otherwise than it is printed, as it
// is another at each run.
var varying = []struct {
	pattern *regexp.Regexp
	stands  string
}{
	// Times: of results, of lists, of sentences.
	{regexp.MustCompile(`\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`), "TIME"},
	{regexp.MustCompile(`\b\d{4}-\d\d-\d\d \d\d:\d\d\b`), "TIME"},
	{regexp.MustCompile(`\bon \d{4}-\d\d-\d\d\b`), "on DAY"},
	// What settling asks for depends on when it asks.
	{regexp.MustCompile(`(requests +)[\d,]+ in [\d.,]+ (s|min)`), "${1}N in DURATION"},
	// Propexo's ids.
	{regexp.MustCompile(`\bcm[0-9a-z]{15,}\b`), "JOB"},
	// Each system has its own place for the ledger.
	{regexp.MustCompile(homeShown + `/(\.local/state|Library/Application Support)/`), "STATE/"},
	// Tables are as wide as their cells.
	{regexp.MustCompile(` {2,}`), "  "},
}

// settled is a text without what varies.
func settled(text string) string {
	for _, v := range varying {
		text = v.pattern.ReplaceAllString(text, v.stands)
	}
	return text
}

// Names are what commands name that an earlier command has made up: files with
// a date in their names, and ids of leads. The first that a document shows
// stands for the first that is printed, the second for the second.
type names []*namePairs

type namePairs struct {
	pattern  *regexp.Regexp
	document []string
	printed  []string
}

func newNames(d *document) names {
	all := names{
		{pattern: regexp.MustCompile(`\b\w[\w-]*-\d{8}-\d{6}(-\d+)?\b`)},
		{pattern: regexp.MustCompile(`\b[a-z]{4}aa[a-z]{6}\b`)},
	}
	for _, s := range d.steps {
		for _, pairs := range all {
			pairs.document = added(pairs.document, pairs.pattern.FindAllString(s.command+"\n"+s.want, -1))
		}
	}
	return all
}

func added(names, more []string) []string {
	for _, name := range more {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// real puts into a command of the document the names that were printed.
func (all names) real(command string) string {
	for _, pairs := range all {
		command = pairs.swap(command, pairs.document, pairs.printed)
	}
	return command
}

// shown puts into what was printed the names of the document.
func (all names) shown(printed string) string {
	for _, pairs := range all {
		pairs.printed = added(pairs.printed, pairs.pattern.FindAllString(printed, -1))
		printed = pairs.swap(printed, pairs.printed, pairs.document)
	}
	return printed
}

// swap puts the names of one list in the place of those of the other.
func (pairs *namePairs) swap(text string, from, to []string) string {
	return pairs.pattern.ReplaceAllStringFunc(text, func(name string) string {
		if i := slices.Index(from, name); i >= 0 && i < len(to) {
			return to[i]
		}
		return name
	})
}
