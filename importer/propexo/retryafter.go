package propexo

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWait bounds a Retry-After: beyond a day it is a mistake.
const longestWait = 24 * time.Hour

// retryAfter reads how long an answer asks to wait: seconds, or a date, which
// is compared with the answer's own Date so that our clock does not matter.
// Retry-After is not documented of this API.
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	text := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, longestWait.Seconds()) * float64(time.Second)), true
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	if sent, err := http.ParseTime(header.Get("Date")); err == nil {
		now = sent
	}
	return min(max(0, until.Sub(now)), longestWait), true
}
