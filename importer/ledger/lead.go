package ledger

import (
	"context"
	"database/sql"
	"iter"

	"leadimport/importer"
)

// speaking is the attempt that speaks for a lead, with the row that it was for.
const speaking = `SELECT l.id, coalesce(a.status, 'unknown'), coalesce(a.reason, ''), l.payload, l.first_name, l.email,
	coalesce(a.job, ''), a.id, a.run, a.row, a.begun, r.input
	FROM leads l JOIN attempts a ON a.id = l.attempt JOIN runs r ON r.id = a.run WHERE r.host = ? `

// Lead returns what is known of a lead at a host, with the row that speaks for
// it. found is false if the ledger has no such lead, or never sent it there.
func (l *Ledger) Lead(ctx context.Context, host string, id importer.LeadID) (lead importer.KnownLead, found bool, err error) {
	for lead, err := range each(ctx, l, scanLead, speaking+`AND l.id = ?`, host, int64(id)) {
		return lead, err == nil, err
	}
	return lead, false, nil
}

// Failed yields the leads of a host whose latest attempt is a write that
// failed, the oldest first, each with the row that speaks for it. An error is
// the last thing that it yields.
func (l *Ledger) Failed(ctx context.Context, host string) iter.Seq2[importer.KnownLead, error] {
	return each(ctx, l, scanLead, speaking+`AND a.status = 'failed' AND a.job IS NOT NULL ORDER BY a.id`, host)
}

func scanLead(rows *sql.Rows) (lead importer.KnownLead, err error) {
	var payload, firstName, email sql.RawBytes
	var begun int64
	err = rows.Scan(&lead.ID, &lead.Status, &lead.Reason, &payload, &firstName, &email,
		&lead.Job, &lead.Attempt, &lead.Earlier.Run, &lead.Earlier.Row, &begun, &lead.Earlier.Input)
	copy(lead.Payload[:], payload)
	copy(lead.FirstName[:], firstName)
	copy(lead.Email[:], email)
	lead.Earlier.Time = moment(begun)
	return lead, err
}
