package propexo_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo"
)

// A rawServer answers requests with bytes, and counts the bodies that it has
// read to their end: what it processed.
type rawServer struct {
	URL       string
	mu        sync.Mutex
	processed []string
}

// A reaction is what a rawServer does with a connection.
type reaction func(s *rawServer, conn net.Conn)

// serveRaw serves each new connection with the next reaction, and with the
// last one when there are no more.
func serveRaw(t *testing.T, reactions ...reaction) *rawServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &rawServer{URL: "http://" + listener.Addr().String()}
	var conns sync.WaitGroup
	conns.Go(func() {
		for n := 0; ; n++ {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conns.Go(func() {
				defer conn.Close()
				reactions[min(n, len(reactions)-1)](s, conn)
			})
		}
	})
	t.Cleanup(func() { listener.Close(); conns.Wait() })
	return s
}

// process reads one request to its end.
func (s *rawServer) process(r *bufio.Reader) bool {
	req, err := http.ReadRequest(r)
	if err != nil {
		return false
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.processed = append(s.processed, string(body))
	return true
}

func (s *rawServer) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.processed)
}

// answering processes every request of the connection and answers each.
func answering(text string) reaction {
	return func(s *rawServer, conn net.Conn) {
		for r := bufio.NewReader(conn); s.process(r); {
			io.WriteString(conn, text)
		}
	}
}

// once processes one request, writes the text and closes.
func once(text string) reaction {
	return func(s *rawServer, conn net.Conn) {
		s.process(bufio.NewReader(conn))
		io.WriteString(conn, text)
	}
}

// keptThenCut answers the first request of a connection, and closes after
// having processed the second.
func keptThenCut(s *rawServer, conn net.Conn) {
	r := bufio.NewReader(conn)
	if s.process(r) {
		io.WriteString(conn, queuedAnswer)
		s.process(r)
	}
}

// reset processes one request and ends the connection the hard way.
func reset(s *rawServer, conn net.Conn) {
	s.process(bufio.NewReader(conn))
	conn.(*net.TCPConn).SetLinger(0)
}

// hang processes one request and says nothing until the client goes away.
func hang(s *rawServer, conn net.Conn) {
	r := bufio.NewReader(conn)
	s.process(r)
	r.ReadByte()
}

// endless processes one request and answers for as long as anybody reads.
func endless(s *rawServer, conn net.Conn) {
	s.process(bufio.NewReader(conn))
	text := "HTTP/1.1 200 OK\r\n\r\n"
	for err := error(nil); err == nil; text = strings.Repeat(" ", 1<<12) {
		_, err = io.WriteString(conn, text)
	}
}

// cutUnread closes as soon as something has come, and processes nothing.
func cutUnread(_ *rawServer, conn net.Conn) { bufio.NewReader(conn).Peek(1) }

const queuedAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 32\r\n\r\n" +
	`{"meta":{"job_id":"cm4u"},"x":1}`

var lead = importer.Lead{IntegrationID: "i1", PropertyID: "p1", LeadSourceID: "s1",
	FirstName: "Ada", LastName: "Lovelace", Email1: "ada@example.com", DesiredNumBedrooms: "0"}

// begun counts the intents.
type begun struct{ n int }

func (b *begun) begin() error { b.n++; return nil }

func newClient(t *testing.T, cfg propexo.Config) *propexo.Client {
	t.Helper()
	if cfg.Key.IsZero() {
		cfg.Key = mustKey(t, "k-secret")
	}
	if cfg.Rate == propexo.Auto {
		cfg.Rate = propexo.Unlimited
	}
	client, err := propexo.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func mustKey(t *testing.T, text string) propexo.Key {
	t.Helper()
	key, err := propexo.ParseKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

const short = 300 * time.Millisecond
