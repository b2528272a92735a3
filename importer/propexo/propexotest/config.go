package propexotest

import "time"

// The documented limits of the API: so many requests a minute, every answer
// held back from 80 % on, 429 from 100 % until the minute turns.
const (
	DocumentedLimit     = 150
	DocumentedWindow    = time.Minute
	DocumentedSoftDelay = 2 * time.Second
)

// Config says how the simulator behaves. The zero Config is an API without
// faults and limits whose property system takes every lead at once.
type Config struct {
	// Key is the one bearer key that is accepted; empty accepts any that is
	// not empty.
	Key string

	// Limit is how many requests a window allows, whatever they ask for; 0 is
	// no limit, and no x-ratelimit headers. Windows are fixed and begin at
	// whole multiples of Window since 1970 (documented: a minute; that it is
	// fixed is assumed). Window 0 is DocumentedWindow. SoftDelay holds back the
	// answers from 80 % of the limit on; 0 holds back none.
	Limit     int
	Window    time.Duration
	SoftDelay time.Duration

	// Seed makes the faults and the property system's moods reproducible: the
	// fate of the n-th create depends on Seed and n alone.
	Seed uint64

	// Faults is how often, of a thousand creates, each fault befalls one; what
	// is left behaves. OtherFaults does the same to all other calls of the API.
	Faults      map[Fault]int
	OtherFaults map[Fault]int

	// Script decides instead of Faults, if it is set: n counts the creates
	// from 0 that have passed key and limit, and lead is what was sent (of an
	// unreadable body: a lead without fields). The empty Fault behaves. It
	// may be called concurrently.
	Script func(n int, lead *Lead) Fault

	// OtherScript decides instead of OtherFaults, if it is set: n counts the
	// other calls of that kind from 0.
	OtherScript func(n int, kind Kind) Fault

	// RetryAfter is what the faults with a Retry-After ask for; 0 is 2 s. The
	// header holds whole seconds, rounded up.
	RetryAfter time.Duration

	// Settle is how long a job stays PENDING; 0 decides it at once. Spread
	// adds up to so much more, another amount for each job.
	Settle time.Duration
	Spread time.Duration

	// Entrata is the property system behind the API.
	Entrata Entrata

	// SyncEvery copies what the property system holds into GET /v1/leads/ so
	// often; 0 only when Sync is called or a sync is asked for.
	SyncEvery time.Duration

	// Catalog is what the look-ups answer with; nil is Demo. Strict refuses
	// leads whose integration, property or lead source is not in it, or
	// whose source belongs to another property (400; not documented).
	Catalog *Catalog
	Strict  bool

	// Refuse answers 400 with a custom issue, if it names a field.
	Refuse func(lead *Lead) (field, message string)

	// JobOnTop answers a create with a top-level job_id and data, as the
	// generic endpoint does, instead of meta.job_id and result.
	JobOnTop bool

	// RedirectSlash is the status (301, 302, 307 or 308) that sends a path
	// with a wrong slash to the right one; 0 answers 404. Undocumented.
	RedirectSlash int

	// OldestFirst turns the write log round. Its order is not documented.
	OldestFirst bool

	// LogParameters is the shape of the write log's parameters, which is not
	// documented.
	LogParameters Parameters

	// Now is the clock; nil is time.Now. Waiting always uses package time.
	Now func() time.Time

	// Observe is told of every request of the API once it has taken effect, or
	// not, and before its answer leaves. It may be called concurrently.
	Observe func(Event)
}

// Parameters is a shape of the write log's parameters.
type Parameters string

// The shapes of the write log's parameters.
const (
	ParametersEchoed Parameters = ""       // every field, null where none was sent, and some of Propexo's own
	ParametersNested Parameters = "nested" // the same, one object further down
	ParametersAbsent Parameters = "absent" // null
)

// Entrata is the property system's behaviour.
type Entrata struct {
	// Rates is how often, of a thousand writes, each verdict befalls one; the
	// rest are taken. It depends on the seed and the number of the job.
	Rates map[Verdict]int

	// Script decides instead of Rates, if it is set and answers anything but
	// the empty Verdict: n counts the jobs from 0, retries among them. It is
	// called when the job is decided, one call at a time, and must not call
	// the Server.
	Script func(n int, lead *Lead) Verdict

	// Down says that the property system is in maintenance: every write that
	// comes to be decided then fails.
	Down func(time.Time) bool

	// DropDuplicates drops a lead whose e-mail or phone is known at its
	// property: nothing is stored, the job says SUCCESS. Documented of
	// Entrata, but for the job's end and for the property as the scope.
	DropDuplicates bool

	// RequirePhone fails writes without phone_1, as some properties' own
	// set-up does.
	RequirePhone bool

	// RecoverAfter is the time from a FAILURE to Propexo's own next attempt,
	// for the verdict Recovery.
	RecoverAfter time.Duration

	// Unlogged is how many of a thousand decided writes never get a row in the
	// write log.
	Unlogged int

	// PartialLog is the status under which partial writes are logged, SUCCESS
	// or FAILURE; empty is FAILURE. Which of the two is not documented.
	PartialLog string
}

// A Verdict is what the property system makes of one write.
type Verdict string

// What the property system may make of a write. Those that fail differ in
// what Propexo passes on of the reason.
const (
	Taken       Verdict = "taken"       // SUCCESS; stored, unless dropped as a duplicate
	Invalid     Verdict = "invalid"     // FAILURE: it does not like the data, and quotes them
	Phoneless   Verdict = "phoneless"   // FAILURE: the property's set-up demands a phone
	Maintenance Verdict = "maintenance" // FAILURE: it is down
	TimedOut    Verdict = "timed-out"   // FAILURE: it did not answer; the error is no JSON
	Credentials Verdict = "credentials" // FAILURE: it refuses Propexo's credentials
	Speechless  Verdict = "speechless"  // FAILURE without any error text
	Recovery    Verdict = "recovery"    // FAILURE first, SUCCESS after RecoverAfter
	Partial     Verdict = "partial"     // PARTIAL_SUCCESS; stored
	Stuck       Verdict = "stuck"       // PENDING for ever
)
