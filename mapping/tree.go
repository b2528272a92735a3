package mapping

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// A node is one value of the file. Decoding into Go types would stop at the
// first fault, lose the order of tables, and know no places: so the file is
// kept as a tree until its meaning has been checked.
type node struct {
	at      pos
	kind    unstable.Kind // Table, Array, String, Bool, Integer, Float or a kind of date
	text    string        // a string's text; any other scalar as it was written
	entries []entry       // of a table, in the order of the file
	items   []*node       // of an array
}

// An entry is one key of a table and its value.
type entry struct {
	key   string
	at    pos
	value *node
}

// entry returns the entry of a key, or nil.
func (n *node) entry(key string) *entry {
	for i := range n.entries {
		if n.entries[i].key == key {
			return &n.entries[i]
		}
	}
	return nil
}

// readTree reads a TOML document. What is not TOML is one fault: the reader
// cannot know what follows it.
func readTree(text []byte, faults *faults) *node {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) // Windows editors write it
	t := treeBuilder{places: newPlaces(text), faults: faults}
	t.parser.Reset(text)
	root := t.build()
	// The parser knows the grammar, the decoder the rest: a table twice, a
	// value used as a table. Keys twice are found here, with better places.
	var whole map[string]any
	err := toml.Unmarshal(text, &whole)
	if err == nil || len(faults.list) > 0 {
		return root
	}
	at := pos{1, 1}
	var broken *toml.DecodeError
	if errors.As(err, &broken) {
		at = t.places.at(t.places.offset(broken.Position()))
	}
	problem, fix := strings.TrimPrefix(err.Error(), "toml: "), ""
	if strings.Contains(problem, "at start of value") {
		fix = "a text stands in quotes, and so does a column's name"
	}
	faults.add(at, problem, fix)
	return nil
}

// build makes the tree of what can be parsed.
func (t *treeBuilder) build() *node {
	root := &node{at: pos{1, 1}, kind: unstable.Table}
	table := root
	for t.parser.NextExpression() {
		switch e := t.parser.Expression(); e.Kind {
		case unstable.Table:
			table = t.descend(root, e.Key())
		case unstable.ArrayTable:
			table = t.appendTable(root, e.Key())
		case unstable.KeyValue:
			t.put(table, e)
		}
	}
	return root
}

type treeBuilder struct {
	parser unstable.Parser
	places *places
	faults *faults
}

// put adds a key and its value to a table; a dotted key makes tables.
func (t *treeBuilder) put(table *node, e *unstable.Node) {
	path := t.path(e.Key())
	last := path[len(path)-1]
	for _, step := range path[:len(path)-1] {
		table = table.child(step)
	}
	if earlier := table.entry(last.key); earlier != nil {
		t.faults.add(last.at, quote(last.key)+" is written twice", "keep one: the other is in line "+strconv.Itoa(earlier.at.line))
		return
	}
	table.entries = append(table.entries, entry{last.key, last.at, t.value(e.Value(), last.at)})
}

func (t *treeBuilder) descend(table *node, key unstable.Iterator) *node {
	for _, step := range t.path(key) {
		table = table.child(step)
	}
	return table
}

// appendTable adds a table to an array of tables. The format has none, but
// the reader of the tree should be told so at the right place.
func (t *treeBuilder) appendTable(table *node, key unstable.Iterator) *node {
	path := t.path(key)
	last := path[len(path)-1]
	for _, step := range path[:len(path)-1] {
		table = table.child(step)
	}
	if table.entry(last.key) == nil {
		array := &node{at: last.at, kind: unstable.Array}
		table.entries = append(table.entries, entry{last.key, last.at, array})
	}
	array := table.entry(last.key).value
	item := &node{at: last.at, kind: unstable.Table}
	array.items = append(array.items, item)
	return item
}

// child returns the table under a key, and makes it if need be. In an array
// of tables it is the last one.
func (n *node) child(step entry) *node {
	found := n.entry(step.key)
	if found == nil {
		made := &node{at: step.at, kind: unstable.Table}
		n.entries = append(n.entries, entry{step.key, step.at, made})
		return made
	}
	if items := found.value.items; len(items) > 0 {
		return items[len(items)-1]
	}
	return found.value
}

// path lists the parts of a dotted key as entries without values.
func (t *treeBuilder) path(key unstable.Iterator) []entry {
	var path []entry
	for key.Next() {
		part := key.Node()
		path = append(path, entry{key: string(part.Data), at: t.places.at(int(part.Raw.Offset))})
	}
	return path
}

// value copies a value out of the parser, which reuses its nodes. Arrays have
// no place of their own there: they get that of their key.
func (t *treeBuilder) value(v *unstable.Node, key pos) *node {
	n := &node{at: key, kind: v.Kind, text: string(v.Data)}
	if v.Raw.Length > 0 {
		n.at = t.places.at(int(v.Raw.Offset))
	}
	for children := v.Children(); children.Next(); {
		child := children.Node()
		if v.Kind == unstable.InlineTable {
			t.put(n, child)
		} else {
			n.items = append(n.items, t.value(child, key))
		}
	}
	if n.kind == unstable.InlineTable {
		n.kind = unstable.Table
	}
	return n
}
