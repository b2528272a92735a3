package importer

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"leadimport/mapping"
)

var (
	emailLike = regexp.MustCompile(`[^\s"'<>(),;:]+@[^\s"'<>(),;:]+`)
	digitRun  = regexp.MustCompile(`\+?\(?\d(?:[\s().\-/]{0,2}\d){6,}`)
)

// Mask takes people's details out of a system's words: e-mails, and runs of
// seven digits or more even if they are grouped.
func Mask(text string) string {
	text = emailLike.ReplaceAllString(text, "[e-mail]")
	return digitRun.ReplaceAllString(text, "[digits]")
}

// masked gives the words of an answer without the details of the lead that it
// is about: an API likes to quote what it refuses.
func masked(a Answer, lead Lead) string {
	if a.Message == "" && len(a.Issues) == 0 {
		return ""
	}
	parts := []string{a.Message}
	for _, issue := range a.Issues {
		parts = append(parts, issue.Message)
	}
	text := strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ")
	v := reflect.ValueOf(lead)
	for i := range v.NumField() {
		if value := v.Field(i).String(); value != "" && personal(Fields[i].Kind) {
			text = replaceWord(text, value, "["+Fields[i].Name+"]")
		}
	}
	return Mask(text)
}

// personal says whether values of a kind tell about a person.
func personal(kind mapping.Kind) bool {
	switch kind {
	case mapping.Text, mapping.Name, mapping.Phone, mapping.Email, mapping.ZIP:
		return true
	}
	return false
}

// replaceWord replaces a value where it stands by itself: the name An is no
// part of the word And.
func replaceWord(text, value, with string) string {
	word := regexp.MustCompile(`(?i)(^|[^\pL\pN])` + regexp.QuoteMeta(value) + `($|[^\pL\pN])`)
	return word.ReplaceAllString(text, "${1}"+with+"${2}")
}

// fieldsOf lists the fields that issues name, once each, by blanks.
func fieldsOf(issues []Issue) string {
	var names []string
	for _, issue := range issues {
		if issue.Field != "" && !slices.Contains(names, issue.Field) {
			names = append(names, issue.Field)
		}
	}
	return strings.Join(names, " ")
}
