package importer

import (
	"iter"
	"time"
)

// An openWrite is a write whose end is open. There may be hundreds of
// thousands of them, so it holds what settling asks for and nothing else.
type openWrite struct {
	attempt  AttemptID
	run      int64
	job      string // empty: unknown
	payload  Hash
	begun    instant
	since    instant // what came to the log before was looked through in vain
	next     instant // not to be asked for by itself before
	asks     int32   // how often it was asked for by itself
	readings int32   // of the log that did not have it
	notFound bool    // an unknown write that a proven search did not find
	retried  bool    // pending by the word of write-status, although the log has a FAILURE of it

	// superseded: another attempt speaks for the lead by now. It is sought all the
	// same, for if the log has both, the lead may be there twice.
	superseded bool
}

func (s *Settler) newOpenWrite(a OpenAttempt) *openWrite {
	begun := instantOf(a.Begun)
	o := &openWrite{attempt: a.Attempt, run: a.Run, job: a.Job, payload: a.Payload,
		superseded: a.Superseded, begun: begun, since: begun, next: begun.add(firstAsk)}
	if !a.Looked.IsZero() {
		s.sought(o, instantOf(a.Looked))
	}
	return o
}

// sought notes until when a write was sought in vain. One without an answer
// can be found in the log alone, so the last hour before is looked through
// again: its job may have been pending. Whoever wants to send it again looks
// through it all.
func (s *Settler) sought(o *openWrite, until instant) {
	if o.job == "" {
		until = until.add(-time.Hour)
	}
	if o.job != "" || !s.Thorough {
		o.since = max(o.since, until)
	}
}

// all yields the writes whose end is open. The caller holds s.mu.
func (s *Settler) all() iter.Seq[*openWrite] {
	return func(yield func(*openWrite) bool) {
		for _, o := range s.open {
			if !yield(o) {
				return
			}
		}
		s.allUnknown()(yield)
	}
}

// allUnknown yields the writes without an answer. The caller holds s.mu.
func (s *Settler) allUnknown() iter.Seq[*openWrite] {
	return func(yield func(*openWrite) bool) {
		for _, alike := range s.unknown {
			for _, o := range alike {
				if !yield(o) {
					return
				}
			}
		}
	}
}

// allDoubtful yields those of them that speak for their leads.
func (s *Settler) allDoubtful() iter.Seq[*openWrite] {
	return func(yield func(*openWrite) bool) {
		for o := range s.allUnknown() {
			if !o.superseded && !yield(o) {
				return
			}
		}
	}
}

// An instant is a time in nanoseconds since 1970, a third of the size of a
// time.Time.
type instant int64

func instantOf(t time.Time) instant { return instant(t.UnixNano()) }

func (i instant) add(d time.Duration) instant       { return i + instant(d) }
func (i instant) after(other instant) time.Duration { return time.Duration(i - other) }
func (i instant) time() time.Time                   { return time.Unix(0, int64(i)) }
