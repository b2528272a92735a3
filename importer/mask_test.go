package importer

import (
	"testing"
)

func TestQuotedValuesAreMasked(t *testing.T) {
	lead := Lead{FirstName: "An", LastName: "O'Neill", Address1: "12 Elm & Oak <Rear>", City: "São Paulo",
		ZIP: "02116", Email1: "an@example.com", Phone1: "6175550100", Notes: "owns a \"cat\"\nand two dogs"}
	tests := []struct{ name, said, want string }{
		{"by itself", "cannot find An, O'Neill", "cannot find [first_name], [last_name]"},
		{"no part of a word", "And then an answer for Ann", "And then [first_name] answer for Ann"},
		{"in other letters", "no AN O'NEILL here", "no [first_name] [last_name] here"},
		{"as JSON", `{"notes":"owns a \"cat\"\nand two dogs"}`, `{"notes":"[notes]"}`},
		{"as JSON for HTML", `{"address_1":"12 Elm \u0026 Oak \u003cRear\u003e"}`, `{"address_1":"[address_1]>"}`},
		{"as ASCII", `in S\u00e3o Paulo`, "in [city]"},
		{"as JSON in JSON", `"{\"notes\":\"owns a \\\"cat\\\"\\nand two dogs\"}"`, `"{\"notes\":\"[notes]\"}"`},
		{"as HTML", "12 Elm &amp; Oak &lt;Rear&gt; is no address", "[address_1]> is no address"},
		{"in one line", `bad notes: owns a "cat" and two dogs`, "bad notes: [notes]"},
		{"cut off", `the notes are too long: owns a "cat" and t...`, "the notes are too long: [notes]..."},
		{"cut off between words", `the notes are too long: owns a "cat...`, "the notes are too long: [notes]..."},
		{"the beginning alone, in a whole text", "owns a house", "owns a house"},
		{"another e-mail and a grouped phone", "x@example.org, (617) 555-0199", "[e-mail], [digits]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := masked(Answer{Message: test.said}, lead); got != test.want {
				t.Errorf("masked(%q)\n got %q\nwant %q", test.said, got, test.want)
			}
		})
	}
}
