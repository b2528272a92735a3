package main

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"leadimport/importer/propexo/propexotest"
)

// A garbler is an API some of whose answers are JSON of another shape than the
// documents say, under the status that they would have had.
type garbler struct {
	http.Handler
	often int // of a hundred answers

	mu     sync.Mutex
	random *rand.Rand
}

func (g *garbler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := httptest.NewRecorder()
	g.Handler.ServeHTTP(answer, r)
	maps.Copy(w.Header(), answer.Header())
	w.Header().Del("Content-Length")
	w.WriteHeader(answer.Code)
	w.Write(g.garble(answer.Body.Bytes()))
}

// garble gives one or two parts of a body another value.
func (g *garbler) garble(body []byte) []byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	var tree any
	if g.random.IntN(100) >= g.often || json.Unmarshal(body, &tree) != nil {
		return body
	}
	for range 1 + g.random.IntN(2) {
		tree = g.change(tree)
	}
	changed, err := json.Marshal(tree)
	if err != nil {
		panic(err)
	}
	return changed
}

// change goes down the tree at random and changes or drops what it comes to.
func (g *garbler) change(node any) any {
	if g.random.IntN(8) == 0 {
		return g.odd()
	}
	switch node := node.(type) {
	case map[string]any:
		if len(node) == 0 {
			break
		}
		name := slices.Sorted(maps.Keys(node))[g.random.IntN(len(node))]
		node[name] = g.change(node[name])
		if g.random.IntN(10) == 0 {
			delete(node, name)
		}
		return node
	case []any:
		if len(node) == 0 {
			break
		}
		i := g.random.IntN(len(node))
		node[i] = g.change(node[i])
		return node
	}
	return g.odd()
}

func (g *garbler) odd() any { return oddValues[g.random.IntN(len(oddValues))] }

var oddValues = []any{
	nil, true, false, 0, -1, 1.5, 1e300, json.Number("123456789012345678901234567890"),
	"", " ", "x", "null", "0", `{"a":`, "[[[[", strings.Repeat("long ", 2000), "\x00\x1b[31mred", "\u202eback",
	"2027-02-30T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
	[]any{}, []any{nil}, []any{[]any{}}, map[string]any{}, map[string]any{"": nil}, map[string]any{"message": map[string]any{"a": 1}},
}

// TestOddAnswers: whatever shape an answer has, every command ends in words
// that a person can read, every row is in the results, and nothing is twice.
func TestOddAnswers(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			a := propexotest.New(propexotest.Config{
				Key: testKey, Seed: seed, Settle: 100 * time.Millisecond, Spread: 300 * time.Millisecond,
				Entrata: propexotest.Entrata{Unlogged: 50, Rates: map[propexotest.Verdict]int{
					propexotest.Invalid: 150, propexotest.Partial: 100}},
			})
			server := httptest.NewServer(&garbler{Handler: a, often: 5 + int(seed)*20, random: rand.New(rand.NewPCG(seed, 7))})
			t.Cleanup(server.Close)
			useEveryCommand(t, newFolder(t, server.URL, people(40), peopleMapping), a.Sync)
			if twice := a.StoredTwice(); len(twice) > 0 {
				t.Errorf("%d leads were stored twice", len(twice))
			}
		})
	}
}

// useEveryCommand imports leads.csv, of 40 rows, and does all that can be done
// about it afterwards.
func useEveryCommand(t *testing.T, f *folder, sync func()) {
	do := func(line string) {
		t.Helper()
		e := f.do(f.command(strings.Fields(line)...))
		said := e.stdout + e.stderr
		if e.code < exitDone || e.code > exitStopped || strings.Contains(said, "internal error") || strings.ContainsAny(said, "\x00\x1b\u202e") {
			t.Errorf("leadimport %s ended with %d:\n%s", line, e.code, said)
		}
	}
	do("run leads.csv --rate 1000000/s --settle 1s --results 1.csv --failures 1f.csv")
	if got := len(f.lines("1.csv")); got != 40 {
		t.Errorf("%d rows in the results, want 40", got)
	}
	do("settle --settle 1s --rate 1000000/s")
	do("settle --settle 1s --rate 1000000/s --retry-failed")
	do("run 1f.csv --rate 1000000/s --settle 1s --results 2.csv --failures 2f.csv")
	do("run leads.csv --rate 1000000/s --settle 1s --results 3.csv --failures 3f.csv")
	sync()
	do("verify")
	do("verify --json")
	do("runs")
	do("runs --json")
	do("results 1 --results copy.csv")
}
