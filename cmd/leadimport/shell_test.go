//go:build unix

package main

import (
	"os/exec"
	"testing"
)

// What is printed to be typed must come back from a shell as it was.
func TestShellQuoteSurvivesAShell(t *testing.T) {
	for _, word := range []string{
		"leads.csv", "my leads.csv", "", "it's", `a"b`, "$HOME", "a;b", "*.csv", "~", "José.csv", "a\nb", "#1", "!x", "`id`", `back\slash`,
	} {
		out, err := exec.Command("sh", "-c", "printf %s "+shellQuote(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q comes back as %q (%v)", word, out, err)
		}
	}
}
