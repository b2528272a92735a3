package importer

import (
	"context"
	"time"
)

// A Hash is the first half of a SHA-256: what the ledger knows a value by.
type Hash [16]byte

// A LeadID numbers the leads of a ledger, from 1; 0 is no lead.
type LeadID int64

// An AttemptID numbers the attempts of a ledger, from 1; 0 is no attempt.
type AttemptID int64

// Ledger remembers leads and what became of them, across runs. All its
// methods are safe for concurrent use. Any error means that nothing more can
// be promised: the run must end.
type Ledger interface {
	Finder

	// Begin makes an intent durable and returns its attempt. The lead and its
	// keys are durable with it.
	Begin(Intent) (AttemptID, error)

	// End remembers the end of an attempt. It does not wait for the disk: the
	// end is durable before any Begin that is called later returns, and at the
	// latest when the run is finished. A process that dies in between leaves the
	// attempt in flight, which is unknown to the next one.
	End(AttemptID, Ending) error

	// Note remembers rows that were decided without being sent. They become
	// durable soon, and at the latest when the run is finished.
	Note([]Decision) error
}

// A Finder looks up what earlier runs know. It is safe for concurrent use.
type Finder interface {
	// Find answers each lookup with the leads of earlier runs that it names, in
	// no order. Leads that the run in hand made need not be found: the caller
	// remembers those itself. A lead of an earlier run is found even if the run
	// in hand has tried it again since, in whatever state.
	Find(ctx context.Context, lookups []Lookup) ([][]KnownLead, error)
}

// A Lookup asks for the leads that have any of the keys, or the id.
type Lookup struct {
	Keys []Hash
	Lead LeadID // 0: by keys alone
}

// A KnownLead is a lead of an earlier run.
type KnownLead struct {
	ID        LeadID
	Status    Status // of its latest attempt; Invalid if it never had one
	Reason    Reason // of its latest attempt
	Payload   Hash   // of all fields as they were last sent
	FirstName Hash   // of the folded first name; zero if there was none
	Email     Hash   // of the normalised e-mail; zero if there was none
	Job       string // of the latest attempt; empty if it was never queued
	Retry     string // the failed job that the latest attempt asked to retry; empty if it was none of those
	Attempt   AttemptID
	Shared    bool    // it has a key of the lookup; else it was found by its id alone
	Earlier   Earlier // the row that speaks for it; a Find may tell its run alone
}

// An Intent is what must be on disk before a request leaves.
type Intent struct {
	Lead      LeadID // new, or of an earlier run: a corrected row keeps its lead
	New       bool   // the ledger has no such lead yet
	Row       int    // as Excel counts it
	Keys      []Hash // of the row; those of an earlier row stay as aliases
	Payload   Hash
	FirstName Hash
	Email     Hash
	Retry     string // the failed job that Propexo is asked to retry; empty for a create
	Time      time.Time
}

// An Ending is how an attempt ended: at first by the answer to its request,
// later by what settling, a last look or a person found.
type Ending struct {
	Status Status // by the answer: Accepted, Rejected, Failed, Unknown or Unsent; later also Created, Partial or Skipped
	Reason Reason
	Error  string // masked: e-mails and long runs of digits are not in it
	Fields string // names of the lead's fields that the API complained of, by blanks
	HTTP   int
	Job    string
	Time   time.Time
}

// A Decision is the outcome of a row that was not sent.
type Decision struct {
	Row     int
	Status  Status // empty: it takes the status of Attempt, now and later
	Reason  Reason
	Lead    LeadID    // 0 if the row has none
	New     bool      // Lead is new: an invalid row gets an id, so that its correction finds it
	Keys    []Hash    // of a new lead
	Of      int       // the row of this run that it duplicates or conflicts with
	Attempt AttemptID // the attempt of an earlier run that decided it
}

// A RowOutcome is what the ledger knows of one row of a run, now: the view
// that results are written from. A duplicate whose lead failed later is
// Unsent here.
type RowOutcome struct {
	Row      int
	Status   Status
	Reason   Reason
	Error    string // the systems' own words, masked
	Fields   string
	HTTP     int
	Lead     LeadID
	Job      string
	Attempts int       // requests that this run sent for the row
	Time     time.Time // of the latest word about it
	Of       int       // the row of this run that it duplicates or conflicts with
	Earlier  Earlier   // the earlier run that decided it; zero if none did
}

// Earlier names the row of an earlier run.
type Earlier struct {
	Run   int64
	Input string // the base name of its input
	Row   int
	Time  time.Time
}
