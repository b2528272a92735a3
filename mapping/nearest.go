package mapping

import (
	"iter"
	"slices"
	"strings"
)

// nearest returns the candidate that somebody who wrote word probably meant,
// or "" if none is near: one that differs in case and blanks alone, else the
// fewest slips of the finger, at most a third of the word.
func nearest(word string, candidates iter.Seq[string]) string {
	folded := fold(word)
	best, fewest := "", len([]rune(folded))/3+1
	for candidate := range candidates {
		other := fold(candidate)
		if candidate == "" || other == folded {
			if candidate != "" {
				return candidate
			}
			continue
		}
		if slips := distance(folded, other); slips < fewest {
			best, fewest = candidate, slips
		}
	}
	return best
}

// didYouMean words the nearest candidate as a fix; without one it lists what
// there is.
func didYouMean(word string, candidates []string) string {
	if near := nearest(word, slices.Values(candidates)); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return "there is " + list(candidates)
}

// listed is how many choices a message names.
const listed = 8

// list names the first choices, quoted, and counts the rest.
func list(choices []string) string {
	quoted := make([]string, 0, listed)
	for _, choice := range choices[:min(len(choices), listed)] {
		quoted = append(quoted, quote(choice))
	}
	names := strings.Join(quoted, ", ")
	if rest := len(choices) - listed; rest > 0 {
		names += " and " + plural(rest, "other")
	}
	return names
}

// distance counts the letters to insert, leave out, replace, or swap with
// their neighbour, to make b of a.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last, now := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		now[0] = i
		for j := 1; j <= len(t); j++ {
			replaced := last[j-1]
			if s[i-1] != t[j-1] {
				replaced++
			}
			now[j] = min(replaced, last[j]+1, now[j-1]+1)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(t)]
}
