package propexotest

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// fingerprint is a number of what a lead says, whatever the order of its keys
// and the blanks between them.
func fingerprint(lead *Lead) uint64 {
	var sum uint64
	for i, value := range lead.values {
		if value != nil {
			sum += hash(uint64(i)+1, text(value))
		}
	}
	return sum
}

// Fingerprint returns the name under which StoredTwice reports a payload.
func Fingerprint(body []byte) string {
	lead, _, _ := parse(body)
	return printName(fingerprint(lead))
}

func printName(print uint64) string { return fmt.Sprintf("%016x", print) }

// contacts are a lead's e-mail and phone as the property system compares
// them, each at its property; 0 stands for none.
func contacts(lead *Lead) (email, phone uint64) {
	property := hash(0, text(lead.values[atProperty]))
	if s := strings.ToLower(strings.TrimSpace(text(lead.values[atEmail]))); s != "" {
		email = hash(property, s)
	}
	if s := digits(text(lead.values[atPhone])); s != "" {
		phone = hash(property+1, s)
	}
	return email, phone
}

// digits is a phone without its punctuation and without the country code of
// North America.
func digits(phone string) string {
	var b strings.Builder
	for _, r := range phone {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	if s := b.String(); len(s) == 11 {
		return strings.TrimPrefix(s, "1")
	}
	return b.String()
}

// hash is FNV-1a, begun with a salt. It is the same in every process, so that
// fingerprints can be compared across them.
func hash(salt uint64, s string) uint64 {
	h := fnv.New64a()
	var start [8]byte
	for i := range start {
		start[i] = byte(salt >> (8 * i))
	}
	h.Write(start[:])
	h.Write([]byte(s))
	return h.Sum64()
}
