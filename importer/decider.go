package importer

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
)

// A decider is the one goroutine of a run that reads the rows, decides them
// and hands out what is to be sent. It alone touches the identity, so that
// rows claim their keys in the order of the file without a lock.
type decider struct {
	run      *Run
	rows     *Reader
	decoder  *leadDecoder
	id       *identity
	tasks    chan *task   // unbuffered: a row in hand when the run stops was never begun
	outcomes chan outcome // room for every worker: none ever waits to be heard

	ahead    []*candidate // read and looked up, not yet decided
	ready    []*task      // to be sent, in order
	decided  []Decision   // not yet handed to the ledger
	inFlight int
	sent     int
	eof      bool
	stopped  bool
	err      error
}

// lookAhead is how many rows are looked up in the ledger at once.
const lookAhead = 256

// decide ends when every row is decided and answered, or when the run is
// stopped and nothing is in flight any more.
func (d *decider) decide(ctx context.Context) error {
	for {
		running := d.err == nil && ctx.Err() == nil
		if !running {
			d.abandon()
		}
		switch {
		case running && len(d.ready) > 0:
			d.offer(ctx)
		case d.err == nil && d.mayRead():
			// A run that is stopped goes on deciding: rows that earlier runs
			// know are told as what they are, not as unsent.
			d.next(ctx)
			d.listen()
		case d.inFlight > 0:
			d.take(<-d.outcomes)
		default:
			d.flush(0)
			return d.err
		}
	}
}

func (d *decider) mayRead() bool {
	return (!d.eof || len(d.ahead) > 0) && (d.id.waits < maxWaiting || d.inFlight == 0)
}

// offer hands out the first row that is ready, or hears what else comes first.
func (d *decider) offer(ctx context.Context) {
	select {
	case d.tasks <- d.ready[0]:
		d.ready = d.ready[1:]
		d.inFlight++
	case o := <-d.outcomes:
		d.take(o)
	case <-ctx.Done():
	}
}

// listen takes the outcomes that are there, without waiting.
func (d *decider) listen() {
	for {
		select {
		case o := <-d.outcomes:
			d.take(o)
		default:
			return
		}
	}
}

// next decides the next row of the file.
func (d *decider) next(ctx context.Context) {
	if len(d.ahead) == 0 {
		d.readAhead(ctx)
	}
	if len(d.ahead) > 0 && d.err == nil {
		c := d.ahead[0]
		d.ahead = d.ahead[1:]
		d.choose(c)
	}
}

func (d *decider) readAhead(ctx context.Context) {
	d.ahead = d.ahead[:0]
	var lookups []Lookup
	for len(d.ahead) < lookAhead {
		row, err := d.rows.Read()
		if err == io.EOF {
			d.eof = true
			break
		}
		if err != nil {
			d.fail(err)
			return
		}
		d.ahead = append(d.ahead, &candidate{row: row})
		lookups = append(lookups, row.lookup())
	}
	known, err := d.run.Ledger.Find(context.WithoutCancel(ctx), lookups)
	if err != nil {
		d.fail(err)
		return
	}
	for i, c := range d.ahead {
		if c.known = known[i]; c.stray() {
			d.run.Progress.Strays.Add(1)
		}
	}
}

// choose decides the candidates in the order of the file, and with them those
// whose waiting that ends.
func (d *decider) choose(candidates ...*candidate) {
	for len(candidates) > 0 && d.err == nil {
		slices.SortFunc(candidates, func(a, b *candidate) int { return cmp.Compare(a.row.Number, b.row.Number) })
		c := candidates[0]
		candidates = candidates[1:]
		ch := d.id.choose(c)
		if ch.send && d.stopped {
			d.id.leave(c, Decision{}) // without an outcome it is unsent
			candidates = append(candidates, d.id.wake(c)...)
			continue
		}
		if ch.send && d.limitReached() {
			ch = d.id.leave(c, Decision{Row: c.row.Number, Status: Unsent, Reason: LimitReached, Lead: c.lead})
		}
		switch {
		case ch.send:
			d.prepare(c)
			candidates = append(candidates, d.id.wake(c)...)
		case ch.decision != nil:
			d.note(*ch.decision)
			candidates = append(candidates, d.id.wake(c)...)
		}
	}
}

// abandon gives up the rows that were ready when the run was stopped, so that
// nobody waits for them. One that is in doubt is so still; the others are
// without an outcome, which is unsent.
func (d *decider) abandon() {
	d.stopped = true
	ready := d.ready
	d.ready = nil
	for _, t := range ready {
		d.id.leave(t.candidate, Decision{})
		if o := t.notBegun(); o.decision != nil && d.err == nil {
			d.note(*o.decision)
		}
		d.choose(d.id.wake(t.candidate)...)
	}
}

// mayResend says whether an unknown lead may be sent again now.
func (d *decider) mayResend(row *Row, lead *KnownLead) bool {
	return !d.stopped && !d.limitReached() && d.run.Settler.missing(row, lead)
}

func (d *decider) limitReached() bool {
	return d.run.Limit > 0 && d.sent >= d.run.Limit
}

// prepare makes a candidate ready to be sent.
func (d *decider) prepare(c *candidate) {
	lead, err := d.decoder.decode(c.row.Values)
	if err != nil {
		d.fail(err)
		return
	}
	p := c.row.Person
	t := &task{candidate: c, values: lead, intent: Intent{
		Lead: c.lead, Row: c.row.Number, Keys: p.Keys,
		Payload: p.Payload, FirstName: p.FirstName, Email: p.Email,
	}}
	if c.lead == 0 {
		t.intent.Lead, t.intent.New = d.run.NextLead(), true
	}
	d.sent++
	d.ready = append(d.ready, t)
}

// take hears what became of a row that was sent.
func (d *decider) take(o outcome) {
	d.inFlight--
	if o.err != nil {
		d.fail(o.err)
		return
	}
	if o.decision != nil {
		d.note(*o.decision)
	} else {
		d.run.Progress.answered(o.status)
	}
	d.choose(d.id.resolve(o.task.candidate, o.status, o.task.intent.Lead)...)
}

// note remembers a row that was decided without being sent.
func (d *decider) note(decision Decision) {
	if decision.New {
		decision.Lead = d.run.NextLead()
	}
	d.run.Progress.Done.Add(1)
	d.decided = append(d.decided, decision)
	d.flush(lookAhead)
}

// flush hands the decided rows to the ledger if there are more than so many.
func (d *decider) flush(more int) {
	if len(d.decided) <= more {
		return
	}
	if err := d.run.Ledger.Note(d.decided); err != nil {
		d.fail(err)
	}
	d.decided = nil
}

// fail remembers what ends the run. A ledger that has failed says so to every
// worker, which is told once.
func (d *decider) fail(err error) {
	if d.err == nil || !strings.Contains(d.err.Error(), err.Error()) {
		d.err = errors.Join(d.err, err)
	}
}
