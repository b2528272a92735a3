package importer

import (
	"fmt"
	"net/http"
)

// What is told of rows that were sent, or should have been, and are not known
// to be created.

// rejected tells a refusal in the API's own words, by the user's columns.
func (r *Results) rejected(o RowOutcome) sentence {
	s := sentence{
		problem: fmt.Sprintf("the API refused it (%d)", o.HTTP),
		fix:     "correct the row and run this file again",
		cause:   fmt.Sprintf("refused by the API (%d)", o.HTTP),
	}
	if columns := r.columns(o.Fields); columns != "" {
		s.problem = columns + ": " + s.problem
	}
	s.problem = joinWords(s.problem, o.Error)
	switch o.Reason {
	case Unauthorized:
		s.fix = "check the API key (PROPEXO_API_KEY or --api-key-file) and that it belongs to this host; then run this file again"
	case Forbidden:
		s.fix = "give the API key the permission to write leads; then run this file again"
	case NotFound:
		s.fix = "check --base-url and the ids in the mapping; then run this file again"
	}
	return s
}

// undelivered tells of rows that certainly were not processed.
func (r *Results) undelivered(o RowOutcome) sentence {
	s := sentence{fix: "run this file again"}
	switch o.Reason {
	case NoConnection:
		s.problem = joinWords("no connection to the API could be made", o.Error)
		s.cause = "no connection to the API could be made"
	case RateLimited:
		s.cause = "the API's rate limit left no room until the run ended (429)"
	case Unavailable:
		s.cause = "the API was unavailable until the run ended (503)"
	case LimitReached:
		s.cause = "left for the next run by --limit"
	case PhoneInDoubt:
		s.cause = "a different person, whose lead had failed, has the same phone, and the API did not say how that lead stands"
	case OriginalFailed:
		s.problem = fmt.Sprintf("row %d, the same lead, failed later", o.Of)
		s.cause = "the row that it duplicates failed later"
	case ClosedByHand:
		s.cause = "closed by hand as absent: it was looked for in Entrata, and is not there"
	case RetryRefused:
		s.problem = joinWords("the property system refused the write, and Propexo did not take the order to try it again", o.Error)
		s.cause = "the property system refused the write, and Propexo did not take the order to try it again"
		s.fix = "run this file again later, or correct the row if the property system's words say so; a corrected row is sent anew"
		if o.HTTP == http.StatusUnauthorized || o.HTTP == http.StatusForbidden {
			s.fix = "give the API key the permission to retry writes; then run this file again"
		}
	default:
		s.cause = r.Stopped
		if s.cause == "" {
			s.cause = "the run ended before its turn"
		}
	}
	if o.Status == Failed && s.problem == "" {
		s.problem = joinWords("the property system refused the write", o.Error)
		s.cause = "the property system refused the write"
		s.fix = "correct the row if its words say so, and run this file again"
	}
	if s.problem == "" {
		s.problem = s.cause
	}
	return s
}

// unknown tells of rows that were sent and may exist.
func (r *Results) unknown(o RowOutcome) sentence {
	how := map[Reason]string{
		ServerError:   fmt.Sprintf("the API answered %d", o.HTTP),
		Timeout:       "no answer came in time",
		ConnectionCut: "the connection was cut before the answer",
		BadAnswer:     "the answer could not be read",
		Redirected:    fmt.Sprintf("the API answered with a redirect (%d)", o.HTTP),
		Interrupted:   "the program ended while the row was in flight",
	}[o.Reason]
	if how == "" {
		how = "no clear answer came"
	}
	lead := FormatLead(r.Tag, o.Lead)
	if o.Reason == Timeout || o.Reason == ConnectionCut {
		o.Error = "" // it says the same
	}
	return sentence{
		problem: joinWords("sent, but "+how+": the lead may exist", o.Error),
		fix: "run this file again, or leadimport settle: both seek the lead in Propexo's write log first; if it stays unknown, " +
			"look in Entrata and run leadimport close " + lead + " --exists or --absent, or run this file with --resend-unknown",
		cause: "sent, but " + how + ": the lead may exist",
	}
}

func joinWords(ours, theirs string) string {
	if theirs == "" {
		return ours
	}
	return ours + ": " + theirs
}
