package ledger

import (
	"database/sql/driver"
	"time"

	"leadimport/importer"
)

// What says nothing is NULL in the ledger.

func text(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

func number[N ~int | ~int64](n N) driver.Value {
	if n == 0 {
		return nil
	}
	return int64(n)
}

func digest(h importer.Hash) driver.Value {
	if h == (importer.Hash{}) {
		return nil
	}
	return h[:]
}

// moment is the time of an integer of the ledger; 0 is no time.
func moment(milliseconds int64) time.Time {
	if milliseconds == 0 {
		return time.Time{}
	}
	return time.UnixMilli(milliseconds).UTC()
}
