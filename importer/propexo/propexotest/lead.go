package propexotest

import (
	"bytes"
	"encoding/json"
)

// A Lead is one request body of Create Lead: Entrata. It is valid only during
// the call that it is handed to.
type Lead struct {
	raw    []byte
	values [len(fields)][]byte // the JSON token of each field, nil if absent
}

// Field returns the text of a field: strings without quotes, numbers as they
// were written, empty if the field is absent.
func (l *Lead) Field(name string) string {
	i, ok := fieldIndex[name]
	if !ok {
		return ""
	}
	return text(l.values[i])
}

// JSON returns the body as it was sent.
func (l *Lead) JSON() json.RawMessage { return bytes.Clone(l.raw) }

// parse takes a body apart without decoding its values. It reports the keys
// that the endpoint does not know; ok is false if body is no JSON object. Of
// a key given twice the last value counts, as in JavaScript.
func parse(body []byte) (lead *Lead, unknown []string, ok bool) {
	lead = &Lead{raw: body}
	rest := bytes.TrimLeft(body, " \t\r\n")
	if len(rest) == 0 || rest[0] != '{' || !json.Valid(body) {
		return lead, nil, false
	}
	for rest = rest[1:]; ; {
		rest = bytes.TrimLeft(rest, " \t\r\n,")
		if rest[0] == '}' {
			return lead, unknown, true
		}
		n := tokenEnd(rest)
		key := rest[:n]
		rest = bytes.TrimLeft(rest[n:], " \t\r\n:")
		n = tokenEnd(rest)
		if i, known := fieldOf(key); known {
			lead.values[i] = rest[:n]
		} else {
			unknown = append(unknown, text(key))
		}
		rest = rest[n:]
	}
}

func fieldOf(key []byte) (int, bool) {
	if i, ok := fieldIndex[string(key[1:len(key)-1])]; ok {
		return i, true
	}
	i, ok := fieldIndex[text(key)]
	return i, ok
}

// tokenEnd returns the length of the JSON value that b begins with. b is part
// of a valid document, so nothing can be missing.
func tokenEnd(b []byte) int {
	depth := 0
	for i := 0; ; i++ {
		switch b[i] {
		case '"':
			for i++; b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
}

// text returns what a JSON token says: a string's content, anything else as
// it is written.
func text(token []byte) string { return string(content(token)) }

// content is text without a copy, unless there is something to unescape.
func content(token []byte) []byte {
	if len(token) < 2 || token[0] != '"' {
		return token
	}
	if bytes.IndexByte(token, '\\') < 0 {
		return token[1 : len(token)-1]
	}
	var s string
	if err := json.Unmarshal(token, &s); err != nil {
		panic("propexotest: a token of a valid document cannot be read: " + err.Error())
	}
	return []byte(s)
}
