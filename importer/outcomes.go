package importer

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"time"
)

// Outcomes is where settling learns what became of queued writes. It is safe
// for concurrent use; every call spends of the one rate limit.
type Outcomes interface {
	// WriteStatus tells the state of one write. The error is ErrNoJob if the
	// API knows no such job.
	WriteStatus(ctx context.Context, job string) (WriteStatus, error)

	// WriteLog gives one page of the log of writes. A page shorter than the
	// limit is the last one.
	WriteLog(ctx context.Context, q LogQuery) ([]LogRow, error)
}

// ErrNoJob means that the API knows no write by that id.
var ErrNoJob = errors.New("the API knows no such job")

// ErrForbidden means that the API refused our credentials for a call (401,
// 403): asking again is of no use.
var ErrForbidden = errors.New("the API key may not do this")

// ErrNotOffered means that the API has no such call (404, 405, 501).
var ErrNotOffered = errors.New("the API does not offer this")

// A WriteState is the API's word on a write (documented).
type WriteState string

const (
	WriteSuccess WriteState = "SUCCESS"
	WritePartial WriteState = "PARTIAL_SUCCESS"
	WriteFailure WriteState = "FAILURE"
	WritePending WriteState = "PENDING"
)

// WriteStatus is the state of one write.
type WriteStatus struct {
	State  WriteState
	Errors []string // the property system's words, often JSON in a string
}

// LogPage is how many rows of the write log one call gives at most
// (documented).
const LogPage = 100

// A LogQuery asks for a page of the write log.
type LogQuery struct {
	Integration string // empty: of all integrations
	TimeRange   string // hour, day, week or month, counted back from now
	Offset      int
	Limit       int // at most LogPage
}

// A LogRow is the newest row of one job in the write log. It knows SUCCESS and
// FAILURE only: a partial write shows as one of them, and a pending one does
// not show (inferred).
type LogRow struct {
	ID          string
	Job         string // taken to be the id that the create answered (inferred)
	State       WriteState
	Integration string
	Created     time.Time // zero if the API's text was no time
	Error       string
	Parameters  json.RawMessage // people's details: compared in memory, never kept

	Unreadable bool // it is of another shape; all else is empty
}

// An OpenAttempt is an attempt whose end is open: accepted, or unknown.
type OpenAttempt struct {
	Attempt AttemptID
	Lead    LeadID
	Run     int64
	Row     int
	Status  Status // Accepted or Unknown
	Reason  Reason
	Job     string // empty if unknown
	Retry   string // the failed job that was to be tried again; empty of a create
	Payload Hash
	Begun   time.Time
	Looked  time.Time // until when it was sought; zero if never

	// Superseded says that its lead was sent again since, or closed by hand: the
	// row takes what becomes of that.
	Superseded bool
}

// OpenEnds is the ledger's part in settling. It is safe for concurrent use.
type OpenEnds interface {
	// Open yields the attempts at the host whose end is open, oldest first.
	Open(ctx context.Context, host string) iter.Seq2[OpenAttempt, error]

	// Settle makes the ends of open attempts durable, all of them together.
	Settle(ends map[AttemptID]Ending) error

	// Looked remembers until when attempts were sought in vain.
	Looked(attempts []AttemptID, until time.Time) error

	// Job says whether an attempt of the ledger has this job.
	Job(ctx context.Context, job string) (OwnJob, error)
}

// An OwnJob is what the ledger knows of a job.
type OwnJob struct {
	Attempt AttemptID // 0: it is none of ours
	Payload Hash      // what it sent; zero if other values were sent for its lead since
	Begun   time.Time
}
