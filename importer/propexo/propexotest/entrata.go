package propexotest

import (
	"encoding/json"
	"strconv"
)

// complaint is the text that write-status and the write log give for a failed
// job: JSON inside a string, in one of the shapes in which the property
// system tells of errors. What it says of data quotes the person's details, as
// real ones do.
func (v Verdict) complaint(lead *Lead) string {
	switch v {
	case Maintenance, Recovery:
		return `{"response":{"requestId":"15","error":{"code":503,"message":"Entrata is down for scheduled maintenance"}}}`
	case Credentials:
		return `{"response":{"requestId":"15","code":403,"error":{"code":403,"message":"The credentials are invalid or have expired"}}}`
	case TimedOut:
		return "Request to Entrata timed out after 30000 ms"
	case Partial:
		return prospectError("The guest card was created, its event was not")
	case Phoneless:
		return prospectError("Phone number is required for this property")
	case Invalid:
		if email := lead.Field("email_1"); email != "" {
			return prospectError("Email address " + email + " is not valid")
		}
		return prospectError("Phone number " + lead.Field("phone_1") + " is not valid")
	}
	return ""
}

// prospectError is Entrata's way to refuse one prospect in an answer that
// says 200.
func prospectError(message string) string {
	quoted, err := json.Marshal(message)
	if err != nil {
		panic("propexotest: a message that is no JSON: " + err.Error())
	}
	return `{"response":{"requestId":"15","code":200,"result":{"prospects":{"prospect":[{"status":"Failed","message":` +
		string(quoted) + `}]}}}}`
}

// mustExist returns v, or panics: a misspelt verdict would test nothing.
func (v Verdict) mustExist() Verdict {
	switch v {
	case Taken, Invalid, Phoneless, Maintenance, TimedOut, Credentials, Speechless, Recovery, Partial, Stuck:
		return v
	}
	panic("propexotest: there is no verdict " + strconv.Quote(string(v)))
}
