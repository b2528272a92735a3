package propexo

import (
	"context"
	"iter"
	"time"

	"leadimport/importer"
)

var _ importer.Records = (*Client)(nil)

// LastSync implements importer.Records.
func (c *Client) LastSync(ctx context.Context, integration string) (time.Time, error) {
	i, err := c.Integration(ctx, integration)
	return i.LastSync.Time, err
}

// LeadsSince implements importer.Records, a page of 250 at a time. Pages are
// asked for by id, so that leads that come meanwhile do not shift them
// (inferred).
func (c *Client) LeadsSince(ctx context.Context, integration string, since time.Time) iter.Seq2[importer.LeadRecord, error] {
	return func(yield func(importer.LeadRecord, error) bool) {
		q := LeadsQuery{Integration: integration, Since: since, OrderBy: "id:asc", Limit: MostLeads}
		for ; ; q.Offset += MostLeads {
			page, more, err := c.Leads(ctx, q)
			if err != nil {
				yield(importer.LeadRecord{}, err)
				return
			}
			for _, record := range page {
				if !yield(record.asDomain(), nil) {
					return
				}
			}
			if !more {
				return
			}
		}
	}
}

// asDomain prefers the property system's own word on when a lead was created:
// the cache may have met it much later.
func (r LeadRecord) asDomain() importer.LeadRecord {
	created := r.InPMS.Time
	if created.IsZero() {
		created = r.Created.Time
	}
	return importer.LeadRecord{Lead: r.Lead, Email2: r.Email2, Created: created}
}
