package main

import (
	"context"
	"errors"

	"leadimport/importer"
)

// retry asks the API to try failed writes again, if --retry-failed says so. It
// returns why it ended early, if it did: what was queued until then is settled
// all the same.
func (s *settlement) retry(ctx context.Context) (*importer.Retried, *importer.Stop, error) {
	if !s.retryFailed || ctx.Err() != nil {
		return nil, nil, nil
	}
	retry := &importer.Retry{
		API: s.target.client, Outcomes: s.target.client, Ends: s.ledger, Settler: s.settler,
		Failed:  s.ledger.Failed(ctx, s.target.host),
		Ledger:  func(run int64) (importer.Ledger, error) { return s.ledger.EarlierRun(ctx, run) },
		Workers: s.workers, Log: s.log,
	}
	retried, err := retry.Run(ctx)
	var stop *importer.Stop
	if errors.As(err, &stop) {
		return &retried, stop, nil
	}
	return &retried, nil, err
}
