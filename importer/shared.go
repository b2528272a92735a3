package importer

import (
	"cmp"
	"slices"
)

// A Shared value is an e-mail or a phone that many different people have: as
// a rule a placeholder that somebody typed to get past a form.
type Shared struct {
	Field  string `json:"field"`
	Value  string `json:"value"`
	People int    `json:"people"` // different first names
	Rows   int    `json:"rows"`
	First  []int  `json:"first"` // the first rows, as Excel counts them
}

// manyPeople is how many people a household's phone may well have.
const manyPeople = 3

// sharing notices contact values that come back under another name. It keeps
// only values that came twice.
type sharing struct {
	values map[Hash]*sharedValue
}

type sharedValue struct {
	field, value string
	names        map[uint64]bool
	rows         int
	first        []int
}

func newSharing() *sharing { return &sharing{values: map[Hash]*sharedValue{}} }

// see takes a row into account, before identity decides it.
func (s *sharing) see(keys *keyring, id *identity, row *Row) {
	if row.Unusable() || len(row.Person.Keys) == 0 {
		return
	}
	for i, key := range keys.contacts(row.Values) {
		claim := id.claims.get(key)
		if claim == 0 {
			continue
		}
		v := s.values[key]
		if v == nil {
			first := id.all.at(claim)
			v = &sharedValue{field: Fields[i].Name, value: row.Values[i], names: map[uint64]bool{first.firstName: true},
				rows: 1, first: []int{int(first.row)}}
			s.values[key] = v
		}
		v.rows++
		if len(v.first) < firstRows {
			v.first = append(v.first, row.Number)
		}
		if len(v.names) < 1000 {
			v.names[short(row.Person.FirstName)] = true
		}
	}
}

// worst lists the values of many people, those of the most people first.
func (s *sharing) worst() []Shared {
	list := []Shared{}
	for _, v := range s.values {
		if len(v.names) > manyPeople {
			list = append(list, Shared{v.field, v.value, len(v.names), v.rows, v.first})
		}
	}
	slices.SortFunc(list, func(a, b Shared) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Value, b.Value))
	})
	return list[:min(len(list), 10)]
}
