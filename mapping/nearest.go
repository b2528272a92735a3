package mapping

import "strings"

// nearest returns the candidate that somebody who wrote word probably meant,
// or "" if none is near: one that differs in case and blanks alone, else the
// one with the fewest slips of the finger, fewer than a third of its letters.
func nearest(word string, candidates []string) string {
	folded := fold(word)
	best, fewest := "", len(word)
	for _, candidate := range candidates {
		other := fold(candidate)
		if other == folded {
			return candidate
		}
		slips := Distance(folded, other)
		if slips < fewest && slips*3 < max(len(folded), len(other)) {
			best, fewest = candidate, slips
		}
	}
	return best
}

// didYouMean words the nearest candidate as a fix; without one it lists what
// there is.
func didYouMean(word string, candidates []string) string {
	if near := nearest(word, candidates); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return "there are " + list(candidates)
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

// Distance counts the slips of the finger between two words: the letters to
// insert, leave out, replace, or swap with their neighbour, to make b of a.
func Distance(a, b string) int {
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
