-- The ledger, as the sqlite3 shell sees it. Look at it whenever you like, also
-- while a run is under way:
--
--     sqlite3 -readonly ledger.db 'SELECT id, input, stopped, exit FROM runs'
--     sqlite3 -readonly ledger.db 'SELECT status, count(*) FROM outcomes WHERE run = 12 GROUP BY status'
--
-- Times are milliseconds since 1970, UTC: datetime(begun / 1000, 'unixepoch').
-- Words (status, reason, kind) and names of tables and columns are promises:
-- they may be added to, never renamed. No table holds a person's details:
-- contact values are hashes, errors are masked before they come here.

-- One line: this ledger.
CREATE TABLE ledger (
    tag     TEXT    NOT NULL, -- four letters that tell this ledger's lead ids from another's
    created INTEGER NOT NULL,
    ended   INTEGER NOT NULL  -- every attempt up to this one is known to have an end
) STRICT;

-- One line for each run that began to send.
CREATE TABLE runs (
    id            INTEGER PRIMARY KEY,
    host          TEXT    NOT NULL, -- where its leads were sent
    started       INTEGER NOT NULL,
    ended         INTEGER,          -- NULL: under way, or killed (see stopped)
    input         TEXT    NOT NULL, -- base name; '-' is standard input
    input_path    TEXT    NOT NULL,
    input_sum     TEXT    NOT NULL, -- SHA-256 of the kept copy's content, in hex
    rows          INTEGER NOT NULL, -- records that the first pass counted
    sheet         TEXT    NOT NULL, -- the dialect of the input, as JSON
    mapping       TEXT    NOT NULL, -- the name of the mapping file
    results       TEXT    NOT NULL DEFAULT '',
    results_sum   TEXT    NOT NULL DEFAULT '', -- SHA-256 of the file as we wrote it, in hex
    failures      TEXT    NOT NULL DEFAULT '',
    failures_sum  TEXT    NOT NULL DEFAULT '',
    stopped       TEXT    NOT NULL DEFAULT '', -- why it stopped early; empty if it did not, or not yet
    exit          INTEGER           -- the exit code
) STRICT;

-- One line for each lead, whichever rows of whichever runs asked for it.
CREATE TABLE leads (
    id         INTEGER PRIMARY KEY,
    run        INTEGER NOT NULL, -- the run that met it first; its host is the lead's
    row        INTEGER NOT NULL,
    attempt    INTEGER,          -- the latest; NULL: never sent
    payload    BLOB,             -- hash of all fields as they were last sent
    first_name BLOB,             -- hash of the folded first name
    email      BLOB              -- hash of the normalised e-mail
) STRICT;

-- What a lead is found by: hashes of host, place and one contact value. A key
-- may name several leads, and a lead keeps its old keys as aliases.
CREATE TABLE keys (
    key  BLOB    NOT NULL,
    lead INTEGER NOT NULL,
    PRIMARY KEY (key, lead)
) STRICT, WITHOUT ROWID;

-- Keys on their way into keys: one at a time they would touch a page each, all
-- over the file, and that page is what a commit costs. They move in thousands.
CREATE TABLE new_keys (
    key  BLOB    NOT NULL,
    lead INTEGER NOT NULL
) STRICT;

