package importer

import (
	"encoding/json"
	"slices"
	"strings"
)

// longestWords bounds what is kept of a system's words.
const longestWords = 500

// unwrapWords finds the sentences in a property system's error, which comes
// as JSON inside a string, in changing shapes, sometimes wrapped more than
// once. What it cannot unwrap it gives as it came.
func unwrapWords(raw ...string) string {
	var found []string
	for _, text := range raw {
		sentences := dig(text, 0)
		if len(sentences) == 0 {
			sentences = []string{text}
		}
		for _, s := range sentences {
			if s = oneLine(s); s != "" && !slices.Contains(found, s) {
				found = append(found, s)
			}
		}
	}
	return clip(strings.Join(found, "; "), longestWords)
}

// wrappings is how deep JSON inside a string is unwrapped.
const wrappings = 6

func dig(text string, depth int) []string {
	var v any
	text = strings.TrimSpace(text)
	if depth > wrappings || text == "" || !strings.ContainsAny(text[:1], `{["`) || json.Unmarshal([]byte(text), &v) != nil {
		return nil
	}
	return sentences(v, depth)
}

// sentences prefers the members that systems put their message into, and
// otherwise takes every text that is a sentence, not a code.
func sentences(v any, depth int) []string {
	switch v := v.(type) {
	case string:
		if inner := dig(v, depth+1); len(inner) > 0 {
			return inner
		}
		if strings.Contains(strings.TrimSpace(v), " ") {
			return []string{v}
		}
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, sentences(e, depth+1)...)
		}
		return all
	case map[string]any:
		return ofObject(v, depth)
	}
	return nil
}

func ofObject(v map[string]any, depth int) []string {
	for _, key := range []string{"message", "error_message", "errorMessage", "error", "errors", "detail", "description"} {
		if s, ok := v[key].(string); ok && s != "" && dig(s, depth+1) == nil {
			return []string{s}
		}
		if inner := sentences(v[key], depth+1); len(inner) > 0 {
			return inner
		}
	}
	keys := make([]string, 0, len(v))
	for key := range v {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var all []string
	for _, key := range keys {
		all = append(all, sentences(v[key], depth+1)...)
	}
	return all
}

// oneLine puts a text onto one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func clip(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n]) + " ..."
}
