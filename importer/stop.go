package importer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A StopReason is a stable code that says why a run ended before its rows
// did.
type StopReason string

const (
	Signalled          StopReason = "signal"
	DeadlineReached    StopReason = "deadline"
	CredentialsRefused StopReason = "credentials_refused"
	WrongAddress       StopReason = "wrong_address"
	TooManyFailures    StopReason = "too_many_failures"
	Outage             StopReason = "outage"
)

// A Stop is the end of a run before its rows ended. Whoever ends a run's
// context gives it as the cause.
type Stop struct {
	Reason StopReason
	Detail string // for a person
}

func (s *Stop) Error() string { return s.Detail }

// stopOf returns why the context ended, as a *Stop if that is what it was
// ended with, and nil if it has not ended.
func stopOf(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	cause := context.Cause(ctx)
	var stop *Stop
	if errors.As(cause, &stop) {
		return stop
	}
	if errors.Is(cause, context.DeadlineExceeded) {
		return &Stop{DeadlineReached, "the deadline was reached"}
	}
	return &Stop{Signalled, "the run was interrupted"}
}

// A Threshold is how many failures a run tolerates: a number, or a share of
// the file's rows. The zero Threshold tolerates any number.
type Threshold struct {
	text    string
	limit   float64
	percent bool
}

// ParseThreshold reads "20" or "5%".
func ParseThreshold(text string) (Threshold, error) {
	number, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	limit, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	whole := limit == float64(int(limit))
	if err != nil || limit < 0 || percent && limit > 100 || !percent && !whole {
		return Threshold{}, fmt.Errorf("%q is neither a number of rows such as 20 nor a share such as 5%%", text)
	}
	return Threshold{text: text, limit: limit, percent: percent}, nil
}

// exceeded says whether so many failures are too many for a file of so many
// rows.
func (t Threshold) exceeded(failures, rows int) bool {
	if t.text == "" {
		return false
	}
	limit := t.limit
	if t.percent {
		limit *= float64(rows) / 100
	}
	return float64(failures) > limit
}

// String gives the threshold as it was written.
func (t Threshold) String() string { return t.text }
