package ledger

import "leadimport/importer"

// The attempt that speaks for a lead is the latest, with one exception: a lead
// that may exist, and was sent again, may exist still if that was refused, not
// delivered or failed in the end. And what comes to light of an earlier attempt
// counts more than the failure of a later one. Otherwise the lead would be sent
// once more by whoever runs its row next.

// inVain gives the word back to an attempt in doubt if one that was begun
// instead of it has come to nothing. What a person has closed since is in doubt
// no more.
func inVain(c *conn, id importer.AttemptID, status importer.Status) error {
	switch status {
	case importer.Rejected, importer.Failed, importer.Unsent:
	default:
		return nil
	}
	return c.exec(giveBack, int64(id))
}

const giveBack = `UPDATE leads SET attempt = coalesce((
		SELECT CASE kind WHEN 'close' THEN NULL ELSE id END FROM attempts
		WHERE lead = leads.id AND id < leads.attempt AND (status = 'unknown' OR kind = 'close')
		ORDER BY id DESC LIMIT 1), attempt)
	WHERE id = (SELECT lead FROM attempts WHERE id = ?1) AND attempt = ?1`

// comesToLight lets an earlier attempt speak that turned out to be queued or
// taken, unless the one that speaks got as far.
func comesToLight(c *conn, id importer.AttemptID, status importer.Status) error {
	switch status {
	case importer.Created, importer.Accepted, importer.Partial:
	default:
		return nil
	}
	return c.exec(`UPDATE leads SET attempt = ?1
		WHERE id = (SELECT lead FROM attempts WHERE id = ?1) AND attempt > ?1
		AND (SELECT status FROM attempts WHERE id = leads.attempt) IN ('unknown', 'rejected', 'failed', 'unsent')`, int64(id))
}
