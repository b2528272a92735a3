package importer

// A Reason is a stable code that says why a row has its status. Reasons are
// stored in ledgers and printed in files: they may be added to, never renamed.
// The codes of bad cells are the mapping's own.
type Reason string

// Why an attempt to send ended as it did.
const (
	Validation    Reason = "validation"     // 400 with issues: the API does not take a value
	Unauthorized  Reason = "unauthorized"   // 401: the key is not known there
	Forbidden     Reason = "forbidden"      // 403: the key may not do this
	NotFound      Reason = "not_found"      // 404: no such address there
	HTTPRefused   Reason = "http_refused"   // any other final 4xx
	Redirected    Reason = "redirected"     // 3xx: a wrong address; redirects are never followed
	RateLimited   Reason = "rate_limited"   // 429 until time was up
	Unavailable   Reason = "unavailable"    // 503 with Retry-After until time was up
	NoConnection  Reason = "no_connection"  // no connection could be made until time was up
	ServerError   Reason = "server_error"   // 5xx: it may have been stored
	Timeout       Reason = "timeout"        // no answer in time
	ConnectionCut Reason = "connection_cut" // the connection ended before the answer
	BadAnswer     Reason = "bad_answer"     // a 2xx that cannot be read
	Interrupted   Reason = "interrupted"    // the process died while the row was in flight
	Stopped       Reason = "stopped"        // the run ended before this row's turn
)

// Why a row was decided as it was, without being sent.
const (
	AlreadyCreated Reason = "already_created" // an earlier run created this very lead
	KnownPerson    Reason = "known_person"    // an earlier run created this lead with other values
	Corrected      Reason = "corrected"       // the correction of this row was imported since
	ClosedByHand   Reason = "closed_by_hand"  // a person said so, with leadimport close
	SameLead       Reason = "same_lead"       // another row of this file is this lead
	SharedPhone    Reason = "shared_phone"    // it shares a phone with a different person
	OtherPerson    Reason = "other_person"    // its import_lead is that of a different person
	PhoneInDoubt   Reason = "phone_in_doubt"  // a different person's failed lead has its phone, and nobody could say how that stands
	LimitReached   Reason = "limit"           // --limit left it for the next run; no failure
	OriginalFailed Reason = "original_failed" // the row that it duplicates failed later
)

// Resent is why an attempt was not the last one: it was certainly not
// processed, and the write was sent again.
const Resent Reason = "resent"

// What settling learnt of a queued write.
const (
	WriteFailed    Reason = "write_failed"    // the property system refused the write
	PartialSuccess Reason = "partial_success" // the property system took a part of it
	FoundInLog     Reason = "found_in_log"    // it had no answer, and was found in the write log
	FoundTwice     Reason = "found_twice"     // the same, more than once: the lead may be there twice
	SentAgain      Reason = "sent_again"      // it had no answer, and a later run sent the lead again
	RetryRefused   Reason = "retry_refused"   // Propexo did not take the order to try it again
)
