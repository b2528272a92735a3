package mapping_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadimport/mapping"
)

var update = flag.Bool("update", false, "rewrite what the faults should say")

// TestFaultsOfAFile holds every mapping in testdata/faults against the faults
// that stand beside it.
func TestFaultsOfAFile(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal("no mappings to test", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := faultsOf(t, filepath.Base(file), text)
			golden := strings.TrimSuffix(file, ".toml") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// faultsOf binds what could be parsed to a header with a column twice.
func faultsOf(t *testing.T, name string, text []byte) string {
	t.Helper()
	m, err := mapping.Parse(name, text, fields, []string{"windows-1252", "shift_jis", "UTF-8"})
	if m != nil {
		_, err = m.Bind([]string{"First Name", "Last\u00a0 Name", "Phone", "E-mail", "Phone", "", "Source", "Community", "Move In", "Max Rent"})
	}
	var faults mapping.Errors
	if !errors.As(err, &faults) {
		t.Fatalf("no faults but %v", err)
	}
	return faults.Error() + "\n"
}

func TestFaultsOfParseAloneAreThoseOfBindWithoutColumns(t *testing.T) {
	m, err := mapping.Parse("m.toml", []byte(base+"colour = \"First\"\n"), fields, nil)
	if err == nil {
		t.Fatal("an unknown field was taken")
	}
	if _, bound := m.Bind([]string{"First"}); bound == nil || bound.Error() != err.Error() {
		t.Errorf("Parse said %v, Bind %v", err, bound)
	}
}

func TestAByteOrderMarkIsNoFault(t *testing.T) {
	if _, err := mapping.Parse("m.toml", []byte("\ufeff"+base), fields, nil); err != nil {
		t.Error(err)
	}
}
