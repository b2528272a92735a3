package propexo_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/propexo"
)

// What a real network does to a create, what is then known of it, and that
// net/http never sends it again by itself.
func TestOneRequestIsProcessedOnce(t *testing.T) {
	tests := []struct {
		name    string
		does    reaction
		verdict importer.Verdict
		reason  importer.Reason
	}{
		{"queued", answering(queuedAnswer), importer.Queued, ""},
		{"processed, then closed", once(""), importer.NoAnswer, importer.ConnectionCut},
		{"processed, then reset", reset, importer.NoAnswer, importer.ConnectionCut},
		{"processed, then silence", hang, importer.NoAnswer, importer.Timeout},
		{"half a head", once("HTTP/1.1 200 OK\r\nContent-"), importer.NoAnswer, importer.ConnectionCut},
		{"half a body", once("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"meta\":"), importer.NoAnswer, importer.ConnectionCut},
		{"no HTTP", once("SSH-2.0-OpenSSH_9.6\r\n\r\n"), importer.NoAnswer, importer.BadAnswer},
		{"a page", answering("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<p>Hello.</p>"), importer.NoAnswer, importer.BadAnswer},
		{"no body", answering("HTTP/1.1 204 No Content\r\n\r\n"), importer.NoAnswer, importer.BadAnswer},
		{"no job", answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"meta\":{}}"), importer.NoAnswer, importer.BadAnswer},
		{"an endless body", endless, importer.NoAnswer, importer.BadAnswer},
		{"half a refusal", once("HTTP/1.1 422 Unprocessable\r\nContent-Length: 99\r\n\r\n{"), importer.Refused, importer.HTTPRefused},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := serveRaw(t, tt.does)
			client := newClient(t, propexo.Config{BaseURL: server.URL, RequestTimeout: short})
			var intents begun
			answer := client.CreateLead(t.Context(), lead, intents.begin)
			if answer.Verdict != tt.verdict || answer.Reason != tt.reason {
				t.Errorf("got %+v, want %s, %s", answer, tt.verdict, tt.reason)
			}
			if server.count() != 1 || intents.n != 1 {
				t.Errorf("%d processed under %d intents, want one of each", server.count(), intents.n)
			}
		})
	}
}

// A connection that is closed before the request was processed leaves a doubt
// all the same: the body was given to the system for sending.
func TestCutBeforeReadingIsADoubt(t *testing.T) {
	server := serveRaw(t, cutUnread)
	client := newClient(t, propexo.Config{BaseURL: server.URL})
	answer := client.CreateLead(t.Context(), lead, new(begun).begin)
	if answer.Verdict != importer.NoAnswer || answer.Reason != importer.ConnectionCut || server.count() != 0 {
		t.Errorf("got %+v, %d processed", answer, server.count())
	}
}

// The second write on a kept connection is the one that net/http would send
// again if it could.
func TestKeptConnectionIsCut(t *testing.T) {
	server := serveRaw(t, keptThenCut)
	client := newClient(t, propexo.Config{BaseURL: server.URL, Workers: 1})
	first := client.CreateLead(t.Context(), lead, new(begun).begin)
	second := client.CreateLead(t.Context(), lead, new(begun).begin)
	if first.Verdict != importer.Queued || second.Verdict != importer.NoAnswer {
		t.Errorf("got %+v, then %+v", first, second)
	}
	if server.count() != 2 {
		t.Errorf("%d processed, want 2", server.count())
	}
}

func TestIdleConnectionIsClosedByUsFirst(t *testing.T) {
	closed := make(chan struct{})
	server := serveRaw(t, func(s *rawServer, conn net.Conn) {
		answering(queuedAnswer)(s, conn)
		closed <- struct{}{} // the client closed it: reading another request failed
	})
	client := newClient(t, propexo.Config{BaseURL: server.URL})
	if answer := client.CreateLead(t.Context(), lead, new(begun).begin); answer.Verdict != importer.Queued {
		t.Fatalf("got %+v", answer)
	}
	<-closed
}

// Redirects are not followed: neither the lead nor the key goes elsewhere.
func TestRedirectsAreNotFollowed(t *testing.T) {
	for _, status := range []string{"301", "302", "303", "307", "308"} {
		elsewhere := serveRaw(t, answering(queuedAnswer))
		server := serveRaw(t, answering("HTTP/1.1 "+status+" Moved\r\nLocation: "+elsewhere.URL+"/v1/leads/entrata/\r\nContent-Length: 0\r\n\r\n"))
		client := newClient(t, propexo.Config{BaseURL: server.URL})
		answer := client.CreateLead(t.Context(), lead, new(begun).begin)
		if answer.Verdict != importer.NoAnswer || answer.Reason != importer.Redirected {
			t.Errorf("%s: got %+v", status, answer)
		}
		if server.count() != 1 || elsewhere.count() != 0 {
			t.Errorf("%s: %d processed here, %d elsewhere", status, server.count(), elsewhere.count())
		}
	}
}

