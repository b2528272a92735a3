package mapping

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A tier is how a column came to a field, the surest first.
type tier int

const (
	exact     tier = iota // its name is a name of the field
	similar               // but for words such as "Lead" or one slip
	contained             // it is a sentence with such a name in it, and its values fit
	byLooks               // its values alone
	noMatch
)

// headerWords splits a column's name into words: "Move-In Date", "moveInDate"
// and "MOVE_IN_DATE" have the same three.
func headerWords(name string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	for _, r := range norm.NFC.String(name) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			if r != '\'' && r != '’' {
				flush()
			}
			continue
		case unicode.IsUpper(r) && len(word) > 0 && unicode.IsLower(word[len(word)-1]):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return words
}

// squash is the form in which names are compared: letters and digits alone.
func squash(words []string) string { return strings.Join(words, "") }

// leading are words that may stand before a name and say whose field it is, or
// ask for it, and nothing of what it is. Behind a name they change it: Last
// Contact is no last name.
var leading = wordSet(`lead leads contact contacts prospect prospects guest guestcard renter renters customer client applicant
	attendee subscriber registrant your you the a an my is are what whats please enter provide kindly best field custom
	ihr ihre bitte`)

// asides are words that stand in brackets behind a name and change nothing.
var asides = wordSet(`mm dd yyyy yy m d y est edt cst cdt mst mdt pst pdt utc gmt optional required usd us if any applicable
	per month monthly mo e g eg month day year format no dashes digits bitte angeben`)

// others are words that make a column another person's or another thing's, in
// a name that only contains one of ours.
var others = wordSet(`agent emergency co coapplicant cosigner cosign guarantor spouse wife husband partner roommate roommates owner
	landlord employer company business manager property community listing office staff leasing assigned referred referrer referral
	friend parent parents previous prior former old billing shipping ip event last created modified updated sent opened received
	actual quoted approved paid deposit fee income salary under over children kids pet pets age min max minimum maximum current
	flexible not out half tracking rent original annual yearly purchase mortgage marketing
	number2 id order code record account ref reference vehicle building unit alternate secondary other second`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// A vocabulary is the names of one field, ready for comparison.
type vocabulary struct {
	names map[string]bool // squashed
	words [][]string
}

func newVocabulary(names ...string) vocabulary {
	v := vocabulary{names: map[string]bool{}}
	for _, name := range names {
		words := headerWords(name)
		v.names[squash(words)] = true
		v.words = append(v.words, words)
	}
	return v
}

// tier says how near a column's name is to those of the vocabulary. sure says
// that the field's values can be recognised: then a name may stand within a
// sentence.
func (v vocabulary) tier(header []string, aside []string, sure bool) tier {
	for _, words := range [][]string{header, aside} {
		if v.names[squash(words)] {
			return exact
		}
	}
	for _, words := range [][]string{header, aside} {
		core := words
		for len(core) > 0 && leading[core[0]] {
			core = core[1:]
		}
		if len(core) > 0 && v.names[squash(core)] || v.slip(core) {
			return similar
		}
	}
	if v.within(aside, sure) {
		return contained
	}
	return noMatch
}

func without(words []string, set map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(words), func(word string) bool { return set[word] })
}

// slip says whether a long name is one slip of the finger away. Digits are no
// slips: Address 2 is not Address 1; nor are words that mean something else:
// an employer is no employee.
func (v vocabulary) slip(words []string) bool {
	name := squash(words)
	if len(name) < 7 || slices.ContainsFunc(words, func(word string) bool { return others[word] }) {
		return false
	}
	for other := range v.names {
		near := -2 < len(other)-len(name) && len(other)-len(name) < 2
		if near && len(other) > 6 && digitsOf(name) == digitsOf(other) && Distance(name, other) == 1 {
			return true
		}
	}
	return false
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// within looks for one of the names in a sentence that speaks of nothing else.
func (v vocabulary) within(header []string, sure bool) bool {
	for _, name := range v.words {
		if len(name) < 3 && !sure || len(name) == 1 && len(name[0]) < 4 {
			continue
		}
		for i := 0; i+len(name) <= len(header); i++ {
			if !slices.Equal(header[i:i+len(name)], name) {
				continue
			}
			rest := slices.Concat(header[:i], header[i+len(name):])
			if !slices.ContainsFunc(rest, func(word string) bool { return others[word] || digitsOf(word) != "" }) {
				return true
			}
		}
	}
	return false
}

// withoutAside takes brackets with a remark off a column's name, such as
// (optional) or (MM/DD/YYYY).
func withoutAside(name string) []string {
	before, rest, found := strings.Cut(name, "(")
	inside, after, closed := strings.Cut(rest, ")")
	if !found || !closed || len(without(headerWords(inside), asides)) > 0 {
		return headerWords(name)
	}
	return slices.Concat(headerWords(before), headerWords(after))
}
