package propexo

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"leadimport/importer"
)

// CreateLead sends one lead to Create Lead: Entrata (documented), as
// importer.API asks of it.
func (c *Client) CreateLead(ctx context.Context, lead importer.Lead, begin func() error) importer.Answer {
	body, err := json.Marshal(lead)
	if err != nil {
		return importer.Answer{Verdict: importer.NotSent, Err: fmt.Errorf("writing the lead as JSON: %w", err)}
	}
	return c.write(ctx, request{method: http.MethodPost, path: "/v1/leads/entrata/", body: body}, begin)
}

// RetryWrite asks Propexo to send a failed write to the property system again
// (documented; for failed writes only). Queued answers carry the new job. As
// with CreateLead, begin is called before each request leaves, and an answer
// without clear words means that the write may have been queued.
func (c *Client) RetryWrite(ctx context.Context, job string, begin func() error) importer.Answer {
	path := "/v1/admin/retry-write/" + url.PathEscape(job)
	return c.write(ctx, request{method: http.MethodPost, path: path, body: []byte("{}")}, begin)
}

// longestBackoff bounds the wait between two attempts to connect.
const longestBackoff = 30 * time.Second

// write sends a write until an answer, or the lack of one, says what became of
// it. While it is certain that nothing did, it goes on until the context ends,
// or until there was no connection for RequestTimeout.
func (c *Client) write(ctx context.Context, r request, begin func() error) importer.Answer {
	last := importer.Answer{Verdict: importer.NotSent, Reason: importer.Stopped}
	var cut time.Time // since when there is no connection
	for failures := 0; ; {
		turn, err := c.turns.take(ctx)
		if err != nil {
			return last
		}
		if err := begin(); err != nil {
			c.turns.unsent()
			return importer.Answer{Verdict: importer.NotSent, Err: err}
		}
		// A request under way is finished, whatever ends the waiting.
		res, sent, err := c.do(context.WithoutCancel(ctx), r)
		if last = c.judge(turn, res, sent, err); last.Verdict != importer.NotSent {
			return last
		}
		if last.Reason != importer.NoConnection {
			cut, failures = time.Time{}, 0
			continue
		}
		if cut.IsZero() {
			cut = time.Now()
		}
		// A dead network must not keep a nightly run, and the ledger's lock, for
		// ever: a connection is waited for as long as an answer is.
		if time.Since(cut) >= c.cfg.RequestTimeout || c.standBack(ctx, failures, last.Message) != nil {
			return last
		}
		failures++
	}
}

// judge ends the turn and says what is known of a write after one attempt.
// NotSent means that it may be tried again.
func (c *Client) judge(turn turn, res *response, sent *sending, err error) importer.Answer {
	switch {
	case err != nil && undelivered(err, sent, c.network):
		c.turns.unsent()
		return importer.Answer{Verdict: importer.NotSent, Reason: importer.NoConnection,
			Message: c.inOneLine(err.Error())}
	case err != nil:
		c.turns.lost()
		return importer.Answer{Verdict: importer.NoAnswer, Reason: doubt(err), Message: c.inOneLine(inWords(err))}
	case res.turnedAway():
		c.pause(turn, res)
	default:
		c.turns.answered(turn, res.header)
	}
	return c.weigh(res)
}

// standBack waits before the next attempt to connect, longer every time.
func (c *Client) standBack(ctx context.Context, failures int, message string) error {
	wait := backoff(failures, longestBackoff)
	if !c.cut.Swap(true) {
		c.cfg.Log.Warn("no connection, trying again", slog.String("host", c.Host()),
			slog.String("error", message), slog.Duration("wait", wait))
	}
	return sleep(ctx, wait)
}

// pause makes everybody wait, as a 429 or a 503 asks.
func (c *Client) pause(turn turn, res *response) {
	if res.status == http.StatusTooManyRequests {
		c.counts.rateLimited.Add(1)
	}
	wait := c.turns.turnedAway(turn, res.header)
	c.cfg.Log.Debug("pausing", slog.Int("status", res.status), slog.Duration("wait", wait))
}

// Probe asks for one integration, which changes nothing. A nil error means
// that the API is there: it answered below 500, be it with a refusal.
func (c *Client) Probe(ctx context.Context) error {
	turn, err := c.turns.take(ctx)
	if err != nil {
		return err
	}
	r := request{method: http.MethodGet, path: "/v1/admin/integrations/", query: url.Values{"limit": {"1"}}}
	res, err := c.once(ctx, turn, r)
	if err == nil && res.status >= 500 {
		return c.refusal(res)
	}
	return err
}
