package importer

import "testing"

func TestTallyTellsWhatIsToBeMended(t *testing.T) {
	for _, test := range []struct {
		status      Status
		reason      Reason
		mend, again int
	}{
		{Created, "", 0, 0},
		{Conflict, SharedPhone, 1, 0},
		{Invalid, "bad_date", 1, 0},
		{Rejected, Validation, 1, 0},
		{Rejected, Unauthorized, 0, 1},
		{Failed, WriteFailed, 1, 0},
		{Failed, RetryRefused, 1, 0},
		{Failed, NoConnection, 0, 1},
		{Partial, PartialSuccess, 0, 0},
		{Unknown, Timeout, 0, 1},
		{Unsent, Stopped, 0, 1},
		{Unsent, LimitReached, 0, 0},
	} {
		tally := newTally()
		tally.add(RowOutcome{Row: 2, Status: test.status, Reason: test.reason}, nil)
		if tally.Mend != test.mend || tally.Again != test.again {
			t.Errorf("%s (%s): %d to mend and %d to run again, want %d and %d",
				test.status, test.reason, tally.Mend, tally.Again, test.mend, test.again)
		}
	}
}
