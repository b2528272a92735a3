// Package importer is the domain of leadimport: it turns the rows of a
// spreadsheet export into leads, has them created, and can say at any time,
// and truly, what became of each row.
//
// # One row's way
//
// An Input is a spreadsheet that was copied and read once in full, with the
// mapping bound to its header. A Reader streams it: the sheet yields a record
// with its place as Excel counts it, the mapping's projection makes canonical
// values of its cells and collects every bad one, and the keyring makes its
// keys. That is a Row. A bad row is a value; an error ends the run.
//
// A Run has one decider and a pool of senders. The decider asks the ledger
// what earlier runs know and decides the rows in the order of the file (the
// identity): a row is sent, or it is somebody who is known, or it waits for
// the answer of the row that it may duplicate. What is sent is decoded into a
// Lead by gocsv. A sender waits until the guard and the API's rate limit let
// it go, makes the intent durable, sends, and hands its end to the ledger.
//
// An answer of the API means only that a write was queued. The Settler learns
// what became of it, from the log of writes, a hundred at a time, while the
// run goes on and after its last row; it also seeks the rows whose answer was
// lost. A Retry has failed writes tried again as they were sent, and a
// Verification compares what counts as created with what the property system
// really has.
//
// Results are a view: they are written from the kept copy of the input and
// from the ledger, and can be written again. A Check tells what a run would do,
// and does nothing.
//
// # Where to look
//
//   - What a row's keys are: keys.go. When two rows are one lead, a duplicate or
//     a conflict: identity.go, and match.go for which of several leads counts.
//   - What an answer makes of a row: sender.go. The last look at a failed write:
//     look.go. Why a run stops by itself: guard.go.
//   - How outcomes are learnt: settler.go; how long they are waited for:
//     settlewait.go; the write log: writelog.go, and one way through it:
//     reading.go; one write by itself: ask.go; rows without an answer: seek.go,
//     and when the log's silence about them means nothing: pending.go; what is
//     made durable of all this: endings.go.
//   - What people are told: explain.go and explainsent.go. What is kept from
//     them: mask.go. What files are named: filenames.go, columns.go; how they
//     come into their place: draft.go.
//   - The fields of a lead: lead.go; what people call them: fieldnames.go.
//
// # What the package owns
//
// The words (Status, Reason, the columns of results), the rules of identity,
// the rules of sending again, and what people are told. It knows neither HTTP
// nor SQL: it declares what it needs of the API (API, Outcomes, Records) and of
// the ledger (Ledger, Finder, OpenEnds), and others provide it.
//
// # Promises
//
// No lead is sent twice unknowingly: an intent is on disk before its request
// leaves, and what may have been processed is never sent again by itself. None
// is lost: a row without an outcome is unsent, and running the same file again
// is always safe.
package importer
