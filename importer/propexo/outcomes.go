package propexo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"leadimport/importer"
)

// WriteStatus asks what became of one write (documented). What the API answers
// for a job that it does not know is not documented; a 404 is expected.
func (c *Client) WriteStatus(ctx context.Context, job string) (importer.WriteStatus, error) {
	var w writeStatus
	r := request{method: http.MethodGet, path: "/v1/admin/write-status/" + url.PathEscape(job)}
	err := c.read(ctx, r, &w)
	if status, ok := errors.AsType[*StatusError](err); ok && status.HTTP == http.StatusNotFound {
		return importer.WriteStatus{}, fmt.Errorf("%w: %w", importer.ErrNoJob, err)
	}
	if err == nil && w.State == "" {
		err = ErrUnreadable
	}
	return importer.WriteStatus{State: w.State, Errors: c.texts(w.Errors)}, err
}

// texts returns the property system's errors; one that is no text is told as
// it came.
func (c *Client) texts(raw []anyText) []string {
	var texts []string
	for _, raw := range raw {
		texts = append(texts, c.cfg.Key.cutFrom(string(raw)))
	}
	return texts
}

// WriteLog asks for a page of the log of lead writes (documented). The order
// of its rows is not documented, and they shift as new ones are added.
func (c *Client) WriteLog(ctx context.Context, q importer.LogQuery) ([]importer.LogRow, error) {
	query := url.Values{"write_category": {"leads"}}
	setNumber(query, "limit", q.Limit)
	setNumber(query, "offset", q.Offset)
	setText(query, "time_range", q.TimeRange)
	setText(query, "integration_id", q.Integration)
	var page writeLog
	if err := c.read(ctx, request{method: http.MethodGet, path: "/v1/admin/logs/writes/", query: query}, &page); err != nil {
		return nil, err
	}
	if page.Results.Logs == nil {
		return nil, ErrUnreadable
	}
	rows := make([]importer.LogRow, 0, len(*page.Results.Logs))
	for _, raw := range *page.Results.Logs {
		rows = append(rows, c.logRow(raw))
	}
	return rows, nil
}

// logRow reads one row. One that cannot be read, which may be anybody's, does
// not hide the others.
func (c *Client) logRow(raw json.RawMessage) importer.LogRow {
	var row *logRow
	if json.Unmarshal(raw, &row) != nil || row == nil {
		return importer.LogRow{Unreadable: true}
	}
	return importer.LogRow{ID: string(row.ID), Job: string(row.Job), State: importer.WriteState(row.State),
		Integration: string(row.Integration), Created: row.Created.Time,
		Error: c.cfg.Key.cutFrom(string(row.Error)), Parameters: row.Parameters}
}

func setNumber(query url.Values, name string, n int) {
	if n != 0 {
		query.Set(name, strconv.Itoa(n))
	}
}

func setText(query url.Values, name, text string) {
	if text != "" {
		query.Set(name, text)
	}
}
