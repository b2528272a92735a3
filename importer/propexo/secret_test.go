package propexo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"leadimport/importer/propexo"
)

const secret = "pk_live_Zx81c0ffee"

// No way of printing a key, a configuration or a client shows the key.
func TestKeyHides(t *testing.T) {
	key := mustKey(t, " "+secret+"\r\n")
	cfg := propexo.Config{Key: key}
	client, err := propexo.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	inside := struct {
		key    propexo.Key
		config *propexo.Config
		client *propexo.Client
	}{key, &cfg, client}
	var out bytes.Buffer
	fmt.Fprintln(&out, key.String(), key.GoString())
	for _, value := range []any{key, &key, cfg, &cfg, client, inside, &inside} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
			fmt.Fprintf(&out, verb+"\n", value)
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "value", value)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "value", value)
	}
	if err := json.NewEncoder(&out).Encode(map[propexo.Key]propexo.Key{key: key}); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{secret, fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret), fmt.Sprintf("%d", []byte(secret))} {
		if strings.Contains(out.String(), form) {
			t.Errorf("shown as %s in\n%s", form, out.String())
		}
	}
	if !strings.Contains(out.String(), "[key]") {
		t.Error("nothing was printed at all")
	}
}

func TestParseKeyQuotesNothing(t *testing.T) {
	for _, text := range []string{"", " \n", secret + " " + secret, secret + "\n" + secret, secret + "\x00", "Schlüssel"} {
		_, err := propexo.ParseKey(text)
		if err == nil {
			t.Errorf("%q is taken for a key", text)
			continue
		}
		if strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "Schl") {
			t.Errorf("%q is quoted: %v", text, err)
		}
	}
}

// An API that repeats the key and the lead gets neither into the log, nor the
// key into a message or an error.
func TestEchoedSecrets(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+secret {
			t.Error("the key was not sent")
		}
		body, _ := io.ReadAll(r.Body)
		text, _ := json.Marshal(strings.Repeat("x", 290) + secret + string(body))
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"error":{"message":%s,"details":{"issues":[{"path":["zip"],"message":%s}]}}}`, text, text)
	}))
	defer server.Close()
	var log bytes.Buffer
	client := newClient(t, propexo.Config{BaseURL: server.URL, Key: mustKey(t, secret),
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	answer := client.CreateLead(t.Context(), lead, atOnce)
	_, _, err := client.Leads(t.Context(), propexo.LeadsQuery{Email: lead.Email1})
	if err == nil || len(answer.Issues) != 1 {
		t.Fatalf("got %+v, %v", answer, err)
	}
	for name, text := range map[string]string{"answer": fmt.Sprintf("%+v", answer), "error": fmt.Sprintf("%v %+v", err, err)} {
		if strings.Contains(text, secret[:5]) {
			t.Errorf("the key is in the %s: %s", name, text)
		}
	}
	for _, private := range []string{secret, lead.Email1, "ada%40", lead.FirstName, lead.LastName, "Bearer"} {
		if strings.Contains(log.String(), private) {
			t.Errorf("%q is in the log:\n%s", private, log.String())
		}
	}
	if !strings.Contains(log.String(), "path=/v1/leads/entrata/ status=400") {
		t.Errorf("the log tells too little:\n%s", log.String())
	}
}

// The errors of the network name neither the address's query nor the key.
func TestNetworkErrorsQuoteNoQuery(t *testing.T) {
	server := serveRaw(t, once(""))
	client := newClient(t, propexo.Config{BaseURL: server.URL, Key: mustKey(t, secret), RequestTimeout: short})
	ctx, cancel := context.WithTimeout(t.Context(), short)
	defer cancel()
	if _, _, err := client.Leads(ctx, propexo.LeadsQuery{Email: lead.Email1}); err == nil ||
		strings.Contains(err.Error(), "ada") || strings.Contains(err.Error(), "http://") {
		t.Errorf("got %v", err)
	}
}
