package importer

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// The endings of the files that a run writes.
const (
	resultsEnding  = ".results.csv"
	failuresEnding = ".failures.csv"
)

// earlierSuffix is what an earlier run put behind the name of its input.
var earlierSuffix = regexp.MustCompile(`-\d{8}-\d{6}(-\d+)?\.(results|failures)$`)

// OutputNames gives the default names of a run's results and failures:
// beside the input, with the time at which the run began, in local time.
//
//	leads.csv                          → leads-20270301-020000.results.csv
//	leads-20270301-020000.failures.csv → leads-20270302-090000.results.csv
//
// taken says whether a name is in use; both names then get -2, -3 and so on.
// Standard input ("-") goes by the name stdin in the working directory.
func OutputNames(input string, began time.Time, taken func(path string) bool) (results, failures string) {
	if input == "-" {
		input = "stdin"
	}
	dir, name := filepath.Split(input)
	for _, endings := range [][]string{{".gz"}, {".csv", ".tsv", ".txt"}} { // in any case: Windows likes capitals
		if ext := filepath.Ext(name); slices.Contains(endings, strings.ToLower(ext)) {
			name = strings.TrimSuffix(name, ext)
		}
	}
	name = earlierSuffix.ReplaceAllString(name, "")
	stem := dir + name + began.Local().Format("-20060102-150405")
	results, failures = stem+resultsEnding, stem+failuresEnding
	for n := 2; taken(results) || taken(failures); n++ {
		results, failures = numbered(stem+resultsEnding, n), numbered(stem+failuresEnding, n)
	}
	return results, failures
}
