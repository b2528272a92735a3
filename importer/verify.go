package importer

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"leadimport/mapping"
)

// Records is what the property system really has, as of the API's last sync
// with it.
type Records interface {
	// LastSync is when the integration's last completed sync ended; zero if it
	// never had one.
	LastSync(ctx context.Context, integration string) (time.Time, error)

	// LeadsSince yields the integration's leads that were updated since then; all
	// of them if that is zero. An error is the last thing that it yields.
	LeadsSince(ctx context.Context, integration string, since time.Time) iter.Seq2[LeadRecord, error]
}

// A LeadRecord is a lead as the property system has it.
type LeadRecord struct {
	Lead
	Email2  string
	Created time.Time // in the property system if that is told, else in Propexo's cache
}

// A CreatedLead is a lead that the ledger holds as created.
type CreatedLead struct {
	Lead  LeadID
	Keys  []Hash
	Begun time.Time // when its request was sent
	Sent  Earlier   // the row that it was sent for
}

// CreatedLeads are leads that the ledger holds as created. An error is the
// last thing that they yield.
type CreatedLeads = iter.Seq2[CreatedLead, error]

// A Verification compares the leads that count as created with what the
// property system has. Entrata drops a lead without a word when it knows its
// e-mail or phone, and Propexo reports success all the same (the first is
// documented, the second inferred): only after the next sync does it show. A
// verification changes nothing in the ledger.
type Verification struct {
	Records     Records
	Created     func(sentBefore time.Time) CreatedLeads
	Host        string
	Integration string
	Duplicates  mapping.Duplicates
	Since       time.Time // leads sent earlier are not looked at; zero: all are
}

// Verified is what a verification came to. Older and Missing are what a
// person may want to look at.
type Verified struct {
	LastSync  time.Time     `json:"last_sync"`
	Confirmed int           `json:"confirmed"`
	Older     []CreatedLead `json:"-"` // the property system knew the person already: nothing was added
	Missing   []CreatedLead `json:"-"` // not there
}

var errNoSync = errors.New("the integration has not completed a sync yet, so nothing can be verified")

// Run compares. The leads to verify are held in memory; the property
// system's are streamed.
func (v *Verification) Run(ctx context.Context) (*Verified, error) {
	if len(v.Duplicates.Match) == 0 {
		return nil, errors.New("the mapping matches by no contact value (match = []), so leads cannot be found again")
	}
	synced, err := v.Records.LastSync(ctx, v.Integration)
	if err != nil {
		return nil, err
	}
	if synced.IsZero() {
		return nil, errNoSync
	}
	w, err := v.wanted(synced)
	if err != nil {
		return nil, err
	}
	// A lead that Entrata knew already was not touched, so that it is not among
	// those that were updated: what is not found there is sought among all.
	for _, since := range []time.Time{w.oldest.Add(-clockSkew), {}} {
		if !slices.Contains(w.found, unseen) {
			break
		}
		for record, err := range v.Records.LeadsSince(ctx, v.Integration, since) {
			if err != nil {
				return nil, err
			}
			w.see(record)
		}
	}
	return w.verdict(synced), nil
}

// wanted are the leads that a sync should have shown.
type wanted struct {
	leads       []CreatedLead
	found       []sighting
	byKey       map[Hash][]int // places in leads
	oldest      time.Time      // when the first of them was sent
	keys        *keyring
	integration string
}

type sighting uint8

const (
	unseen sighting = iota
	seenOlder
	seenNew
)

func (v *Verification) wanted(synced time.Time) (*wanted, error) {
	w := &wanted{byKey: map[Hash][]int{}, keys: newKeyring(v.Host, v.Duplicates), oldest: synced, integration: v.Integration}
	for lead, err := range v.Created(synced) {
		if err != nil {
			return nil, err
		}
		if lead.Begun.Before(v.Since) {
			continue
		}
		for _, key := range lead.Keys {
			w.byKey[key] = append(w.byKey[key], len(w.leads))
		}
		if lead.Begun.Before(w.oldest) {
			w.oldest = lead.Begun
		}
		w.leads = append(w.leads, lead)
	}
	w.found = make([]sighting, len(w.leads))
	return w, nil
}

// see compares one lead of the property system with those that are wanted.
func (w *wanted) see(record LeadRecord) {
	for _, key := range w.keysOf(record) {
		for _, i := range w.byKey[key] {
			if record.Created.Before(w.leads[i].Begun.Add(-clockSkew)) {
				w.found[i] = max(w.found[i], seenOlder)
			} else {
				w.found[i] = seenNew
			}
		}
	}
}

// keysOf hashes the contact values of a record as ours are hashed. Any of its
// e-mails and phones may be the one that we sent.
func (w *wanted) keysOf(record LeadRecord) []Hash {
	var keys []Hash
	for _, email := range []string{record.Email1, record.Email2} {
		for _, phone := range []string{record.Phone1, record.Phone2} {
			values := make([]string, len(Fields))
			values[w.keys.integration] = w.integration
			values[fieldIndex("property_id")] = record.PropertyID
			for i, f := range Fields {
				switch f.Kind {
				case mapping.Email:
					values[i] = strings.TrimSpace(email)
				case mapping.Phone:
					values[i] = tenDigits(phone)
				}
			}
			for _, key := range w.keys.contacts(values) {
				if !slices.Contains(keys, key) {
					keys = append(keys, key)
				}
			}
		}
	}
	return keys
}

// tenDigits makes of a phone as a property system writes it what a mapping
// makes of it: how records write phones is not documented.
func tenDigits(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	if len(digits) == 11 {
		digits = strings.TrimPrefix(digits, "1")
	}
	return digits
}

func (w *wanted) verdict(synced time.Time) *Verified {
	v := &Verified{LastSync: synced}
	for i, lead := range w.leads {
		switch w.found[i] {
		case seenNew:
			v.Confirmed++
		case seenOlder:
			v.Older = append(v.Older, lead)
		default:
			v.Missing = append(v.Missing, lead)
		}
	}
	return v
}
