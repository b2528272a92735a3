// Package ledger keeps, in one SQLite file, what became of every lead that was
// ever sent: across runs, across kill -9 and power cuts. The run asks it before
// it sends a row, tells it before each request and after each answer, and
// everything that is told about a run afterwards is read from it.
//
// # What is in it
//
// A lead is what was asked for, whichever rows asked for it. It has an id that
// never changes, and keys that it is found by.
//
// An attempt is one request that was sent for a row of a run, or a person's
// word on what became of it. It is on the disk before the request leaves, and
// its end is there before a later attempt begins. Attempts are never removed: a
// lead has a chain of them, and the latest tells its state; but one that may
// have been processed goes on speaking if what was sent instead of it was not
// taken (doubt.go). One that has no end when its process is gone may have been
// processed: it becomes unknown.
//
// A row of a run is either sent, then its latest attempt speaks for it, or
// decided without sending, then a line of its own does; such a line may leave
// the word to an attempt of an earlier run, and follows it when that is settled
// later. Outcomes is the view of both that results are written from.
//
// People's details are not in the ledger. Keys are hashes, and errors are
// masked by the caller. The kept copies of the inputs beside it are the inputs,
// though, which is why nobody but the owner can read any of these files.
//
// # Its files
//
//	ledger.db           the ledger; explained in schema.sql and views.sql
//	ledger.db-wal       what was written last: it belongs to the ledger
//	ledger.db-shm       how processes that have it open share it
//	ledger.db.lock      held by the run that writes; never deleted
//	ledger.db.copies/   inputs and mappings of runs, 30 days after they are settled
//
// Look at it with the sqlite3 shell whenever you like. To back it up, also
// during a run, type
//
//	sqlite3 ledger.db "VACUUM INTO 'backup.db'"
//
// A plain copy of ledger.db is whole only while no -wal file is beside it. A
// ledger that was restored from a backup does not know what was sent since:
// those leads would be sent again.
//
// What never was a ledger is left as it is (header.go). A ledger that was
// damaged is refused before anything is sent, as far as that can be seen in the
// time (sound.go), and else where the damage is met (fault.go).
//
// # How it is fast
//
// Everybody waits for the disk together: one goroutine writes, and what gathers
// while it waits for one commit is the next (writer.go, batch.go). Nobody waits
// for the end of an attempt by itself. New keys lie apart until there are enough
// of them to be moved into the index at one go. Reading has connections of its
// own, which never wait for a writer.
package ledger
