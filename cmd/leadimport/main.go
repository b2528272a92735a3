package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

func main() {
	os.Exit(run(os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// A program is one call of leadimport and what it may touch: nothing below it
// reads the environment or the standard streams, and nothing below it exits.
type program struct {
	env    func(name string) string
	stdin  io.Reader
	stdout io.Writer // data
	stderr io.Writer // talk
}

// run carries out one command line and returns its exit code.
func run(args []string, env func(string) string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil { // Go's own exit code for it is 2, which says wrong usage
			fmt.Fprintf(stderr, "leadimport: internal error: %v\n%s", r, debug.Stack())
			code = exitError
		}
	}()
	p := &program{env: env, stdin: stdin, stdout: stdout, stderr: stderr}
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return leave(root.Execute(), stderr)
}
