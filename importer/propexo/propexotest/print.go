package propexotest

import (
	"bytes"
	"fmt"
)

// fingerprint is a number of what a lead says, whatever the order of its keys
// and the blanks between them.
func fingerprint(lead *Lead) uint64 {
	var sum uint64
	for i, value := range lead.values {
		if value != nil {
			sum += hash(uint64(i)+1, content(value))
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
	property := hash(0, content(lead.values[atProperty]))
	if s := bytes.ToLower(bytes.TrimSpace(content(lead.values[atEmail]))); len(s) > 0 {
		email = hash(property, s)
	}
	if s := digits(content(lead.values[atPhone])); len(s) > 0 {
		phone = hash(property+1, s)
	}
	return email, phone
}

// digits is a phone without its punctuation and without the country code of
// North America.
func digits(phone []byte) []byte {
	kept := make([]byte, 0, 24)
	for _, c := range phone {
		if c >= '0' && c <= '9' {
			kept = append(kept, c)
		}
	}
	if len(kept) == 11 {
		return bytes.TrimPrefix(kept, []byte("1"))
	}
	return kept
}

// hash is FNV-1a of a salt and a text, by hand to spare a create a dozen
// allocations. It is the same in every process, so that fingerprints can be
// compared across them.
func hash(salt uint64, text []byte) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for ; salt > 0; salt >>= 8 {
		h = (h ^ salt&0xff) * prime
	}
	h = (h ^ 0xff) * prime
	for _, c := range text {
		h = (h ^ uint64(c)) * prime
	}
	return h
}
