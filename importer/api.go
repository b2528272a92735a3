package importer

import "context"

// API is what a run asks of the system in which leads are created. All its
// methods are safe for concurrent use and share one rate limit, which is the
// implementation's own.
type API interface {
	// CreateLead sends one lead and says what is known of it afterwards. It
	// waits for its turn, then calls begin, then sends; begin has made the
	// intent durable when it returns nil. If begin fails, nothing is sent and
	// the answer carries its error in Err.
	//
	// What was certainly not processed (429, 503 with Retry-After) is sent again
	// until ctx ends, and without a connection until the client's own timeout;
	// each attempt waits its turn and calls begin anew. Ending ctx ends the
	// waiting, never a request under way: that one is finished or runs into the
	// client's own timeout.
	CreateLead(ctx context.Context, lead Lead, begin func() error) Answer

	// RetryWrite asks the API to try a failed write again, as it was sent. It
	// keeps the same rules as CreateLead. Queued carries the new job's id.
	RetryWrite(ctx context.Context, job string, begin func() error) Answer

	// Probe asks the API for something cheap that changes nothing. A nil error
	// means that it answered, whatever it answered; so does a refusal of our
	// credentials.
	Probe(ctx context.Context) error
}

// A Verdict is how much an answer proves.
type Verdict string

const (
	Queued   Verdict = "queued"    // a 2xx that names its job: the write is queued
	Refused  Verdict = "refused"   // a final 4xx: nothing was created
	NotSent  Verdict = "not_sent"  // certainly not processed, and given up
	NoAnswer Verdict = "no_answer" // sent, and no clear answer: it may have been processed
)

// An Answer is what one lead's sending came to.
type Answer struct {
	Verdict Verdict
	Job     string // Propexo's job id; set when Queued
	HTTP    int    // the HTTP status, 0 without an answer
	Reason  Reason // a stable code, empty when Queued
	Message string // the API's or the network's own words; may quote people's details
	Issues  []Issue
	Err     error // begin's error: the ledger failed, the run must end
}

// An Issue is one complaint of the API's validation, told of a field.
type Issue struct {
	Field   string // the lead's field, empty if the complaint names none
	Message string
}
