package propexo

import (
	"context"
	"time"

	"golang.org/x/time/rate"
)

// slack is how unevenly requests may travel without a minute ever seeing more
// of them than it should. A turn and the request's arrival are apart by the
// intent's way to the disk, a new connection, the network.
const slack = 3 * time.Second

// A pace spreads a given rate evenly, so that the rate is exceeded over no
// minute, wherever the minute begins.
//
// A bucket of N tokens would let through twice N in its first minute: the
// tokens it starts with, and those it gains. A bucket of one at exactly N a
// minute lets through N, until one request is late and the next is not. So
// the allowance of a minute is spread over a minute and the slack: 63 seconds
// for 60, which costs a twentieth of the speed. Requests at least s apart, each
// late by up to j, come at most floor((60+j)/s)+1 to the minute; for
// s = 63/N that is N as long as j stays below 3 seconds.
//
// Above a hundred a second the bucket holds ten milliseconds' worth, as no
// timer ticks finely enough to hand out single tokens. That much of the slack
// is spent on it.
type pace struct {
	limiter *rate.Limiter
}

func newPace(r Rate) *pace {
	stretch := float64(time.Minute+slack) / float64(time.Minute)
	limit := rate.Limit(float64(r.n) / r.per.Seconds() / stretch)
	return &pace{limiter: rate.NewLimiter(limit, max(1, int(limit/100)))}
}

// resume goes on from where an earlier run left off.
func (p *pace) resume(last time.Time) { p.limiter.ReserveN(last, p.limiter.Burst()) }

// wait returns when the next request may leave. The limiter's own Wait would
// fail at once, and not as a context does, if the context's deadline lay before
// the turn.
func (p *pace) wait(ctx context.Context) error {
	turn := p.limiter.Reserve()
	if err := sleep(ctx, turn.Delay()); err != nil {
		turn.Cancel()
		return err
	}
	return nil
}
