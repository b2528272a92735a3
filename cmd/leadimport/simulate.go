package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"leadimport/importer/propexo/propexotest"
)

const simulateUsage = `leadimport simulate    a simulator of the API, with the property system behind it, on
                       a port of this machine; it forgets everything when it ends

  --addr HOST:PORT    where it listens; loopback addresses only (127.0.0.1:8080)
  --key KEY           the one key that it takes (any)
  --calm              no faults; without it, it bites: 429, 5xx, cut connections,
                      hangs, failed and partial writes
  --limit N           requests a minute (150, as documented; 0 is no limit)
  --seed N            other faults at other places (1)
  --quiet             no line for each request

Ctrl-C ends it, and it says what it was sent. GET / tells what else it can tell.

  leadimport simulate --calm --limit 0
`

type simulateFlags struct {
	addr, key   string
	calm, quiet bool
	limit       int
	seed        uint64
}

func (p *program) simulateCommand() *cobra.Command {
	f := new(simulateFlags)
	c := &cobra.Command{
		Use:  "simulate",
		Long: simulateUsage,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if f.limit < 0 {
				return usageError("--limit %d: it takes 0 or more", f.limit)
			}
			return p.serveSimulator(f)
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.addr, "addr", "127.0.0.1:8080", "")
	flags.StringVar(&f.key, "key", "", "")
	flags.BoolVar(&f.calm, "calm", false, "")
	flags.IntVar(&f.limit, "limit", propexotest.DocumentedLimit, "")
	flags.Uint64Var(&f.seed, "seed", 1, "")
	flags.BoolVar(&f.quiet, "quiet", false, "")
	return c
}

// serveSimulator serves until a signal ends it, which is its ordinary
// end.
func (p *program) serveSimulator(f *simulateFlags) error {
	listener, err := propexotest.Listen(f.addr)
	if err != nil {
		return listenError(f.addr, err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	simulator := propexotest.New(p.simulatorConfig(f))
	server := &http.Server{Handler: simulator, ReadHeaderTimeout: time.Minute, ErrorLog: log.New(io.Discard, "", 0)}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := p.introduce("http://"+listener.Addr().String(), f.key); err != nil {
		return err
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving the simulator: %w", err)
	}
	return printSimulated(p.stdout, simulator.Counts())
}

// listenError says the address once, and what can be done.
func listenError(addr string, err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return fmt.Errorf("%s is not free: %w; name another with --addr, such as 127.0.0.1:0 for any free port", addr, op.Err)
	}
	return usageError("--addr: %w", err)
}

func (p *program) simulatorConfig(f *simulateFlags) propexotest.Config {
	config := propexotest.Biting(f.seed)
	if f.calm {
		config = propexotest.Gentle()
		config.SoftDelay = propexotest.DocumentedSoftDelay
	}
	config.Limit, config.Key = f.limit, f.key
	if !f.quiet {
		var mu sync.Mutex
		config.Observe = func(e propexotest.Event) {
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprintf(p.stderr, "%s %s\n", e.Time.Format(time.TimeOnly), e)
		}
	}
	return config
}

// introduce says what this is, and how a run finds it.
func (p *program) introduce(url, key string) error {
	if key == "" {
		key = "any-key"
	}
	_, err := fmt.Fprintf(p.stdout, `simulator at %s: it is not Propexo, and nothing leaves this machine

In another terminal:
  %s
  %s

`, url, setVariable(keyVariable, key), shellLine("leadimport", "run", "leads.csv", "--base-url", url))
	return err
}

// printSimulated says what the simulator was sent, and what became of it.
func printSimulated(to io.Writer, c propexotest.Counts) error {
	var b strings.Builder
	total := 0
	for _, n := range c.Requests {
		total += n
	}
	fmt.Fprintf(&b, "\n%9s  %s, %s of them to create a lead, %s refused for the limit\n",
		number(total), plural(total, "request"), number(c.Requests[propexotest.Create]), number(c.TooMany))
	for _, line := range []struct {
		n          int
		noun, what string
	}{
		{c.Queued, "write", "queued"},
		{c.Success, "write", "ended well"},
		{c.Failed, "write", "failed"},
		{c.Partial, "write", "taken in part"},
		{c.Pending, "write", "pending still"},
		{c.Stored, "lead", "stored"},
		{c.Dropped, "lead", "dropped as known already"},
		{c.StoredTwice, "lead", "sent again though taken before"},
	} {
		fmt.Fprintf(&b, "%9s  %s %s\n", number(line.n), plural(line.n, line.noun), line.what)
	}
	_, err := io.WriteString(to, b.String())
	return err
}
