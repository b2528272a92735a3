package propexotest

import (
	"strings"
	"time"
)

// Biting is the simulator as `leadimport simulate` serves it: the documented
// limits, jobs that are pending for seconds, a property system that drops
// duplicates, fails, recovers and forgets to log, and some of every fault
// that an import has to survive. Missing are only the faults that end a run
// by design: refused credentials, redirects and wrong addresses.
func Biting(seed uint64) Config {
	return Config{
		Seed:  seed,
		Limit: DocumentedLimit, Window: DocumentedWindow, SoftDelay: DocumentedSoftDelay,
		Faults: map[Fault]int{
			TooMany: 5, TooManyAfterSeconds: 5, TooManyAfterDate: 5, UnavailableAfter: 5,
			ErrorBefore: 5, ErrorAfter: 5, CutBefore: 5, CutAfter: 5, Hang: 1, HangAfter: 1,
			Garbage: 3, Truncated: 3, BadRequest: 3,
		},
		OtherFaults: map[Fault]int{
			TooMany: 5, ErrorBefore: 10, CutBefore: 10, Garbage: 5, Truncated: 5, UnavailableAfter: 5,
		},
		Settle: 2 * time.Second, Spread: 6 * time.Second,
		Entrata: Entrata{
			Rates: map[Verdict]int{
				Invalid: 15, Maintenance: 10, TimedOut: 5, Speechless: 2, Recovery: 10, Partial: 5,
			},
			DropDuplicates: true,
			RecoverAfter:   10 * time.Second,
			Unlogged:       20,
		},
		SyncEvery: time.Hour,
	}
}

// Gentle is the simulator that `leadimport run --simulate` embeds: nothing
// fails by chance, the limit of 60,000 a minute is told and out of reach, and
// jobs settle within a second. So that a newcomer meets a failures file, two
// kinds of data are refused, always:
//
//   - an e-mail at example.invalid ends as FAILURE, told by write-status;
//   - the ZIP code 00000 is refused at once, with 400.
func Gentle() Config {
	return Config{
		Limit:  60_000,
		Settle: 300 * time.Millisecond, Spread: 600 * time.Millisecond,
		Refuse: func(lead *Lead) (field, message string) {
			if lead.Field("zip") == "00000" {
				return "zip", "Invalid zip code"
			}
			return "", ""
		},
		Entrata: Entrata{
			DropDuplicates: true,
			Script: func(_ int, lead *Lead) Verdict {
				if strings.HasSuffix(strings.ToLower(lead.Field("email_1")), "@example.invalid") {
					return Invalid
				}
				return Taken
			},
		},
	}
}
