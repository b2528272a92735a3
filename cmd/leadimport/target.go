package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/spf13/pflag"

	"leadimport/importer/propexo"
	"leadimport/importer/propexo/propexotest"
)

// A target is where leads go.
type target struct {
	host   string // in every key of the ledger
	client *propexo.Client
}

// String names the host and what it is.
func (t *target) String() string { return place(t.host, t.client.Environment()) }

// place names a host, and what it is if that is known.
func place(host, environment string) string {
	if environment == propexo.Other {
		return host
	}
	return host + " (" + environment + ")"
}

// findTarget makes the client. It sends nothing yet.
func (m *importing) findTarget(context.Context) (err error) {
	if m.target, err = m.newTarget(&m.apiFlags, m.set, m.log); err != nil {
		return err
	}
	m.atEnd = append(m.atEnd, m.target.client.Close)
	return nil
}

// newTarget makes a client for the API that the flags name. It sends nothing
// yet; the caller closes it.
func (p *program) newTarget(f *apiFlags, set *pflag.FlagSet, log *slog.Logger) (*target, error) {
	config := propexo.Config{
		BaseURL:        f.baseURL,
		Rate:           f.pace,
		Workers:        f.workers,
		RequestTimeout: f.timeout,
		UserAgent:      "leadimport/" + version(),
		Log:            log,
	}
	var err error
	if f.simulate {
		err = embedSimulator(&config, set.Changed("rate"))
	} else {
		err = p.findKey(&config, f.apiKeyFile)
	}
	if err != nil {
		return nil, err
	}
	client, err := propexo.New(config)
	if err != nil {
		return nil, err
	}
	return &target{client.Host(), client}, nil
}

func (p *program) findKey(config *propexo.Config, file string) error {
	if _, err := hostOf(config.BaseURL); err != nil {
		return err // before the key: a wrong address must not ask for one
	}
	text, source, err := p.keyText(file)
	if err != nil {
		return err
	}
	if config.Key, err = propexo.ParseKey(text); err != nil {
		return fmt.Errorf("%s: %w", source, err)
	}
	return nil
}

// simulatorHost is the host in the ledger's keys of what was never sent
// anywhere.
const simulatorHost = "simulator"

// embedSimulator lets the run meet a simulator that forgets when it ends.
func embedSimulator(config *propexo.Config, paced bool) (err error) {
	config.BaseURL = "https://" + simulatorHost
	config.Simulator = true
	config.Transport = propexotest.New(propexotest.Gentle()).Transport()
	if !paced {
		config.Rate = propexo.Unlimited
	}
	config.Key, err = propexo.ParseKey("simulator")
	return err
}

// hostOf is the host of the API at an address, as the ledger knows it.
func hostOf(baseURL string) (string, error) {
	// A client that may do without a key, and never sends.
	client, err := propexo.New(propexo.Config{BaseURL: baseURL, Simulator: true})
	if err != nil {
		return "", err
	}
	return client.Host(), nil
}
