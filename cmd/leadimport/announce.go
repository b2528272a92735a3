package main

import (
	"context"
	"strconv"
)

// announce says where the leads go, and what was found on the way there.
func (m *importing) announce(ctx context.Context) error {
	m.say("to %s", m.strong(m.target.String()))
	m.say("input %s: %s", shown(m.held.base), m.input.Sheet)
	m.say("ledger %s%s", m.ledger.Path(), isNew(m.newLedger))
	if unused := m.input.Projection.Unused(); len(unused) > 0 {
		m.say("columns that no field uses: %s", listed(quoted(unused), 8))
	}
	warning, err := otherRules(ctx, m.ledger, m.target.host, m.mapped.Duplicates)
	if warning != "" {
		m.log.Warn(warning)
	}
	return err
}

// shown names an input to a person.
func shown(base string) string {
	if base == "-" {
		return "standard input"
	}
	return base
}

func isNew(yes bool) string {
	if yes {
		return " (new)"
	}
	return ""
}

func quoted(names []string) []string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = strconv.Quote(name)
	}
	return quoted
}
