package importer

import (
	"encoding/json"
	"html"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"leadimport/mapping"
)

var (
	emailLike = regexp.MustCompile(`[^\s"'<>(),;:]+@[^\s"'<>(),;:]+`)
	digitRun  = regexp.MustCompile(`\+?\(?\d(?:[\s().\-/]{0,2}\d){6,}`)
)

// mask takes people's details out of a system's words: e-mails, and runs of
// seven digits or more even if they are grouped.
func mask(text string) string {
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
	return maskLead(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; "), lead)
}

// maskLead takes the details of a lead out of a system's words, and of
// anybody else what mask does.
func maskLead(text string, lead Lead) string {
	text = unescaped(text)
	v := reflect.ValueOf(lead)
	for i := range v.NumField() {
		if value := v.Field(i).String(); value != "" && personal(Fields[i].Kind) {
			text = replaceValue(text, value, "["+Fields[i].Name+"]")
		}
	}
	return mask(text)
}

// maskedBy takes the details of the lead that a row of the log is about out
// of the property system's words: the parameters are the only place from
// which settling can know them.
func (w WriteStatus) maskedBy(row LogRow) WriteStatus {
	words := unwrapWords(w.Errors...)
	if words == "" {
		return w
	}
	var lead Lead
	if object, ok := findLead(row.Parameters, 0); ok {
		text, _ := json.Marshal(object)
		_ = json.Unmarshal(text, &lead) // what has another form than a lead's stays out
	}
	w.Errors = []string{maskLead(words, lead)}
	return w
}

// personal says whether values of a kind tell about a person.
func personal(kind mapping.Kind) bool {
	switch kind {
	case mapping.Text, mapping.Name, mapping.Phone, mapping.Email, mapping.ZIP:
		return true
	}
	return false
}

// replaceValue replaces a value wherever its words follow each other, whatever
// stands between them: an API that quotes a value changes its blanks, line
// breaks and quotes. Whole words count, for the name An is no part of the
// word And; only where the text was cut may the value be cut with it.
func replaceValue(text, value, with string) string {
	sought := wordLike.FindAllString(value, -1)
	words := wordLike.FindAllStringIndex(text, -1)
	var b strings.Builder
	from := 0
	for len(words) > 0 && len(sought) > 0 {
		n := found(text, words, sought)
		if n > 0 {
			b.WriteString(text[from:words[0][0]] + with)
			from = words[n-1][1]
		}
		words = words[max(n, 1):]
	}
	return b.String() + text[from:]
}

// found counts the first words of a text if they are those sought, and is 0
// if they are not.
func found(text string, words [][]int, sought []string) int {
	cut := strings.HasSuffix(text, "...")
	for i, want := range sought {
		if i == len(words) && cut {
			return i
		}
		if i == len(words) {
			return 0
		}
		word := text[words[i][0]:words[i][1]]
		if cut && i == len(words)-1 && len(word) < len(want) {
			want = want[:len(word)]
		}
		if !strings.EqualFold(word, want) {
			return 0
		}
	}
	return len(sought)
}

var (
	wordLike = regexp.MustCompile(`[\pL\pN]+`)
	escapes  = regexp.MustCompile(`\\+(?:u[0-9a-fA-F]{4}|[bfnrt])`)
)

// unescaped undoes what JSON and HTML do to a text that they quote.
func unescaped(text string) string {
	text = escapes.ReplaceAllStringFunc(text, func(escape string) string {
		if _, hex, ok := strings.Cut(escape, "u"); ok {
			code, _ := strconv.ParseUint(hex, 16, 16) // four hex digits
			return string(rune(code))
		}
		return " "
	})
	return html.UnescapeString(text)
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
