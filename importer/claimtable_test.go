package importer

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// TestClaimTableIsAMap does the same to a table and to a map, at random.
func TestClaimTableIsAMap(t *testing.T) {
	for seed := range uint64(4) {
		dice := rand.New(rand.NewPCG(seed, 1))
		spread := 1 + dice.Uint64N(60_000) // many keys are met again
		table, plain := new(claimTable), map[Hash]claimID{}
		for step := range 200_000 {
			var key Hash
			n := dice.Uint64N(spread)
			binary.LittleEndian.PutUint64(key[:], n*7919)
			key[8] = byte(n)
			if got := table.get(key); got != plain[key] {
				t.Fatalf("seed %d, step %d: the table has %d, want %d", seed, step, got, plain[key])
			}
			switch dice.IntN(3) {
			case 0, 1:
				claim := claimID(step + 1)
				table.set(key, claim)
				plain[key] = claim
			default:
				table.remove(key)
				delete(plain, key)
			}
		}
		for key, want := range plain {
			if got := table.get(key); got != want {
				t.Fatalf("seed %d: at the end the table has %d, want %d", seed, got, want)
			}
		}
	}
}
