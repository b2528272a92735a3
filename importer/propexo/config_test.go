package propexo_test

import (
	"strings"
	"testing"

	"leadimport/importer/propexo"
)

func TestAddresses(t *testing.T) {
	tests := []struct {
		base, host, environment string
		simulator               bool
	}{
		{"", "api.propexo.com", "PRODUCTION", false},
		{propexo.ProductionURL, "api.propexo.com", "PRODUCTION", false},
		{"https://API.propexo.com:443/", "api.propexo.com", "PRODUCTION", false},
		{propexo.SandboxURL, "api.sandbox.propexo.com", "SANDBOX", false},
		{"http://127.0.0.1:8080", "127.0.0.1:8080", "SIMULATOR", true},
		{"http://[::1]:8080", "[::1]:8080", "OTHER", false},
		{"http://localhost:80", "localhost", "OTHER", false},
		{"https://proxy.example.com:8443", "proxy.example.com:8443", "OTHER", false},
	}
	for _, tt := range tests {
		client, err := propexo.New(propexo.Config{BaseURL: tt.base, Simulator: tt.simulator, Key: mustKey(t, "k")})
		if err != nil {
			t.Errorf("%s: %v", tt.base, err)
			continue
		}
		if client.Host() != tt.host || client.Environment() != tt.environment {
			t.Errorf("%s: got %s, %s", tt.base, client.Host(), client.Environment())
		}
	}
}

func TestAddressesThatAreRefused(t *testing.T) {
	for base, want := range map[string]string{
		"http://api.propexo.com":           "must begin with https://",
		"http://192.168.0.7":               "http is for this machine alone",
		"http://localhost.example.com":     "http is for this machine alone",
		"api.propexo.com":                  "must begin with https://",
		"ftp://api.propexo.com":            "must begin with https://",
		"https://":                         "names no host",
		"https://api.propexo.com/v1":       "must end after the host",
		"https://api.propexo.com?x=1":      "must end after the host",
		"https://api.propexo.com/#top":     "must end after the host",
		"https://me:hunter2@example.com":   "no user name or password",
		"https://me:hunter2@exa mple.com/": "no web address",
	} {
		_, err := propexo.New(propexo.Config{BaseURL: base, Key: mustKey(t, "k")})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got %v", base, err)
		}
	}
}

func TestKeyIsRequired(t *testing.T) {
	if _, err := propexo.New(propexo.Config{}); err == nil {
		t.Error("a client without a key was made")
	}
	if _, err := propexo.New(propexo.Config{Simulator: true, BaseURL: "http://127.0.0.1"}); err != nil {
		t.Error(err)
	}
}
