package propexo

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Integration asks for one integration (documented). One that the API does not
// know is a *StatusError of 404, whether the API says so or answers 200 with
// nothing in it, as its specification allows.
func (c *Client) Integration(ctx context.Context, id string) (Integration, error) {
	var answer struct {
		Results *Integration `json:"results"`
	}
	r := request{method: http.MethodGet, path: "/v1/admin/integrations/" + url.PathEscape(id) + "/"}
	if err := c.read(ctx, r, &answer); err != nil {
		return Integration{}, err
	}
	if answer.Results == nil {
		return Integration{}, &StatusError{HTTP: http.StatusNotFound, Message: "there is no such integration"}
	}
	return *answer.Results, nil
}

// MostLeads is how many leads a page of a list tells at most (documented).
const MostLeads = 250

// A LeadsQuery says which leads to tell; zeros leave it to the API.
type LeadsQuery struct {
	Integration string
	Property    string
	Email       string    // whether its case matters is not documented
	Phone       string    // ten digits, without a country code
	Since       time.Time // updated since then; zero: whenever
	OrderBy     string    // such as "id:asc", which pages well: new leads come last
	Limit       int       // at most MostLeads; the API's own choice is 100
	Offset      int
}

// Leads asks for a page of the leads that Propexo has read from the property
// systems (documented), and says whether there are more. A lead that was just
// created is not among them before the next sync.
func (c *Client) Leads(ctx context.Context, q LeadsQuery) (page []LeadRecord, more bool, err error) {
	var answer struct {
		Meta struct {
			HasMore *bool `json:"hasMore"`
		} `json:"meta"`
		Results *[]LeadRecord `json:"results"`
	}
	if q.Limit == 0 {
		q.Limit = 100
	}
	query := url.Values{}
	setText(query, "integration_id", q.Integration)
	setText(query, "property_id", q.Property)
	setText(query, "email_1", q.Email)
	setText(query, "phone_1", q.Phone)
	if !q.Since.IsZero() {
		query.Set("updated_at_gte", q.Since.UTC().Format(time.RFC3339))
	}
	setText(query, "order-by", q.OrderBy)
	setNumber(query, "limit", q.Limit)
	setNumber(query, "offset", q.Offset)
	if err := c.read(ctx, request{method: http.MethodGet, path: "/v1/leads/", query: query}, &answer); err != nil {
		return nil, false, err
	}
	if answer.Results == nil {
		return nil, false, ErrUnreadable
	}
	page = *answer.Results
	more = len(page) == q.Limit
	if answer.Meta.HasMore != nil {
		more = *answer.Meta.HasMore && len(page) > 0
	}
	return page, more, nil
}
