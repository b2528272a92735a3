package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/pflag"
)

// variables stand in for flags that were not given: flag, then environment,
// then default. The key has no flag: a command line is shown to everybody by
// ps.
var variables = map[string]string{
	"mapping":         "LEADIMPORT_MAPPING",
	"ledger":          "LEADIMPORT_LEDGER",
	"base-url":        "LEADIMPORT_BASE_URL",
	"request-timeout": "LEADIMPORT_REQUEST_TIMEOUT",
}

const keyVariable = "PROPEXO_API_KEY"

// fillFromEnvironment sets the flags that were not given and have a variable
// that is set.
func (p *program) fillFromEnvironment(flags *pflag.FlagSet) error {
	for name, variable := range variables {
		value := p.env(variable)
		flag := flags.Lookup(name)
		if flag == nil || flag.Changed || value == "" {
			continue
		}
		if err := flags.Set(name, value); err != nil {
			return usageError("%s: %s: %s", variable, shellQuote(value), wanted(flag))
		}
		flag.Annotations = map[string][]string{fromVariable: {variable}}
	}
	return nil
}

// fromVariable marks the flags that the environment has set.
const fromVariable = "variable"

// typed says whether a flag stands on the command line.
func typed(flags *pflag.FlagSet, name string) bool {
	flag := flags.Lookup(name)
	return flag.Changed && flag.Annotations[fromVariable] == nil
}

// defaultLedger is the ledger that one user's runs share: in the state folder,
// which backups know and clean-ups spare.
func (p *program) defaultLedger() (string, error) {
	folder, err := p.stateFolder()
	if err != nil {
		return "", fmt.Errorf("%w: name the ledger with --ledger FILE or LEADIMPORT_LEDGER", err)
	}
	return filepath.Join(folder, "leadimport", "ledger.db"), nil
}

func (p *program) stateFolder() (string, error) {
	home := p.env("HOME")
	switch runtime.GOOS {
	case "windows":
		if folder := p.env("LocalAppData"); folder != "" {
			return folder, nil
		}
		return "", errors.New("there is no place for the ledger, as LocalAppData is not set")
	case "darwin":
		if home != "" {
			return filepath.Join(home, "Library", "Application Support"), nil
		}
	default:
		if folder := p.env("XDG_STATE_HOME"); filepath.IsAbs(folder) {
			return folder, nil
		}
		if home != "" {
			return filepath.Join(home, ".local", "state"), nil
		}
	}
	return "", errors.New("there is no place for the ledger, as HOME is not set")
}

// ledgerPath is where the ledger is. The simulator's runs have one of their
// own unless another is named, so that they never stand in the way of real
// ones.
func (p *program) ledgerPath(flags *pflag.FlagSet) (string, error) {
	given := flags.Lookup("ledger").Value.String()
	if given == "" {
		path, err := p.defaultLedger()
		if err != nil {
			return "", err
		}
		given = path
	}
	if simulated(flags) && !typed(flags, "ledger") {
		given = filepath.Join(filepath.Dir(given), "simulated.db")
	}
	return given, nil
}

// keyText is the API key as it was written: of the file if one is named, else
// of the environment.
func (p *program) keyText(file string) (text, source string, err error) {
	if file == "" {
		text = p.env(keyVariable)
		if text == "" {
			return "", "", errors.New("there is no API key: set PROPEXO_API_KEY, or name a file that holds it with --api-key-file")
		}
		return text, keyVariable, nil
	}
	read, err := os.ReadFile(file)
	if err != nil {
		return "", "", fmt.Errorf("reading the API key: %w", err)
	}
	if bytes.HasPrefix(read, []byte("\xff\xfe")) || bytes.HasPrefix(read, []byte("\xfe\xff")) {
		return "", "", fmt.Errorf("reading the API key: %s is in the encoding that Windows calls Unicode: save it as UTF-8", file)
	}
	return strings.TrimPrefix(string(read), "\ufeff"), file, nil // the mark that Notepad writes
}
