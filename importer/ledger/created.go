package ledger

import (
	"context"
	"database/sql"
	"iter"
	"time"

	"leadimport/importer"
)

// createdKeys finds the keys of created leads, those of one lead in a row.
const createdKeys = `WITH every (key, lead) AS (SELECT key, lead FROM keys UNION ALL SELECT key, lead FROM new_keys)
	SELECT l.id, a.begun, a.run, a.row, r.input, e.key
	FROM leads l JOIN attempts a ON a.id = l.attempt JOIN runs r ON r.id = a.run JOIN every e ON e.lead = l.id
	WHERE a.status = 'created' AND r.host = ? AND r.integration IN ('', ?) AND a.begun < ? ORDER BY l.id`

// Created yields the leads of a host that are held as created and whose
// requests were sent before a moment, the oldest first, with all their keys;
// but not those of runs that sent to another integration. An error is the last
// thing that it yields.
func (l *Ledger) Created(ctx context.Context, host, integration string, before time.Time) iter.Seq2[importer.CreatedLead, error] {
	return func(yield func(importer.CreatedLead, error) bool) {
		var lead importer.CreatedLead
		for next, err := range each(ctx, l, scanCreated, createdKeys, host, integration, before.UnixMilli()) {
			switch {
			case err != nil:
				yield(importer.CreatedLead{}, err)
				return
			case next.Lead == lead.Lead:
				lead.Keys = append(lead.Keys, next.Keys...)
				continue
			case lead.Lead != 0 && !yield(lead, nil):
				return
			}
			lead = next
		}
		if lead.Lead != 0 {
			yield(lead, nil)
		}
	}
}

// scanCreated reads a lead with one of its keys.
func scanCreated(rows *sql.Rows) (lead importer.CreatedLead, err error) {
	var key sql.RawBytes
	var hash importer.Hash
	var begun int64
	if err := rows.Scan(&lead.Lead, &begun, &lead.Sent.Run, &lead.Sent.Row, &lead.Sent.Input, &key); err != nil {
		return lead, err
	}
	lead.Begun = moment(begun)
	lead.Sent.Time = lead.Begun
	copy(hash[:], key)
	lead.Keys = []importer.Hash{hash}
	return lead, nil
}
