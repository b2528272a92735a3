package sheet

import "testing"

// Failures hold the user's cells as they were, so whatever an encoding can read
// it must be able to write.
func TestEveryCharacterIsWrittenAsItWasRead(t *testing.T) {
	for _, name := range Encodings() {
		page, err := findCodepage(name)
		if err != nil {
			t.Errorf("%q is listed: %v", name, err)
		}
		if page == nil {
			continue
		}
		read := 0
		for _, text := range everyCharacter(page.wide) {
			if page.gap(text) >= 0 {
				continue
			}
			read++
			want := string(page.decode(nil, text))
			if got := string(page.decode(nil, page.encode(nil, []byte(want)))); got != want {
				t.Errorf("%s: %x is %q, and %q when it has been written", name, text, want, got)
			}
		}
		if read < 170 || page.wide && read < 13000 {
			t.Errorf("%s reads %d characters", name, read)
		}
	}
}

// everyCharacter lists all texts of one byte, and of two and three whose first
// byte is no ASCII.
func everyCharacter(wide bool) (texts [][]byte) {
	for a := range 256 {
		texts = append(texts, []byte{byte(a)})
		for b := 0; wide && a >= 0x80 && b < 256; b++ {
			texts = append(texts, []byte{byte(a), byte(b)})
			for c := 0x80; a == 0x8f && c < 256; c++ {
				texts = append(texts, []byte{byte(a), byte(b), byte(c)})
			}
		}
	}
	return texts
}

func TestDelimitersAreNoHalfOfACharacter(t *testing.T) {
	for name, e := range wideEncodings {
		page := newCodepage(name, e, true)
		for _, text := range everyCharacter(true) {
			if len(text) < 2 || page.character(text) != len(text) {
				continue
			}
			for _, b := range text[1:] {
				if b < 0x40 {
					t.Fatalf("%s: the character %x holds the byte %02x", name, text, b)
				}
			}
		}
	}
}
