package importer

import (
	"crypto/sha256"
	"hash"
)

// A hasher makes the hashes by which the ledger knows values. It is for one
// goroutine.
type hasher struct {
	hash hash.Hash
	buf  []byte
}

func newHasher() *hasher { return &hasher{hash: sha256.New()} }

// payload hashes all fields of a lead as they are sent; values are canonical,
// in the order of Fields, and an empty one is an absent field.
func (h *hasher) payload(values []string) Hash {
	h.buf = h.buf[:0]
	for i, value := range values {
		if value != "" {
			h.buf = append(append(h.buf, Fields[i].Name...), 0)
			h.buf = append(append(h.buf, value...), 0)
		}
	}
	return h.sumBuf()
}

// sum hashes the parts of a key. What stands before them tells the generation
// of the rules by which keys are made: keys never expire, so a change of the
// rules must change every key.
func (h *hasher) sum(parts ...string) Hash {
	h.buf = append(h.buf[:0], "1\x00"...)
	for _, part := range parts {
		h.buf = append(append(h.buf, part...), 0)
	}
	return h.sumBuf()
}

func (h *hasher) sumBuf() (half Hash) {
	h.hash.Reset()
	h.hash.Write(h.buf)
	var full [sha256.Size]byte
	copy(half[:], h.hash.Sum(full[:0]))
	return half
}
