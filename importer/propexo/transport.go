package propexo

import (
	"errors"
	"net/http"
	"net/url"
	"time"
)

// newTransport returns the way to the network. Each setting is there because
// without it a write could be sent twice, or be in doubt for no reason:
//
//   - HTTP/1.1 only: over HTTP/2, Go sends a POST again after a protocol
//     error, processed or not.
//   - Idle connections are closed after two seconds, long before a server
//     does it (5 s and more are usual): a write that meets a connection being
//     closed is in doubt.
//   - As many connections as workers are kept, and few more are opened.
//   - No answer of a sane API has headers as long as 64 KB.
func newTransport(cfg Config) *http.Transport {
	http1 := new(http.Protocols)
	http1.SetHTTP1(true)
	return &http.Transport{
		Protocols:              http1,
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialCounted,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  cfg.RequestTimeout,
		IdleConnTimeout:        2 * time.Second,
		MaxIdleConnsPerHost:    cfg.Workers,
		MaxConnsPerHost:        cfg.Workers + beside,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

// beside is how many connections there are for what is asked while all workers
// send: probes and settling.
const beside = 4

// newHTTPClient wraps the transport. A redirect is an answer like any other:
// following a 307 would send the lead and the key to wherever it says, and
// following a 302 would turn the POST into a GET that looks like a success.
func newHTTPClient(cfg Config) *http.Client {
	return &http.Client{
		Transport:     cfg.Transport,
		Timeout:       cfg.RequestTimeout * 3 / 2,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// withoutURL takes the error out of net/http's envelope, which quotes the
// whole address with its query.
func withoutURL(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}
