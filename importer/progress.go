package importer

import "sync/atomic"

// Progress counts what a run has done so far. It may be read at any time from
// any goroutine; the numbers of one moment need not fit each other.
type Progress struct {
	Done     atomic.Int64 // rows that have their outcome
	Sent     atomic.Int64 // requests begun for leads
	Accepted atomic.Int64 // rows that Propexo queued
	Failures atomic.Int64 // rows rejected, failed or unknown
	Strays   atomic.Int64 // rows read whose import_lead the ledger does not hold
}

func (p *Progress) answered(s Status) {
	switch s {
	case Unsent:
		return
	case Rejected, Failed, Unknown:
		p.Failures.Add(1)
	case Accepted:
		p.Accepted.Add(1)
	}
	p.Done.Add(1)
}
