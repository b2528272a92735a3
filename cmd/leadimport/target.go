package main

import (
	"context"
	"fmt"

	"leadimport/importer/propexo"
	"leadimport/importer/propexo/propexotest"
)

// A target is where leads go.
type target struct {
	host   string // in every key of the ledger
	client *propexo.Client
}

// String names the host and what it is.
func (t *target) String() string {
	if environment := t.client.Environment(); environment != t.host {
		return t.host + " (" + environment + ")"
	}
	return t.host
}

// findTarget makes the client. It sends nothing yet.
func (m *importing) findTarget(context.Context) error {
	config := propexo.Config{
		BaseURL:        m.baseURL,
		Rate:           m.pace,
		Workers:        m.workers,
		RequestTimeout: m.timeout,
		UserAgent:      "leadimport/" + version(),
		Log:            m.log,
	}
	prepare := m.findKey
	if m.simulate {
		prepare = m.embedSimulator
	}
	if err := prepare(&config); err != nil {
		return err
	}
	client, err := propexo.New(config)
	if err != nil {
		return err
	}
	m.atEnd = append(m.atEnd, client.Close)
	m.target = &target{client.Host(), client}
	return nil
}

func (m *importing) findKey(config *propexo.Config) error {
	if _, err := hostOf(m.baseURL); err != nil {
		return err // before the key: a wrong address must not ask for one
	}
	text, source, err := m.keyText(m.apiKeyFile)
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
func (m *importing) embedSimulator(config *propexo.Config) (err error) {
	config.BaseURL = "https://" + simulatorHost
	config.Simulator = true
	config.Transport = propexotest.New(propexotest.Gentle()).Transport()
	if !m.set.Changed("rate") {
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
