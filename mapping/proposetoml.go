package mapping

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// tomlString writes a basic string of TOML.
func tomlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// tomlStrings writes one string as it is, and several as a list.
func tomlStrings(list []string) string {
	if len(list) == 1 {
		return tomlString(list[0])
	}
	return "[" + joinStrings(list) + "]"
}

func joinStrings(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = tomlString(s)
	}
	return strings.Join(quoted, ", ")
}

// emptyWords lists the cells that mean nothing, as the columns that feed
// fields write them. A word that may be a name is left out if a name's column
// has it.
func (p *proposer) emptyWords() []string {
	var words []string
	inNames := map[string]bool{}
	for i, pick := range p.picks {
		for _, c := range pick.columns {
			for key, word := range c.nothings {
				if p.fields[i].Kind == Name {
					inNames[key] = true
				}
				words = append(words, word)
			}
		}
	}
	ambiguous := func(word string) bool {
		key := fold(word)
		return inNames[key] && slices.ContainsFunc(noWord, func(w string) bool { return fold(w) == key })
	}
	slices.Sort(words)
	words = slices.CompactFunc(words, func(a, b string) bool { return fold(a) == fold(b) })
	return slices.DeleteFunc(words, ambiguous)
}
