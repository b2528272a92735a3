package importer

import (
	"slices"
	"time"
)

// A job that is pending is not in the log (inferred), and may be for hours. So
// the log's silence about a write says nothing while writes that were sent with
// it are pending themselves.

// pending has the beginnings of the accepted writes that are open, in order.
// What is older than a day is stuck and says nothing of others.
type pending []instant

// together is how close two writes must be to be pending together.
const together = 10 * time.Minute

// pending is what is pending now. The caller holds s.mu.
func (s *Settler) pending() (p pending) {
	if len(s.unknown) == 0 {
		return nil
	}
	now := instantOf(s.Now())
	for _, o := range s.open {
		if now.after(o.begun) < longAgo {
			p = append(p, o.begun)
		}
	}
	slices.Sort(p)
	return p
}

// near says whether a write that was sent with o is pending.
func (p pending) near(o *openWrite) bool {
	at, _ := slices.BinarySearch(p, o.begun.add(-together))
	return at < len(p) && p[at] <= o.begun.add(together)
}
