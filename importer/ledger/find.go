package ledger

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"leadimport/importer"
)

// What is asked is a list of (number of the lookup, key or id). The cross joins
// tell SQLite the order in which to go: from the few to the many, but once
// through the new keys, which have no index.
const (
	foundLead = ` SELECT asked.n, l.id,
		CASE WHEN l.attempt IS NULL THEN 'invalid' ELSE coalesce(a.status, 'unknown') END,
		CASE WHEN l.attempt IS NOT NULL AND a.status IS NULL THEN 'interrupted' ELSE coalesce(a.reason, '') END,
		l.payload, l.first_name, l.email, coalesce(a.job, ''),
		coalesce(a.retry_of, ''), coalesce(l.attempt, 0), coalesce(a.run, 0) FROM `
	byKey = foundLead + `asked CROSS JOIN keys k ON k.key = asked.it
		CROSS JOIN leads l ON l.id = k.lead
		LEFT JOIN attempts a ON a.id = l.attempt WHERE l.run <> ?`
	byNewKey = foundLead + `new_keys k CROSS JOIN asked ON asked.it = k.key
		CROSS JOIN leads l ON l.id = k.lead
		LEFT JOIN attempts a ON a.id = l.attempt
		WHERE k.key IN (SELECT it FROM asked) AND l.run <> ?`
	byID = foundLead + `asked CROSS JOIN leads l ON l.id = asked.it CROSS JOIN runs r ON r.id = l.run
		LEFT JOIN attempts a ON a.id = l.attempt WHERE l.run <> ? AND r.host = ?`
)

// searches keeps the statements of Find prepared, one for each number of
// things asked at a time.
type searches struct {
	byKey, byNewKey, byID [len(chunks)]*sql.Stmt
}

func prepareSearches(db *sql.DB) (s searches, err error) {
	for at, lines := range chunks {
		for statement, text := range map[**sql.Stmt]string{
			&s.byKey[at]:    byKey,
			&s.byNewKey[at]: byNewKey,
			&s.byID[at]:     byID,
		} {
			if *statement, err = db.Prepare(asking(lines) + text); err != nil {
				return s, err
			}
		}
	}
	return s, nil
}

func asking(lines int) string {
	return "WITH asked (n, it) AS (VALUES (?, ?)" + strings.Repeat(",(?, ?)", lines-1) + ")"
}

// Find implements importer.Ledger.
func (r *Run) Find(ctx context.Context, lookups []importer.Lookup) ([][]importer.KnownLead, error) {
	found := make([][]importer.KnownLead, len(lookups))
	if r.first {
		return found, nil
	}
	keys, ids := pairs(lookups)
	l := r.ledger // whose keys all had their place when the run began
	if err := search(ctx, l.byKey, keys, found, r.id); err != nil {
		return nil, l.failed(err)
	}
	share(found)
	if err := search(ctx, l.byID, ids, found, r.id, r.host); err != nil {
		return nil, l.failed(err)
	}
	return found, nil
}

// Find answers as importer.Ledger's for somebody who begins no run: the leads
// of every run count as earlier ones. A lead is found by its id only if it
// belongs to the host; keys tell the host themselves.
func (l *Ledger) Find(ctx context.Context, host string, lookups []importer.Lookup) ([][]importer.KnownLead, error) {
	found := make([][]importer.KnownLead, len(lookups))
	keys, ids := pairs(lookups)
	const none = 0
	if err := search(ctx, l.byKey, keys, found, none); err != nil {
		return nil, l.failed(err)
	}
	if err := search(ctx, l.byNewKey, keys, found, none); err != nil {
		return nil, l.failed(err)
	}
	share(found)
	if err := search(ctx, l.byID, ids, found, none, host); err != nil {
		return nil, l.failed(err)
	}
	return found, nil
}

// share marks what was found by keys.
func share(found [][]importer.KnownLead) {
	for _, leads := range found {
		for i := range leads {
			leads[i].Shared = true
		}
	}
}

// pairs lists what the lookups ask for, with the number of the lookup.
func pairs(lookups []importer.Lookup) (keys, ids []any) {
	for n, lookup := range lookups {
		for _, key := range lookup.Keys {
			keys = append(keys, n, key[:])
		}
		if lookup.Lead != 0 {
			ids = append(ids, n, int64(lookup.Lead))
		}
	}
	return keys, ids
}

// search asks for pairs of number and thing, many at a time, and adds what is
// found. The arguments after found are those of the statement.
func search(ctx context.Context, statements [len(chunks)]*sql.Stmt, pairs []any,
	found [][]importer.KnownLead, args ...any) error {
	for at, lines := range chunks {
		for n := 2 * lines; len(pairs) >= n; pairs = pairs[n:] {
			rows, err := statements[at].QueryContext(ctx, slices.Concat(pairs[:n], args)...)
			if err != nil {
				return err
			}
			if err := collect(rows, found); err != nil {
				return err
			}
		}
	}
	return nil
}

func collect(rows *sql.Rows, found [][]importer.KnownLead) error {
	defer rows.Close()
	for rows.Next() {
		var n int
		var lead importer.KnownLead
		var payload, firstName, email sql.RawBytes
		if err := rows.Scan(&n, &lead.ID, &lead.Status, &lead.Reason,
			&payload, &firstName, &email, &lead.Job, &lead.Retry, &lead.Attempt, &lead.Earlier.Run); err != nil {
			return err
		}
		copy(lead.Payload[:], payload)
		copy(lead.FirstName[:], firstName)
		copy(lead.Email[:], email)
		if !slices.ContainsFunc(found[n], func(k importer.KnownLead) bool { return k.ID == lead.ID }) {
			found[n] = append(found[n], lead)
		}
	}
	return rows.Err()
}
