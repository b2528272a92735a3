package propexo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"leadimport/importer"
)

// A StatusError is an answer other than the one that was asked for. A thing
// that the API does not know is a 404.
type StatusError struct {
	HTTP    int
	Message string // the API's own words, in one line; may quote people's details
}

// Error names the status alone: the words may quote people's details.
func (e *StatusError) Error() string {
	return fmt.Sprintf("the API answered %d %s", e.HTTP, http.StatusText(e.HTTP))
}

// Is makes a refusal of the key an importer.ErrForbidden, and an address that
// there is not an importer.ErrNotOffered.
func (e *StatusError) Is(target error) bool {
	switch e.HTTP {
	case http.StatusUnauthorized, http.StatusForbidden:
		return target == importer.ErrForbidden
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return target == importer.ErrNotOffered
	}
	return false
}

// ErrUnreadable says that an answer of 200 is not what the API documents.
var ErrUnreadable = errors.New("the API's answer cannot be read")

// mostTries is how often a read is tried that ends without a clear answer.
const mostTries = 4

// read asks for something and decodes the answer into it. A read changes
// nothing, so it is tried again after a 429, a cut connection or a 5xx, a few
// times: whoever asks has other things to ask for meanwhile. It returns a
// *StatusError, ErrUnreadable, a network error, or the context's.
func (c *Client) read(ctx context.Context, r request, into any) error {
	var last error
	for tries := 1; ; tries++ {
		turn, err := c.turns.take(ctx)
		if err != nil {
			return endedAfter(err, last)
		}
		res, err := c.once(ctx, turn, r)
		pause := backoff(tries-1, longestBackoff)
		switch {
		case err != nil && ctx.Err() != nil:
			return err
		case err != nil:
			last = err
		case res.turnedAway():
			last, pause = c.refusal(res), 0 // the gate makes the next turn wait
		case res.err != nil:
			last = fmt.Errorf("reading the answer: %w", res.err)
		case res.status >= 500 && res.status != http.StatusNotImplemented:
			last = c.refusal(res)
		default:
			return c.decode(res, into)
		}
		if tries == mostTries {
			return last
		}
		if err := sleep(ctx, pause); err != nil {
			return endedAfter(err, last)
		}
	}
}

// endedAfter tells the context's error, and what was waited for, if anything.
func endedAfter(err, last error) error {
	if last == nil {
		return err
	}
	return fmt.Errorf("%w, after: %w", err, last)
}

// once sends a read once and ends its turn.
func (c *Client) once(ctx context.Context, turn turn, r request) (*response, error) {
	res, sent, err := c.do(ctx, r)
	switch {
	case err != nil && undelivered(err, sent, false):
		c.turns.unsent()
	case err != nil:
		c.turns.lost()
	case res.turnedAway():
		c.pause(turn, res)
	default:
		c.turns.answered(turn, res.header)
	}
	return res, err
}

func (c *Client) decode(r *response, into any) error {
	if r.status != http.StatusOK {
		return c.refusal(r)
	}
	if json.Unmarshal(r.body, into) != nil {
		return ErrUnreadable // the decoder's own words may quote the body
	}
	return nil
}

func (c *Client) refusal(r *response) error {
	return &StatusError{HTTP: r.status, Message: c.message(r.body)}
}
