package importer

import "strings"

// idLetters is how many letters of an import_lead count the lead; four letters
// of the ledger's tag stand before them and a check letter behind.
const idLetters = 7

const tagLetters = 4

// FormatLead writes a lead's id as people meet it, in the column import_lead
// and on command lines: letters only, so that no spreadsheet takes it for a
// number or a date. tag is the ledger's own: four lower-case letters, which
// keep the ids of two ledgers apart.
func FormatLead(tag string, id LeadID) string {
	if id == 0 {
		return ""
	}
	text := make([]byte, tagLetters+idLetters)
	copy(text, tag)
	for i := len(text) - 1; i >= tagLetters; i-- {
		text[i] = 'a' + byte(id%26)
		id /= 26
	}
	return string(append(text, checkLetter(text)))
}

// ParseLead reads what FormatLead wrote, in any case and with blanks around
// it. It reports false for a text that is no lead's id of this ledger.
func ParseLead(tag, text string) (LeadID, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if len(text) != tagLetters+idLetters+1 || text[:tagLetters] != tag {
		return 0, false
	}
	body := []byte(text[:tagLetters+idLetters])
	if text[len(body)] != checkLetter(body) {
		return 0, false
	}
	var id LeadID
	for _, c := range body[tagLetters:] {
		if c < 'a' || c > 'z' {
			return 0, false
		}
		id = id*26 + LeadID(c-'a')
	}
	return id, id != 0
}

// checkLetter weighs each letter by its place, so that a letter mistyped or
// two neighbours swapped do not name another lead.
func checkLetter(text []byte) byte {
	sum := 0
	for i, c := range text {
		sum += (2*i + 1) * int(c)
	}
	return 'a' + byte(sum%26)
}
