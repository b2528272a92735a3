package mapping

import (
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Input says of the file what cannot be seen from it.
type Input struct {
	Encoding  string   // used where there is neither a BOM nor valid UTF-8; empty: none was given
	HeaderRow int      // the row of the header as Excel counts it, from 1; 0: not declared
	Empty     []string // cells that mean nothing, as written
}

// lastHeaderRow is far below any header: a number beyond it is a slip.
const lastHeaderRow = 1000

var inputKeywords = map[string]func(*reader, *Input, entry){
	"encoding":   (*reader).readEncoding,
	"header_row": func(r *reader, in *Input, e entry) { in.HeaderRow = r.whole(e, 1, lastHeaderRow) },
	"empty":      (*reader).readEmpty,
}

func (r *reader) readInput(m *Mapping, table *node) {
	for _, e := range table.entries {
		if read, ok := inputKeywords[e.key]; ok {
			read(r, &m.Input, e)
		} else {
			r.faults.add(e.at, "[input] has no "+quote(e.key), didYouMean(e.key, known(inputKeywords)))
		}
	}
}

func (r *reader) readEncoding(in *Input, e entry) {
	name, ok := r.text(e)
	switch {
	case !ok:
	case r.encodings == nil || slices.ContainsFunc(r.encodings, func(known string) bool { return sameEncoding(known, name) }):
		in.Encoding = name
	default:
		r.faults.add(e.value.at, "the encoding "+quote(name)+" is not known", didYouMean(name, r.encodings))
	}
}

func sameEncoding(a, b string) bool {
	joined := strings.NewReplacer("-", "", "_", "", " ", "")
	return strings.EqualFold(joined.Replace(a), joined.Replace(b))
}

func (r *reader) readEmpty(in *Input, e entry) {
	if isArray(e.value) && len(e.value.items) == 0 {
		return
	}
	for _, item := range r.texts(e) {
		in.Empty = append(in.Empty, item.text)
	}
}

func isArray(n *node) bool { return n.kind == unstable.Array }
