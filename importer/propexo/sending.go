package propexo

import (
	"context"
	"crypto/tls"
	"net"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// A sending knows whether anything of one request was handed to the network:
// it is given its connection by net/http, and the connection counts.
//
// A body that knows whether it was read would tell as much, but net/http sends
// the header of a request by itself unless it knows the body for one in
// memory: two packets and a fifth more work for every lead.
type sending struct {
	conn   atomic.Pointer[countedConn]
	before atomic.Int64
	opaque atomic.Bool // it got a connection that does not count
}

// watch makes the context of a request tell the sending of its connection.
func (s *sending) watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		counted := countedOf(info.Conn)
		if counted == nil {
			s.opaque.Store(true)
			return
		}
		s.before.Store(counted.handed.Load())
		s.conn.Store(counted)
	}})
}

// unconnected says that the request never had a connection.
func (s *sending) unconnected() bool { return s.conn.Load() == nil && !s.opaque.Load() }

// nothingLeft says that not a byte of the request was handed over.
func (s *sending) nothingLeft() bool {
	conn := s.conn.Load()
	return s.unconnected() || conn != nil && !s.opaque.Load() && conn.handed.Load() == s.before.Load()
}

// A countedConn counts the bytes that were handed to the system for sending. A
// write under way counts in full until it has failed: what the system took of
// it may arrive.
type countedConn struct {
	net.Conn
	handed atomic.Int64
}

func dialCounted(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &countedConn{Conn: conn}, nil
}

// Write implements net.Conn.
func (c *countedConn) Write(p []byte) (int, error) {
	c.handed.Add(int64(len(p)))
	n, err := c.Conn.Write(p)
	c.handed.Add(int64(n - len(p)))
	return n, err
}

// countedOf finds the counting connection, which may carry TLS.
func countedOf(conn net.Conn) *countedConn {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	counted, _ := conn.(*countedConn)
	return counted
}
