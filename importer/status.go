package importer

// A Status says what became of a row. Statuses are stored in ledgers and
// printed in files: they may be added to, never renamed.
type Status string

const (
	Created   Status = "created"   // the property system took the write
	Accepted  Status = "accepted"  // Propexo queued it, its end is not known yet
	Skipped   Status = "skipped"   // an earlier run already created this lead
	Duplicate Status = "duplicate" // the same lead as another row of this file
	Conflict  Status = "conflict"  // it shares a phone with a different person
	Invalid   Status = "invalid"   // never sent: a cell cannot be used
	Rejected  Status = "rejected"  // the API refused it; nothing was created
	Failed    Status = "failed"    // Propexo reported FAILURE, or no request could be delivered
	Partial   Status = "partial"   // PARTIAL_SUCCESS: a person looks at it in the property system
	Unknown   Status = "unknown"   // sent, and no answer came: it may exist
	Unsent    Status = "unsent"    // the run stopped before its turn, or the row that it duplicates failed later
)

// Statuses lists every status in the order in which summaries count them.
var Statuses = []Status{
	Created, Accepted, Skipped, Duplicate, Conflict, Invalid, Rejected, Failed, Partial, Unknown, Unsent,
}

// InFailures says whether a row with this status belongs into the failures
// file: the rows that a person mends, or that are simply run again.
func (s Status) InFailures() bool {
	switch s {
	case Conflict, Invalid, Rejected, Failed, Partial, Unknown, Unsent:
		return true
	}
	return false
}