-- One line for each request, written before it leaves, and for each word of a
-- person. Lines are added, never removed; the latest speaks for its row.
CREATE TABLE attempts (
    id       INTEGER PRIMARY KEY,
    lead     INTEGER NOT NULL,
    run      INTEGER NOT NULL, -- with row: whose request it was
    row      INTEGER NOT NULL, -- as Excel counts it
    kind     TEXT    NOT NULL, -- create, retry (of the job in retry_of), close (a person's word)
    begun    INTEGER NOT NULL,
    status   TEXT,             -- NULL: in flight
    reason   TEXT,
    error    TEXT,             -- the systems' own words, masked
    fields   TEXT,             -- names of fields that the API complained of, by blanks
    http     INTEGER,
    job      TEXT,             -- Propexo's id of the queued write
    retry_of TEXT,
    answered INTEGER,          -- when the request had its answer
    settled  INTEGER,          -- when the outcome of an accepted or unknown one was learnt
    looked   INTEGER           -- when it was last looked for
) STRICT;

CREATE INDEX attempts_row ON attempts (run, row);

-- A job of the write log is looked up by its id: is it ours?
CREATE INDEX attempts_job ON attempts (job) WHERE job IS NOT NULL;

-- What still awaits an outcome.
CREATE INDEX attempts_open ON attempts (run) WHERE status IN ('accepted', 'unknown');

-- Rows that were decided without sending. A row that was sent is not here.
CREATE TABLE rows (
    run     INTEGER NOT NULL,
    row     INTEGER NOT NULL,
    status  TEXT,             -- NULL: that of attempt, now and later
    reason  TEXT,
    lead    INTEGER,
    of_row  INTEGER,          -- the row of this run that it duplicates or conflicts with
    attempt INTEGER,          -- the attempt of an earlier run that decided it
    PRIMARY KEY (run, row)
) STRICT, WITHOUT ROWID;

-- What became of the rows that were sent: their latest attempt tells. One that
-- is unknown takes what became of its lead when that was sent again and taken,
-- or closed by hand.
CREATE VIEW sent AS
SELECT a.run, a.row,
    coalesce(s.status, a.status, 'unknown') AS status,
    CASE WHEN s.kind = 'close' THEN s.reason WHEN s.id IS NOT NULL THEN 'sent_again'
         WHEN a.status IS NULL THEN 'interrupted' ELSE a.reason END AS reason,
    CASE WHEN s.id IS NULL THEN a.error ELSE s.error END AS error,
    CASE WHEN s.id IS NULL THEN a.fields ELSE s.fields END AS fields,
    CASE WHEN s.id IS NULL THEN a.http ELSE s.http END AS http,
    a.lead, coalesce(s.job, a.job) AS job,
    (SELECT count(*) FROM attempts o WHERE o.run = a.run AND o.row = a.row AND o.kind <> 'close') AS attempts,
    coalesce(s.settled, s.answered, a.settled, a.answered, a.begun) AS time,
    NULL AS of_row,
    s.run AS earlier_run, s.row AS earlier_row, coalesce(s.settled, s.answered) AS earlier_time,
    a.id AS attempt
FROM attempts a
LEFT JOIN attempts s ON a.status = 'unknown'
    AND s.id = (SELECT l.attempt FROM leads l WHERE l.id = a.lead AND l.attempt <> a.id)
    AND (s.kind = 'close' OR s.status IN ('created', 'accepted', 'partial'))
WHERE NOT EXISTS (SELECT 1 FROM attempts o WHERE o.run = a.run AND o.row = a.row AND o.id > a.id);

-- What became of the others. A duplicate of a row that was not created in the
-- end is lost, and so is a conflict with one; it is looked for in the attempts first, then in the rows.
CREATE VIEW decided AS
SELECT r.run, r.row,
    CASE WHEN r.lost THEN 'unsent' ELSE coalesce(r.status, e.status, 'unknown') END AS status,
    CASE WHEN r.lost THEN 'original_failed' WHEN r.status IS NULL THEN e.reason ELSE r.reason END AS reason,
    e.error, e.fields, e.http, r.lead, e.job,
    0 AS attempts,
    coalesce(e.settled, e.answered, e.begun) AS time,
    r.of_row,
    e.run AS earlier_run, e.row AS earlier_row, coalesce(e.settled, e.answered, e.begun) AS earlier_time,
    e.id AS attempt
FROM (
    SELECT *, CASE WHEN status IN ('duplicate', 'conflict') THEN coalesce(
        (SELECT o.status FROM attempts o WHERE o.run = rows.run AND o.row = rows.of_row ORDER BY o.id DESC LIMIT 1),
        (SELECT coalesce(o.status, (SELECT a.status FROM attempts a WHERE a.id = o.attempt))
            FROM rows o WHERE o.run = rows.run AND o.row = rows.of_row),
        '') IN ('rejected', 'failed', 'unsent') END AS lost
    FROM rows
) r
LEFT JOIN attempts e ON e.id = ( -- an attempt speaks through the latest of its row, or that of its lead, as above
    SELECT CASE WHEN l.status = 'unknown' THEN coalesce((
            SELECT s.id FROM leads d JOIN attempts s ON s.id = d.attempt
            WHERE d.id = l.lead AND s.id <> l.id AND (s.kind = 'close' OR s.status IN ('created', 'accepted', 'partial'))
        ), l.id) ELSE l.id END
    FROM attempts a JOIN attempts l ON l.run = a.run AND l.row = a.row WHERE a.id = r.attempt ORDER BY l.id DESC LIMIT 1
);

-- What became of each row, as it is known now: results are written from it.
CREATE VIEW outcomes AS SELECT * FROM sent UNION ALL SELECT * FROM decided;
