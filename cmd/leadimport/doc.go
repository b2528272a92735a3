// Leadimport creates leads in a property's Entrata system, through Propexo,
// from a spreadsheet export.
//
//	leadimport run FILE       import FILE (- is standard input)
//	leadimport check FILE     everything but sending: no key, no network
//	leadimport init FILE      write a mapping for FILE, for you to complete
//	leadimport settle         learn what became of leads that are open still
//	leadimport close LEAD     say what you saw in Entrata of a lead in doubt
//	leadimport verify         compare what was created with what Entrata has
//	leadimport runs           earlier runs, their counts, what is open
//	leadimport results RUN    write the files of a run again
//	leadimport simulate       a simulator of the API on a loopback port
//	leadimport schema         the JSON Schema of mapping files, for editors
//	leadimport version
//
// # The program
//
// This package knows command lines, files, terminals and signals; what a lead
// is and what becomes of it is package importer's. It owns the order of things:
// a file a command (run.go, check.go, init.go, settle.go, close.go, verify.go,
// runs.go, results.go, simulate.go, schema.go, version.go), put together in
// root.go.
//
// A run's steps are listed in import.go, each in a file of its own: everything
// that can be wrong is found before the first lead is sent, with one message,
// and what needs no ledger and no input is looked at first. Then the rows are
// sent, then the files are written (finish.go, writefiles.go), whatever has
// ended the sending, and last the summary (summary.go), which ends with the
// next command to type (next.go).
//
// What became of the leads is learnt beside all this (settling.go): what earlier
// runs left open before the first row, the rest in the background while rows are
// sent, and for a while after the last one. The files of earlier runs of which
// something was learnt are written again (rewrite.go), and only over what those
// runs wrote themselves.
//
// # Flag, environment, default
//
// A flag goes before its variable, and that before the default: LEADIMPORT_MAPPING,
// LEADIMPORT_LEDGER, LEADIMPORT_BASE_URL, LEADIMPORT_REQUEST_TIMEOUT
// (settings.go). The key is in PROPEXO_API_KEY or in the file of
// --api-key-file, and in no flag.
//
// # Data and talk
//
// Standard output is data: the summary, or the report that was asked for, as
// text or with --json as JSON. Standard error is talk (talk.go): where it goes,
// what was found, progress, warnings. --quiet silences talk, never data: a
// quiet run that succeeds says nothing on standard error, and prints its
// summary. With --log-format json all talk but an error of the command line is
// a log record. Neither ever holds a key or a person's details; check --row
// shows a row's cells because that is what it is asked for.
//
// # Signals
//
// The first SIGINT or SIGTERM lets a run finish what is in flight, write its
// files and exit with 130 or 143; outcomes are not waited for any longer. While
// the input is read, or a question is open, it has done nothing, and ends
// without files. The second signal ends it at once; leadimport results writes
// the files later.
//
// Where SIGINT was ignored when the program began, as it is behind a script's &,
// the first is heard all the same, as somebody has sent it on purpose; further
// ones are ignored again. SIGTERM has no such exception.
//
// # Exit codes
//
//	0         every row is created, skipped or duplicate (or accepted, with --settle 0)
//	1         could not run: mapping, input, ledger, set-up, a no to the question
//	          before the first lead; or an internal error
//	2         wrong usage
//	3         finished; some rows are invalid, conflict, rejected, failed or partial,
//	          or a write of an earlier run turned out to have failed
//	4         finished; some rows are unknown or still accepted
//	5         stopped early by itself; the rest is unsent
//	75        another run holds the ledger; nothing was done
//	130, 143  interrupted (SIGINT, SIGTERM); the rest is unsent
//
// Where several apply, 130 and 143 go before 1, 1 before 5, 5 before 4, 4
// before 3.
package main