// What never reached the API is tried until the context ends, each time with
// an intent of its own.
func TestWithoutAConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := "http://" + listener.Addr().String()
	listener.Close()
	tls := httptest.NewTLSServer(http.NotFoundHandler()) // of a certificate that nobody knows
	tls.Config.ErrorLog = nil
	defer tls.Close()
	deaf := serveRaw(t, hang) // no TLS handshake ever ends there
	for name, url := range map[string]string{
		"refused": gone, "certificate": tls.URL, "handshake": strings.Replace(deaf.URL, "http", "https", 1),
		"no such host": "https://propexo.invalid",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, propexo.Config{BaseURL: url, RequestTimeout: short})
			ctx, cancel := context.WithCancel(t.Context())
			var intents begun
			answer := client.CreateLead(ctx, lead, func() error {
				if intents.begin(); intents.n == 2 {
					cancel()
				}
				return nil
			})
			if answer.Verdict != importer.NotSent || answer.Reason != importer.NoConnection || answer.Message == "" {
				t.Errorf("got %+v", answer)
			}
			if intents.n != 2 {
				t.Errorf("%d intents, want 2", intents.n)
			}
		})
	}
}

// The only connection is taken by a request that hangs: whoever waits for it
// has sent nothing.
func TestNoFreeConnection(t *testing.T) {
	taken, release := make(chan struct{}), make(chan struct{})
	server := serveRaw(t, func(s *rawServer, conn net.Conn) {
		close(taken)
		<-release
		answering(queuedAnswer)(s, conn)
	})
	transport := &http.Transport{MaxConnsPerHost: 1}
	patient := newClient(t, propexo.Config{BaseURL: server.URL, Transport: transport})
	hasty := newClient(t, propexo.Config{BaseURL: server.URL, Transport: transport, RequestTimeout: short})
	first := make(chan importer.Answer)
	go func() { first <- patient.CreateLead(context.Background(), lead, new(begun).begin) }()
	<-taken
	ctx, cancel := context.WithCancel(t.Context())
	second := hasty.CreateLead(ctx, lead, func() error { cancel(); return nil })
	close(release)
	if second.Verdict != importer.NotSent || second.Reason != importer.NoConnection {
		t.Errorf("got %+v", second)
	}
	if answer := <-first; answer.Verdict != importer.Queued || server.count() != 1 {
		t.Errorf("got %+v, %d processed", answer, server.count())
	}
}

func TestBeginFails(t *testing.T) {
	server := serveRaw(t, answering(queuedAnswer))
	client := newClient(t, propexo.Config{BaseURL: server.URL})
	full := errors.New("the disk is full")
	answer := client.CreateLead(t.Context(), lead, func() error { return full })
	if answer.Verdict != importer.NotSent || answer.Err != full || server.count() != 0 {
		t.Errorf("got %+v, %d processed", answer, server.count())
	}
}

func TestEndedContextSendsNothing(t *testing.T) {
	for _, rate := range []string{"auto", "5/s"} {
		parsed, err := propexo.ParseRate(rate)
		if err != nil {
			t.Fatal(err)
		}
		client, err := propexo.New(propexo.Config{BaseURL: "http://127.0.0.1:9", Key: mustKey(t, "k"), Rate: parsed})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var intents begun
		answer := client.CreateLead(ctx, lead, intents.begin)
		if answer.Verdict != importer.NotSent || answer.Reason != importer.Stopped || intents.n != 0 {
			t.Errorf("%s: got %+v after %d intents", rate, answer, intents.n)
		}
	}
}

// Ending the context never cuts a request that is under way.
func TestEndingTheContextFinishesTheRequest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		cancel()
		time.Sleep(50 * time.Millisecond)
		w.Write([]byte(`{"meta":{"job_id":"j1"}}`))
	}))
	defer server.Close()
	client := newClient(t, propexo.Config{BaseURL: server.URL})
	if answer := client.CreateLead(ctx, lead, new(begun).begin); answer.Job != "j1" {
		t.Errorf("got %+v", answer)
	}
}
