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

func TestIsGarbledJapanese(t *testing.T) {
	for text, want := range map[string]bool{
		"田中 太郎": false, "ポール": false, "plain": false, "ＡＢＣマンション": false, "(株)山田": false, "A棟のLDK": false, "ｱﾊﾟｰﾄの1階": false, "ﾀﾛｳ": false,
		"J駻駑ie": true, "ﾜber": true, "Zoё": true,
	} {
		if got := isGarbledJapanese(text); got != want {
			t.Errorf("isGarbledJapanese(%q) = %v", text, got)
		}
	}
}
