-- What the tables come to. The views belong to the program, not to the ledger:
-- they are made anew when a newer program brings it up to date.

-- What became of the rows that were sent: their latest attempt tells. One that
-- is unknown takes what became of its lead when that was sent again and taken,
-- or closed by hand; and one that was sent again in vain is as its lead was
-- before.
CREATE VIEW sent AS
SELECT a.run, a.row,
    coalesce(s.status, a.status, 'unknown') AS status,
    CASE WHEN s.kind = 'close' OR s.id < a.id THEN s.reason WHEN s.id IS NOT NULL THEN 'sent_again'
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
LEFT JOIN attempts s ON a.status IN ('unknown', 'rejected', 'failed', 'unsent')
    AND s.id = (SELECT l.attempt FROM leads l WHERE l.id = a.lead AND l.attempt <> a.id)
    AND (a.status = 'unknown' AND (s.kind = 'close' OR s.status IN ('created', 'accepted', 'partial'))
        OR a.status <> 'unknown' AND s.id < a.id)
WHERE NOT EXISTS (SELECT 1 FROM attempts o WHERE o.run = a.run AND o.row = a.row AND o.id > a.id);

-- What became of the others. A duplicate of a row that was not created in the
-- end is lost, and so is a conflict with one; that row is looked for among those
-- that were sent, then among the others.
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
        (SELECT o.status FROM sent o WHERE o.run = rows.run AND o.row = rows.of_row),
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
