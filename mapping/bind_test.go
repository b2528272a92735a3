package mapping_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadimport/mapping"
)

func bind(t *testing.T, text string, header ...string) *mapping.Projection {
	t.Helper()
	m, err := mapping.Parse("m.toml", []byte(text), fields, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := m.Bind(header)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestColumnsOfAProjection(t *testing.T) {
	p := bind(t, base+"phone_1 = [\"Mobile\", \"Phone #\"]\nnotes = { template = \"{Pets} {Mobile} {Pets}\" }\n",
		"Extra", "Phone #", "First", "", "Mobile", "Extra", "Pets")
	if got := p.Columns("phone_1"); !slices.Equal(got, []string{"Mobile", "Phone #"}) {
		t.Errorf("columns of phone_1: %q", got)
	}
	if got := p.Columns("notes"); !slices.Equal(got, []string{"Pets", "Mobile"}) {
		t.Errorf("columns of notes: %q", got)
	}
	if got := p.Columns("property_id"); got != nil {
		t.Errorf("columns of a value: %q", got)
	}
	if got := p.Used(); !slices.Equal(got, []int{1, 2, 4, 6}) {
		t.Errorf("used: %d", got)
	}
	if got := p.Unused(); !slices.Equal(got, []string{"Extra", "Extra"}) {
		t.Errorf("unused: %q", got)
	}
}

func TestColumnNamesMatchTrimmedWithBlanksFolded(t *testing.T) {
	p := bind(t, base+`notes = "Move  In Date"`, "\ufeffFirst ", "Move\u00a0In\nDate")
	if values, _ := p.Project(nil, []string{"Ann", "x"}); values[3] != "Ann" || values[14] != "x" {
		t.Errorf("values: %q", values)
	}
}

func TestRecordsThatAreShorterOrLongerThanTheHeader(t *testing.T) {
	p := bind(t, base+"notes = { template = \"{A} {B}\" }\nlast_name = \"B\"\n", "First", "A", "B")
	if values, findings := p.Project(nil, []string{"Ann"}); values[3] != "Ann" || values[14] != "" || findings != nil {
		t.Errorf("%q %v", values, findings)
	}
	if values, findings := p.Project(nil, []string{"Ann", "a", "b", "c"}); values[14] != "a b" || findings != nil {
		t.Errorf("%q %v", values, findings)
	}
}

func TestValuesAreReused(t *testing.T) {
	p := bind(t, base+`notes = "A"`, "First", "A")
	values := make([]string, 0, 64)
	first, _ := p.Project(values, []string{"Ann", "x"})
	second, _ := p.Project(first, []string{"Bob"})
	if &first[0] != &second[0] || second[14] != "" {
		t.Errorf("the slice was not reused, or not cleared: %q", second)
	}
}

func TestDuplicatesAndInput(t *testing.T) {
	for _, c := range []struct {
		name, text string
		duplicates mapping.Duplicates
		input      mapping.Input
	}{
		{"nothing said", "", mapping.Duplicates{Match: []string{"email_1", "phone_1"}, Within: "property_id"}, mapping.Input{}},
		{"off", "[duplicates]\nmatch = []\n", mapping.Duplicates{Match: []string{}, Within: "property_id"}, mapping.Input{}},
		{"all said", "[duplicates]\nmatch = \"phone_1\"\nwithin = \"integration_id\"\n[input]\nencoding = \"windows-1252\"\nheader_row = 3\nempty = [\"-\"]\n",
			mapping.Duplicates{Match: []string{"phone_1"}, Within: "integration_id"},
			mapping.Input{Encoding: "windows-1252", HeaderRow: 3, Empty: []string{"-"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := mapping.Parse("m.toml", []byte(base+c.text), fields, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.duplicates, m.Duplicates); diff != "" {
				t.Errorf("duplicates (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.input, m.Input); diff != "" {
				t.Errorf("input (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAProjectionServesManyAtOnce(t *testing.T) {
	p := bind(t, wide, strings.Split("First,Full,A,B,C,D,E,F", ",")...)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for n := range 200 {
				name := fmt.Sprint("Ann", worker, "-", n)
				if values, _ := p.Project(nil, []string{name, "Ann Lee", "617-555-0100", "home", "", "MA", "7/1/2027", "2"}); values[3] != name {
					t.Errorf("%s became %s", name, values[3])
				}
			}
		})
	}
	all.Wait()
}
