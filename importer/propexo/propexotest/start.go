package propexotest

import (
	"fmt"
	"net"
	"net/http"
	"time"
)

// Start serves a new simulator on a free port of the loopback address. stop
// closes the port and every connection. It panics if there is no such port.
func Start(cfg Config) (s *Server, url string, stop func()) {
	listener, err := Listen("127.0.0.1:0")
	if err != nil {
		panic("propexotest: " + err.Error())
	}
	s = New(cfg)
	server := &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	done := make(chan struct{})
	go func() {
		defer close(done)
		server.Serve(listener) // ends with http.ErrServerClosed when stopped
	}()
	return s, "http://" + listener.Addr().String(), func() {
		server.Close()
		<-done
	}
}

// Listen listens on host:port, and refuses every host that is not this
// machine alone: what people send to a simulator must not leave it, and
// nobody else may take it for Propexo.
func Listen(addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("reading the simulator's address: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("the simulator listens on loopback addresses only, such as 127.0.0.1:8080, not on %q", addr)
	}
	return net.Listen("tcp", addr)
}
