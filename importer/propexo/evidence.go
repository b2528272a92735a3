package propexo

import (
	"context"
	"errors"
	"net"
	"strings"

	"leadimport/importer"
)

// undelivered says whether a request that ended in an error was certainly not
// processed: it had no connection, or not a byte of it was handed over. That
// covers failed look-ups of the host, refused connections, failed TLS
// handshakes, no connection in time, and a kept connection that turned out to
// be closed. A transport within the process tells nothing of that, so only an
// error in dialling counts.
//
// No proof at all are EOF, a reset and a timeout after that, however early
// they come: what the system took over for sending may have arrived.
func undelivered(err error, s *sending, network bool) bool {
	if network && (s.unconnected() || s.nothingLeft() && doubt(err) != importer.Timeout) {
		return true
	}
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial"
}

// doubt is the reason why a request without an answer may have been processed.
func doubt(err error) importer.Reason {
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return importer.Timeout
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return importer.Timeout
	case errors.Is(err, errTooLong), strings.Contains(err.Error(), "malformed HTTP"):
		// net/http has no type for an answer that is no HTTP.
		return importer.BadAnswer
	}
	return importer.ConnectionCut
}

// inWords tells a network error plainly where Go's own words do not.
func inWords(err error) string {
	switch doubt(err) {
	case importer.Timeout:
		return "no answer came in time"
	case importer.BadAnswer:
		if errors.Is(err, errTooLong) {
			return err.Error()
		}
		return "the answer is no HTTP"
	}
	return "the connection ended before the answer: " + err.Error()
}
