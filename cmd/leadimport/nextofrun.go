package main

import "leadimport/importer"

// next lists the commands that go on from a run: that for what is to be mended,
// that for what was left, those for earlier runs that failed late, that for what
// is open. A simulator has forgotten what is open.
func (m *importing) next(s *summary, t *importer.Tally) (n nextSteps) {
	if toRun(t) {
		n.add(s.mending(t), append([]string{"run", dashless(nearby(s.Failures))}, again(m.set, carried...)...)...)
	}
	if s.Left > 0 && m.file != "-" {
		limit := "--limit=" + m.set.Lookup("limit").Value.String()
		n.add("To send more:", append([]string{"run", dashless(m.file), limit}, again(m.set, carried...)...)...)
	}
	if s.Settled != nil {
		for _, r := range s.Settled.Earlier {
			if r.Late > 0 {
				n.runFailures(r, m.set)
			}
		}
	}
	if s.Counts[importer.Accepted]+s.Counts[importer.Unknown] > 0 && !m.simulate {
		n.settle(m.set)
	}
	if s.Counts[importer.Unknown]+s.Counts[importer.Partial] > 0 {
		n.close(m.set)
	}
	return n
}

// mending leads over to running the failures: why the run stopped may be what
// is to be mended.
func (s *summary) mending(t *importer.Tally) string {
	if s.Stopped != nil {
		switch s.Stopped.Reason {
		case importer.CredentialsRefused:
			return "With the right key, run the failures file:"
		case importer.WrongAddress:
			return "With the right address, run the failures file:"
		}
	}
	return mending(t, "the failures file")
}
