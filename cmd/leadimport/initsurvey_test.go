package main

import "testing"

func TestIsGarbled(t *testing.T) {
	for text, want := range map[string]bool{
		"Müller": false, "MÜLLER": false, "Ølsen": false, "Šárka Œuvré": false, "O’Neill – Boston": false,
		"Renée’s 2½ rooms, 20 °C": false, "plain": false,
		"M¸ller": true, "MŸller": true, "Mⁿller": true, "MÅller": true, "Jƒrgen": true, "JÃ¼rgen": true, "╝": true, "\u0081": true,
	} {
		if got := isGarbled(text); got != want {
			t.Errorf("isGarbled(%q) = %v", text, got)
		}
	}
}
