package main

import (
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"leadimport/importer/propexo/propexotest"
)

// A storySimulator is the API of one story, with the property system behind
// it.
type storySimulator struct {
	api  *propexotest.Server
	down atomic.Bool  // the property system is in maintenance
	fast atomic.Int64 // by how much the API's clock goes before ours
}

// running are the simulators of the stories under way, which run side by side.
var running sync.Map // *testscript.TestScript → *storySimulator

func simulatorOf(ts *testscript.TestScript) *storySimulator {
	s, ok := running.Load(ts)
	if !ok {
		ts.Fatalf("the story has started no simulator")
	}
	return s.(*storySimulator)
}

// startSimulator starts a simulator for the story, and sets $API and
// $PROPEXO_API_KEY. Faults befall single creates, counted from 0, or all;
// verdicts single writes, retries among them; settle is how long a write is
// pending.
//
//	simulator
//	simulator 3=cut-after 7=400
//	simulator all=401
//	simulator limit=5
//	simulator write1=invalid write2=stuck settle=500ms
//	simulator known=drop
func startSimulator(ts *testscript.TestScript, neg bool, args []string) {
	s := new(storySimulator)
	config := propexotest.Config{Key: "sk-of-the-story", Strict: true}
	faults, verdicts := map[string]propexotest.Fault{}, map[string]propexotest.Verdict{}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		var err error
		switch write, isWrite := strings.CutPrefix(name, "write"); {
		case name == "limit":
			config.Limit, err = strconv.Atoi(value)
		case name == "settle":
			config.Settle, err = time.ParseDuration(value)
		case name == "known":
			config.Entrata.DropDuplicates = value == "drop"
		case isWrite:
			verdicts[write] = propexotest.Verdict(value)
		default:
			faults[name] = propexotest.Fault(value)
		}
		ts.Check(err)
	}
	config.Script = func(n int, _ *propexotest.Lead) propexotest.Fault {
		if fault, ok := faults[strconv.Itoa(n)]; ok {
			return fault
		}
		return faults["all"]
	}
	config.Entrata.Script = func(n int, _ *propexotest.Lead) propexotest.Verdict { return verdicts[strconv.Itoa(n)] }
	config.Entrata.Down = func(time.Time) bool { return s.down.Load() }
	config.Now = func() time.Time { return time.Now().Add(time.Duration(s.fast.Load())) }
	var url string
	var stop func()
	s.api, url, stop = propexotest.Start(config)
	ts.Defer(stop)
	running.Store(ts, s)
	ts.Defer(func() { running.Delete(ts) })
	ts.Setenv("API", url)
	ts.Setenv("PROPEXO_API_KEY", config.Key)
}

// entrata changes what the property system does:
//
//	entrata down    it is in maintenance: every write fails
//	entrata up
//	entrata sync    Propexo copies what it holds
//	entrata clock   sets it, and the API's, before ours by a duration
func entrata(ts *testscript.TestScript, neg bool, args []string) {
	s := simulatorOf(ts)
	if len(args) == 2 && args[0] == "clock" {
		fast, err := time.ParseDuration(args[1])
		ts.Check(err)
		s.fast.Store(int64(fast))
		return
	}
	switch strings.Join(args, " ") {
	case "down":
		s.down.Store(true)
	case "up":
		s.down.Store(false)
	case "sync":
		s.api.Sync()
	default:
		ts.Fatalf("usage: entrata down|up|sync|clock DURATION")
	}
}
