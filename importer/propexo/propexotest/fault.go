package propexotest

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// A Fault is one way in which an answer goes wrong. Besides the names below a
// fault can be any status from 300 to 599: "409" or "409-before" answers with
// it and processes nothing, "502-after" processes the request first.
type Fault string

// The named faults.
const (
	Behave Fault = "" // no fault

	TooMany             Fault = "429"               // as the documented one: without Retry-After
	TooManyAfterSeconds Fault = "429-after-seconds" // with Retry-After in seconds
	TooManyAfterDate    Fault = "429-after-date"    // with Retry-After as a date, to be read against the Date header
	UnavailableAfter    Fault = "503-retry-after"   // 503 with Retry-After in seconds; not processed

	ErrorBefore Fault = "500-before" // not processed
	ErrorAfter  Fault = "500-after"  // processed

	CutBefore Fault = "cut-before" // the connection ends without an answer, nothing was processed
	CutAfter  Fault = "cut-after"  // the connection ends without an answer, after processing
	Hang      Fault = "hang"       // no answer until the client gives up, nothing was processed
	HangAfter Fault = "hang-after" // no answer until the client gives up, after processing
	Garbage   Fault = "garbage"    // processed; 200 with a body that is no JSON
	Truncated Fault = "truncated"  // processed; the connection ends in the middle of the answer

	Redirect      Fault = "redirect" // 307 to an address that would process it
	RedirectFound Fault = "302"      // 302 to the same

	BadRequest   Fault = "400" // a refusal that names no field
	Unauthorized Fault = "401"
	Forbidden    Fault = "403"
	NotFound     Fault = "404"
)

// A delivery is how an answer reaches the client.
type delivery uint8

const (
	whole delivery = iota
	cut
	hang
	half
)

// A plan is what a fault comes to.
type plan struct {
	process  bool // the request takes effect
	delivery delivery
	status   int    // instead of the true answer, 0 leaves that
	retry    string // "seconds" or "date": the form of Retry-After
	garbage  bool
}

// plan panics if there is no such fault: a misspelt one would test nothing.
func (f Fault) plan() plan {
	switch f {
	case Behave:
		return plan{process: true}
	case TooManyAfterSeconds:
		return plan{status: http.StatusTooManyRequests, retry: "seconds"}
	case TooManyAfterDate:
		return plan{status: http.StatusTooManyRequests, retry: "date"}
	case UnavailableAfter:
		return plan{status: http.StatusServiceUnavailable, retry: "seconds"}
	case CutBefore, CutAfter:
		return plan{process: f == CutAfter, delivery: cut}
	case Hang, HangAfter:
		return plan{process: f == HangAfter, delivery: hang}
	case Garbage:
		return plan{process: true, garbage: true}
	case Truncated:
		return plan{process: true, delivery: half}
	case Redirect:
		return plan{status: http.StatusTemporaryRedirect}
	}
	number, when, _ := strings.Cut(string(f), "-")
	status, err := strconv.Atoi(number)
	if err != nil || status < 300 || status > 599 || !slices.Contains([]string{"", "before", "after"}, when) {
		panic("propexotest: there is no fault " + strconv.Quote(string(f)))
	}
	return plan{status: status, process: when == "after"}
}

// A dice chooses by weights of a thousand. Its choice for n depends on its
// seed and n alone, so concurrency does not disturb it.
type dice[T cmp.Ordered] struct {
	seed  uint64
	faces []T
	upTo  []int // cumulated weights
}

func newDice[T cmp.Ordered](seed uint64, weights map[T]int) dice[T] {
	d := dice[T]{seed: seed}
	total := 0
	for _, face := range slices.Sorted(maps.Keys(weights)) {
		total += weights[face]
		d.faces, d.upTo = append(d.faces, face), append(d.upTo, total)
	}
	if total > 1000 {
		panic("propexotest: rates of more than a thousand in a thousand")
	}
	return d
}

// roll returns the n-th face, or the zero T for what the weights leave.
func (d dice[T]) roll(n int) (face T) {
	if len(d.faces) == 0 {
		return face
	}
	if i, _ := slices.BinarySearch(d.upTo, int(random(d.seed, n)%1000)+1); i < len(d.faces) {
		return d.faces[i]
	}
	return face
}

// random is the n-th number of a seed.
func random(seed uint64, n int) uint64 {
	return rand.NewPCG(seed, uint64(n)).Uint64()
}
