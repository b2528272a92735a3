// Package propexotest simulates the part of the Propexo API that a lead
// importer needs, together with the property system (Entrata) behind it: for
// tests, for trying things out, and for showing how an import goes wrong.
//
// It is written from the API's public documents and shares nothing with the
// client, so that a wrong name in the client fails a test. Where the documents
// are silent, the comments here say what is assumed.
//
// # One create's way
//
// A request arrives and takes its share of the minute's window (429 if
// nothing is left, a delayed answer from 80 % on). Its key and its address are
// checked; a wrong slash is a wrong address. Then a Fault may befall it, before
// or after it takes effect. If it takes effect, the body is validated as a Zod
// schema would, and a job is queued: that is all a 200 says.
//
// The job stays PENDING until it settles. Then the property system comes to a
// Verdict: it takes the lead, drops it silently because it knows the e-mail or
// the phone, fails, or takes a part. The write log gets its row, unless it is
// lost. Only the next sync shows the lead in GET /v1/leads/. All of this
// happens by the clock of the configuration, whenever somebody looks.
//
// # In a test
//
//	s, url, stop := propexotest.Start(propexotest.Config{})
//	defer stop()
//	// … import through url, with any key …
//	s.Counts()      // Stored, Dropped, Failed, TooMany, Busiest, …
//	s.StoredTwice() // what was sent twice though it had been taken
//
// The zero Config has no faults and no limits. Config.Script says for each
// create what befalls it; Config.Faults draws by seed: the n-th create meets
// the same fault in every run. Biting and Gentle are ready-made. In a
// testing/synctest bubble, where sockets do not work, use New and Transport.
//
// # From another process
//
// A test that kills the importer needs the simulator elsewhere. Whatever can
// be asked of a Server can also be asked over HTTP, without a key and outside
// of every limit:
//
//	GET  /simulator/counts        Counts
//	GET  /simulator/leads         the leads that the property system holds, []Stored
//	GET  /simulator/stored-twice  StoredTwice
//	POST /simulator/sync          Sync
//
// # What it is not
//
// It keeps nothing: it ends, and all is forgotten. It listens on loopback
// addresses only, every answer carries the header X-Simulator, and GET / says
// what it is.
package propexotest
