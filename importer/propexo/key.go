package propexo

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
)

// A Key is an API key that does not show itself: whatever prints a Key, or a
// struct that holds one, prints no part of the secret. The zero Key is no key.
type Key struct {
	// A pointer, because fmt calls no methods on what it finds in unexported
	// members; there it prints the address.
	secret *string
}

const hidden = "[key]"

// ParseKey takes a key as it stands in a file or an environment variable:
// blanks and line breaks around it are dropped. Its errors do not quote it.
func ParseKey(text string) (Key, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Key{}, errors.New("the API key is empty")
	}
	for _, r := range text {
		if r <= ' ' || r > '~' {
			return Key{}, errors.New("the API key holds a blank, a line break or a letter " +
				"that no key has: it must be the key alone")
		}
	}
	return Key{secret: &text}, nil
}

// IsZero says whether there is no key.
func (k Key) IsZero() bool { return k.secret == nil }

// String returns a placeholder, as do all the other methods that print.
func (k Key) String() string { return hidden }

// GoString hides the key from %#v.
func (k Key) GoString() string { return hidden }

// Format hides the key from every verb.
func (k Key) Format(f fmt.State, _ rune) { fmt.Fprint(f, hidden) }

// MarshalText hides the key from JSON and its like.
func (k Key) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue hides the key from slog.
func (k Key) LogValue() slog.Value { return slog.StringValue(hidden) }

// cutFrom removes the key from a text that the API sent back.
func (k Key) cutFrom(text string) string {
	if k.IsZero() {
		return text
	}
	return strings.ReplaceAll(text, *k.secret, hidden)
}
