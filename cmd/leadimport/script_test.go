package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expectations of the scripts")

// TestMain lets the test binary be the program, so that scripts run the real
// command line, exit codes and all.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"leadimport": main})
}

// TestStories runs the operator's stories, a file each.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUpStory,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":       exits,
			"simulator":   startSimulator,
			"entrata":     entrata,
			"lead":        leadOf,
			"stored":      stored,
			"storedtwice": storedTwice,
			"requests":    requests,
			"makeleads":   makeLeads,
			"pick":        pickColumns,
			"holdledger":  holdLedger,
			"sqlite":      runSQL,
			"link":        link,
			"replace":     replace,
			"makebytes":   makeBytes,
			"hasbytes":    hasBytes,
		},
	})
}

// setUpStory keeps a story inside its folder: no terminal, no key, and
// everybody's places within $WORK.
func setUpStory(env *testscript.Env) error {
	for name, value := range map[string]string{
		"HOME":            filepath.Join(env.WorkDir, "home"),
		"XDG_STATE_HOME":  filepath.Join(env.WorkDir, "state"),
		"LocalAppData":    filepath.Join(env.WorkDir, "state"),
		"PROPEXO_API_KEY": "",
		"TZ":              "UTC",
	} {
		env.Setenv(name, value)
	}
	mapping, err := os.ReadFile(filepath.Join("testdata", "leadimport.toml"))
	if err != nil {
		return err
	}
	own := filepath.Join(env.WorkDir, defaultMapping)
	if _, err := os.Stat(own); err == nil {
		return nil // the story brings its own
	}
	return os.WriteFile(own, mapping, 0o600)
}
