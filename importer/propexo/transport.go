package propexo

import (
	"net/http"
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
