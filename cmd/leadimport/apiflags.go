package main

import (
	"time"

	"github.com/spf13/pflag"

	"leadimport/importer"
	"leadimport/importer/propexo"
)

// apiFlags say which API is spoken to, and how hard it may be asked.
type apiFlags struct {
	baseURL    string
	apiKeyFile string
	simulate   bool
	rate       string
	workers    int
	timeout    time.Duration

	pace propexo.Rate
}

func (f *apiFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&f.baseURL, "base-url", propexo.ProductionURL, "")
	flags.StringVar(&f.apiKeyFile, "api-key-file", "", "")
	flags.BoolVar(&f.simulate, "simulate", false, "")
	flags.StringVar(&f.rate, "rate", "auto", "")
	flags.IntVar(&f.workers, "workers", importer.DefaultWorkers, "")
	flags.DurationVar(&f.timeout, "request-timeout", time.Minute, "")
}

func (f *apiFlags) check(set *pflag.FlagSet) (err error) {
	if f.pace, err = propexo.ParseRate(f.rate); err != nil {
		return usageError("--rate: %w", err)
	}
	switch {
	case f.workers < 1:
		return usageError("--workers %d: it takes at least 1", f.workers)
	case f.timeout <= 0:
		return usageError("--request-timeout %s: it takes a duration above 0", f.timeout)
	case f.simulate && set.Changed("api-key-file"):
		return usageError("--simulate needs no key: leave --api-key-file out")
	}
	return notBoth(set)
}

// addLedgerFlags adds the flags of a command that looks into a ledger.
func addLedgerFlags(flags *pflag.FlagSet) {
	flags.String("ledger", "", "")
	flags.Bool("simulate", false, "")
}

// addHostFlags adds the flags of a command that looks there for what an API was
// sent, and speaks to none.
func addHostFlags(flags *pflag.FlagSet) {
	addLedgerFlags(flags)
	flags.String("base-url", propexo.ProductionURL, "")
}

// notBoth refuses --simulate beside an address.
func notBoth(set *pflag.FlagSet) error {
	if simulated(set) && typed(set, "base-url") {
		return usageError("--simulate goes to the embedded simulator: leave --base-url out")
	}
	return nil
}

// simulated says whether a command is about what the embedded simulator was
// sent: it has a ledger of its own, and is no real host.
func simulated(set *pflag.FlagSet) bool {
	flag := set.Lookup("simulate")
	return flag != nil && flag.Value.String() == "true"
}

// hostFor is the host whose leads a command is about.
func hostFor(set *pflag.FlagSet) (string, error) {
	if simulated(set) {
		return simulatorHost, notBoth(set)
	}
	return hostOf(set.Lookup("base-url").Value.String())
}
