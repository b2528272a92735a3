package importer

import "iter"

// prefetched is how many outcomes the ledger reads ahead of the results.
const prefetched = 256

type fetched struct {
	outcome RowOutcome
	err     error
}

// prefetch reads the outcomes in a goroutine of its own: asking the ledger
// takes as long as everything else about the results. next is to be used by
// one goroutine, and stop to be called when no more is wanted.
func prefetch(outcomes iter.Seq2[RowOutcome, error]) (next func() (RowOutcome, error, bool), stop func()) {
	batches, quit := make(chan []fetched, 4), make(chan struct{})
	go func() {
		defer close(batches)
		batch := make([]fetched, 0, prefetched)
		send := func() bool {
			select {
			case batches <- batch:
				batch = make([]fetched, 0, prefetched)
				return true
			case <-quit:
				return false
			}
		}
		for outcome, err := range outcomes {
			if batch = append(batch, fetched{outcome, err}); len(batch) == prefetched && !send() {
				return
			}
		}
		send()
	}()
	var batch []fetched
	next = func() (RowOutcome, error, bool) {
		for len(batch) == 0 {
			var more bool
			if batch, more = <-batches; !more {
				return RowOutcome{}, nil, false
			}
		}
		f := batch[0]
		batch = batch[1:]
		return f.outcome, f.err, true
	}
	stop = func() {
		close(quit)
		for range batches { // the goroutine is gone when this ends
		}
	}
	return next, stop
}
