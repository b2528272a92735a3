// Package propexo is the client of the Propexo API. It knows how a lead is
// sent, how the fate of a write is asked for, and how much each answer proves;
// it owns the one budget of requests that all of this is paid from.
//
// # A request's way
//
// Every request, whatever it asks, takes a turn first (turns.go). A turn
// waits for the gate (gate.go), which a 429 closes for everybody, and then
// for the rate: a given one paces evenly (pace.go), "auto" spends what the
// API's own window allows (window.go). Only then does a write call begin, so
// that the intent on disk is no older than it must be, and only then does the
// request leave.
//
// # What may be sent again
//
// The API has no idempotency key, so sending a write again is safe only if it
// was certainly not processed. This package accepts three proofs, and no
// others:
//
//   - no connection was made, or none was free in time, or not a byte of the
//     request was handed to one (evidence.go, sending.go);
//   - 429: by HTTP's own meaning the request was not taken up;
//   - 503 with Retry-After: the same, and an assumption about this API.
//
// Such a request is sent again until the caller's context ends, or until there
// was no connection for as long as an answer may take, each time with a turn
// and an intent of its own (send.go). An answer of 5xx, a cut connection, a
// timeout or a 2xx that cannot be read proves nothing: the write may have been
// processed, and what becomes of it is the caller's to find out (answer.go).
// Reads change nothing and are simply tried a few times (read.go).
//
// net/http sends some requests again by itself. It is used so that it never
// does so with a write: without an http.Client, which would follow redirects,
// and without a GetBody (client.go); HTTP/1.1 only, and idle connections closed
// long before any server would (transport.go).
//
// # What is known of the API
//
// Comments say whether a rule of the API is documented by Propexo or inferred
// from what is. The hosts, the paths with their exact slashes, the bearer key
// and the 400's body are documented; the bodies of all other errors are not.
//
// # Secrets
//
// The key hides from every way of printing (key.go) and is cut out of every
// text that the API sends back. The log tells method, path, status and
// duration; never a body, a header or a query. Answers and their messages may
// quote people's details; whoever prints them masks them.
package propexo
