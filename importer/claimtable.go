package importer

import "encoding/binary"

// A claimTable tells which claim holds a key, in a good third of the memory
// of a map. Of each hash it keeps eight bytes: two keys of a million rows are
// the same by chance in one of ten million runs. It grows by parts, so that
// growing never holds everything twice.
type claimTable [256]claimPart

// A claimPart has the keys with one first byte: open addressing with linear
// probing. A slot without a claim is free; that of a key which was given up
// keeps its place, so that the keys behind it are found.
type claimPart struct {
	keys   []uint64
	claims []claimID
	filled int // slots that are not free
}

// givenUp is the claim in the slot of a key that nobody holds any more.
const givenUp claimID = -1

// get returns the claim that holds the key, 0 if none does.
func (t *claimTable) get(key Hash) claimID {
	p := &t[key[8]]
	if len(p.keys) == 0 {
		return 0
	}
	return max(0, p.claims[p.slot(short(key))])
}

// set gives the key to a claim.
func (t *claimTable) set(key Hash, claim claimID) {
	p := &t[key[8]]
	if p.filled*8 >= len(p.keys)*7 {
		p.grow()
	}
	p.put(short(key), claim)
}

// remove gives the key up, if somebody holds it.
func (t *claimTable) remove(key Hash) {
	p := &t[key[8]]
	if len(p.keys) == 0 {
		return
	}
	if at := p.slot(short(key)); p.claims[at] != 0 {
		p.claims[at] = givenUp
	}
}

func (p *claimPart) put(key uint64, claim claimID) {
	at := p.slot(key)
	if p.claims[at] == 0 {
		p.filled++
	}
	p.keys[at], p.claims[at] = key, claim
}

// slot is where the key is, or the free slot where it would be.
func (p *claimPart) slot(key uint64) int {
	n := uint64(len(p.keys))
	for at := key % n; ; at = (at + 1) % n {
		if p.claims[at] == 0 || p.keys[at] == key {
			return int(at)
		}
	}
}

// grow makes room for half as many keys again.
func (p *claimPart) grow() {
	old := *p
	size := max(8, len(old.keys)*3/2)
	*p = claimPart{keys: make([]uint64, size), claims: make([]claimID, size)}
	for i, claim := range old.claims {
		if claim > 0 {
			p.put(old.keys[i], claim)
		}
	}
}

// short is enough of a hash to tell two values of one run apart.
func short(h Hash) uint64 { return binary.LittleEndian.Uint64(h[:]) }
