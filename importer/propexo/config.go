package propexo

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// The API's addresses, as documented. A key belongs to one of them.
const (
	ProductionURL = "https://api.propexo.com"
	SandboxURL    = "https://api.sandbox.propexo.com"
)

// Config says where the API is and how hard it may be asked. Only Key must be
// set, and not even that for a simulator.
type Config struct {
	// BaseURL is the API's address without a path; empty is ProductionURL. It
	// must be https, except on the machine's own loopback addresses.
	BaseURL string

	// Key is sent with every request. Without one, no Authorization is sent.
	Key Key

	// Simulator says that a simulator answers at BaseURL; it may need no key.
	Simulator bool

	// Rate bounds the requests of all kinds together; zero is Auto.
	Rate Rate

	// Window is the length of the API's window, for Auto; 0 is the documented
	// minute. Only a simulator has another.
	Window time.Duration

	// Workers is how many requests the caller has under way at once, 0 is 16.
	// That many connections are kept.
	Workers int

	// RequestTimeout is how long an answer may take to begin, 0 is a minute.
	// Half as long again is granted for all of it. What takes longer is in
	// doubt, so long waits are better than short ones. As long, a write goes
	// on trying to connect.
	RequestTimeout time.Duration

	// UserAgent names the program to the API; empty is "leadimport".
	UserAgent string

	// Transport replaces the network, for a simulator within the process; nil
	// is the network. One that is no *http.Transport must not send again by
	// itself.
	Transport http.RoundTripper

	// Log gets a line a request at level debug; nil is silence.
	Log *slog.Logger
}

// withDefaults returns the configuration with its zeros filled in, or says
// what is wrong with it.
func (c Config) withDefaults() (Config, *url.URL, error) {
	if c.BaseURL == "" {
		c.BaseURL = ProductionURL
	}
	base, err := parseBase(c.BaseURL)
	if err != nil {
		return c, nil, fmt.Errorf("the API's address %q: %w", withoutUser(c.BaseURL), err)
	}
	if c.Key.IsZero() && !c.Simulator {
		return c, nil, errors.New("there is no API key")
	}
	if c.Workers <= 0 {
		c.Workers = 16
	}
	if c.RequestTimeout <= 0 {
		c.RequestTimeout = time.Minute
	}
	if c.Window <= 0 {
		c.Window = time.Minute
	}
	if c.UserAgent == "" {
		c.UserAgent = "leadimport"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c, base, nil
}

// parseBase accepts scheme, host and port, and nothing else that could
// misdirect a request or carry a secret.
func parseBase(text string) (*url.URL, error) {
	base, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, errors.New("it is no web address")
	case base.Scheme != "https" && base.Scheme != "http":
		return nil, errors.New("it must begin with https://")
	case base.Hostname() == "":
		return nil, errors.New("it names no host")
	case base.User != nil:
		return nil, errors.New("it must hold no user name or password")
	case base.Path != "" && base.Path != "/", base.RawQuery != "", base.Fragment != "":
		return nil, errors.New("it must end after the host; the paths are added here")
	case base.Scheme == "http" && !loopback(base.Hostname()):
		return nil, errors.New("it must begin with https://, for the key and people's details travel there; " +
			"http is for this machine alone")
	}
	return &url.URL{Scheme: base.Scheme, Host: hostOf(base)}, nil
}

// hostOf returns the host in lower case, without the port that its scheme
// implies, so that one API has one name.
func hostOf(base *url.URL) string {
	host := strings.ToLower(base.Host)
	if base.Scheme == "https" {
		return strings.TrimSuffix(host, ":443")
	}
	return strings.TrimSuffix(host, ":80")
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && addr.IsLoopback()
}

// withoutUser drops what stands before an @, which may be a password.
func withoutUser(text string) string {
	if at := strings.LastIndexByte(text, '@'); at >= 0 {
		return "..." + text[at:]
	}
	return text
}
