package mapping

import (
	"net/mail"
	"strings"
	"unicode/utf8"
)

// longestEmail is the longest address that mail servers carry.
const longestEmail = 254

// net/mail takes these as letters; in an address they are slips of a word
// processor or a web page.
const (
	typographic = "‘’“”"
	unseen      = "\u00a0\u202f\u200b\ufeff\u2060"
)

// email takes one bare address, as it was typed: its case is kept.
func email(cell string) (string, *trouble) {
	if !isPlainAddress(cell) {
		address, err := mail.ParseAddress(cell)
		if err != nil || address.Address != cell || strings.ContainsAny(cell, typographic+unseen+"\ufffd") {
			return "", noEmail(cell)
		}
	}
	domain := cell[strings.LastIndexByte(cell, '@')+1:]
	switch {
	case len(cell) > longestEmail:
		return "", bad(BadEmail, quote(cell)+" is longer than an e-mail address can be", "correct the address")
	case !strings.Contains(domain, "."):
		return "", bad(BadEmail, quote(cell)+" ends without a domain such as .com", "write the whole address")
	case !isDomain(domain):
		return "", noEmail(cell)
	}
	return cell, nil
}

// isPlainAddress spares nearly every address the way through net/mail, which
// takes each of these as it is: a test holds the two together.
func isPlainAddress(s string) bool {
	local, domain, found := strings.Cut(s, "@")
	if !found || !isDomain(domain) || local == "" || local[0] == '.' || local[len(local)-1] == '.' {
		return false
	}
	for i := range len(local) {
		switch c := local[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-', c == '+', c == '\'':
		case c == '.' && local[i-1] != '.':
		default:
			return false
		}
	}
	return true
}

// isDomain says whether s is made of labels of ASCII letters, digits and
// inner hyphens.
func isDomain(s string) bool {
	for rest, more := s, true; more; {
		var label string
		label, rest, more = strings.Cut(rest, ".")
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			c := label[i]
			if (c|0x20 < 'a' || 'z' < c|0x20) && (c < '0' || '9' < c) && c != '-' {
				return false
			}
		}
	}
	return true
}

// noEmail says why, as far as it can be seen.
func noEmail(cell string) *trouble {
	const fix = "write one address, such as ann@example.com"
	odd := strings.IndexFunc(cell, func(r rune) bool { return r >= utf8.RuneSelf })
	switch {
	case strings.ContainsAny(cell, typographic):
		return bad(BadEmail, quote(cell)+" has typographic quotes in it", "type the address again with plain characters")
	case strings.ContainsAny(cell, unseen):
		return bad(BadEmail, quote(cell)+" has a blank in it that cannot be seen (a no-break space or the like)", "type the address again")
	case strings.Count(cell, "@") > 1:
		return bad(BadEmail, quote(cell)+" has more than one @", "keep one address in the cell")
	case strings.ContainsAny(cell, "<>"):
		return bad(BadEmail, quote(cell)+" is more than an address", "keep only what stands between < and >")
	case !strings.Contains(cell, "@"):
		return bad(BadEmail, quote(cell)+" is no e-mail address: it has no @", fix)
	case odd >= 0:
		letter, _ := utf8.DecodeRuneInString(cell[odd:])
		return bad(BadEmail, quote(cell)+" has "+quote(string(letter))+" in it", "type the address again with plain characters")
	}
	return bad(BadEmail, quote(cell)+" is no e-mail address", fix)
}
