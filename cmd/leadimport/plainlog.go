package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"
)

// A plainLog writes log records as a person at a terminal likes to read them:
//
//	warning: no connection, trying again (error: connection refused, wait: 1 s)
type plainLog struct {
	to    io.Writer
	level slog.Level
	attrs []slog.Attr
}

// Enabled implements slog.Handler.
func (h *plainLog) Enabled(_ context.Context, level slog.Level) bool { return level >= h.level }

// Handle implements slog.Handler.
func (h *plainLog) Handle(_ context.Context, r slog.Record) error {
	var b strings.Builder
	switch {
	case r.Level >= slog.LevelError:
		b.WriteString("error: ")
	case r.Level >= slog.LevelWarn:
		b.WriteString("warning: ")
	}
	b.WriteString(r.Message)
	var details []string
	tell := func(a slog.Attr) bool {
		details = append(details, a.Key+": "+plainValue(a.Value.Resolve()))
		return true
	}
	for _, a := range h.attrs {
		tell(a)
	}
	r.Attrs(tell)
	if len(details) > 0 {
		b.WriteString(" (" + strings.Join(details, ", ") + ")")
	}
	_, err := fmt.Fprintln(h.to, b.String())
	return err
}

func plainValue(v slog.Value) string {
	if v.Kind() == slog.KindDuration {
		return v.Duration().Round(time.Millisecond).String()
	}
	return v.String()
}

// WithAttrs implements slog.Handler.
func (h *plainLog) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &plainLog{h.to, h.level, append(h.attrs[:len(h.attrs):len(h.attrs)], attrs...)}
}

// WithGroup implements slog.Handler. Nothing here logs in groups, and a person
// would not miss them.
func (h *plainLog) WithGroup(string) slog.Handler { return h }
