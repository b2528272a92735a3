package main

import (
	"strconv"
	"strings"
	"time"

	"leadimport/importer/propexo"
)

// documentedRate is what --rate auto comes to where the API has its documented
// limit.
const documentedRate = "150/m"

// estimate is how long so many requests take at a rate.
func estimate(requests int, rate propexo.Rate) time.Duration {
	text := rate.String()
	if rate == propexo.Auto {
		text = documentedRate
	}
	number, unit, _ := strings.Cut(text, "/")
	n, err := strconv.Atoi(number)
	per := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour}[unit]
	if err != nil || n == 0 {
		return 0 // without a limit
	}
	return time.Duration(float64(per) / float64(n) * float64(requests))
}
