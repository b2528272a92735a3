package propexo

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Rate bounds how many requests leave. The zero Rate is Auto.
type Rate struct {
	n   int           // how many; negative without a bound
	per time.Duration // in which time
}

// Auto spends what the API's own window allows.
var Auto = Rate{}

// Unlimited sends as fast as it can, for simulators. A 429 still holds.
var Unlimited = Rate{n: -1}

// mostRequests is the highest number that a rate may name; no clock paces
// anything near it.
const mostRequests = 1_000_000_000

// ParseRate reads "auto", or a number of requests a second, a minute or an
// hour: "2/s", "120/m", "500/h".
func ParseRate(text string) (Rate, error) {
	text = strings.TrimSpace(text)
	if strings.EqualFold(text, "auto") {
		return Auto, nil
	}
	number, unit, _ := strings.Cut(text, "/")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	per := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour}[strings.ToLower(strings.TrimSpace(unit))]
	if err != nil || n < 1 || n > mostRequests || per == 0 {
		return Rate{}, fmt.Errorf("%q is no rate: write auto, or requests a second, a minute or an hour, "+
			"such as 2/s, 120/m or 500/h", text)
	}
	return Rate{n: n, per: per}, nil
}

// String writes a rate as ParseRate reads it; Unlimited is "unlimited", which
// ParseRate does not offer.
func (r Rate) String() string {
	switch {
	case r == Auto:
		return "auto"
	case r.n < 0:
		return "unlimited"
	case r.per == time.Second:
		return fmt.Sprintf("%d/s", r.n)
	case r.per == time.Minute:
		return fmt.Sprintf("%d/m", r.n)
	}
	return fmt.Sprintf("%d/h", r.n)
}
