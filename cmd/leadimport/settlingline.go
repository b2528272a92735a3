package main

import (
	"fmt"
	"io"
	"time"

	"leadimport/importer"
)

// A settlingLine tells how many outcomes are waited for: on a terminal one
// line that counts down, elsewhere a line a minute.
type settlingLine struct {
	talk    *talk
	settler *importer.Settler
	total   int
	until   time.Time
	stands  bool // on a terminal
	text    string
}

// followSettling shows how settling goes on until stop is called. It ends at
// a certain time at the latest, or whenever it will if that is zero.
func (t *talk) followSettling(settler *importer.Settler, until time.Time) (stop func()) {
	s := &settlingLine{talk: t, settler: settler, until: until, stands: t.terminal && t.format != "json"}
	s.total = s.left()
	switch {
	case t.quiet || s.total == 0:
		return func() {}
	case !s.stands:
		return keepShowing(s, lineEvery)
	}
	t.mu.Lock()
	t.bar = s
	t.mu.Unlock()
	return keepShowing(s, barEvery)
}

func (s *settlingLine) left() int {
	t := s.settler.Settled()
	return t.Open + t.Unknown
}

func (s *settlingLine) show() {
	text := fmt.Sprintf("settling: %s of %s left", number(s.left()), number(s.total))
	if left := time.Until(s.until); left > 0 {
		text += ", at most " + roughly(left) + " more"
	}
	if !s.stands {
		s.talk.say("%s", text)
		return
	}
	s.talk.mu.Lock()
	defer s.talk.mu.Unlock()
	if text != s.text {
		s.clear()
		s.text = text
		s.draw()
	}
}

func (s *settlingLine) end() {
	if !s.stands {
		return
	}
	s.talk.mu.Lock()
	defer s.talk.mu.Unlock()
	s.clear()
	s.talk.bar = nil
}

func (s *settlingLine) clear() { io.WriteString(s.talk.out, "\x1b[2K\r") }
func (s *settlingLine) draw()  { io.WriteString(s.talk.out, s.text) }
