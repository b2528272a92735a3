package propexo

import (
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode"

	"leadimport/importer"
)

// turnedAway says whether the answer means, by HTTP's own words, that the
// request was not taken up and may come again. That a 503 with Retry-After
// means it here too is an assumption.
func (r *response) turnedAway() bool {
	if r.status == http.StatusServiceUnavailable {
		_, told := retryAfter(r.header, time.Now())
		return told
	}
	return r.status == http.StatusTooManyRequests
}

// weigh says how much an HTTP answer to a write proves.
func (c *Client) weigh(r *response) importer.Answer {
	if r.status >= 200 && r.status < 300 {
		return c.weighSuccess(r)
	}
	answer := importer.Answer{HTTP: r.status, Message: c.message(r.body)}
	switch {
	case r.status == http.StatusTooManyRequests:
		answer.Verdict, answer.Reason = importer.NotSent, importer.RateLimited
	case r.turnedAway():
		answer.Verdict, answer.Reason = importer.NotSent, importer.Unavailable
	case r.status == http.StatusRequestTimeout:
		answer.Verdict, answer.Reason = importer.NoAnswer, importer.Timeout
	case r.status >= 500 || r.status == http.StatusTooEarly:
		answer.Verdict, answer.Reason = importer.NoAnswer, importer.ServerError
	case r.status >= 400:
		answer.Verdict, answer.Issues = importer.Refused, c.issues(r.body)
		answer.Reason = refusal(r.status, answer.Issues)
	case r.status >= 300:
		answer.Verdict, answer.Reason = importer.NoAnswer, importer.Redirected
	default:
		answer.Verdict, answer.Reason = importer.NoAnswer, importer.BadAnswer
	}
	return answer
}

// weighSuccess looks for the job in a 2xx: without one there is nothing to
// settle by, and the write may have been queued all the same.
func (c *Client) weighSuccess(r *response) importer.Answer {
	var queued queued
	if err := json.Unmarshal(r.body, &queued); err == nil && queued.job() != "" {
		return importer.Answer{Verdict: importer.Queued, Job: queued.job(), HTTP: r.status}
	}
	answer := importer.Answer{Verdict: importer.NoAnswer, HTTP: r.status, Reason: importer.BadAnswer}
	if r.err != nil {
		answer.Reason, answer.Message = doubt(r.err), c.inOneLine(inWords(r.err))
		return answer
	}
	answer.Message = "the answer names no job: " + c.message(r.body)
	return answer
}

// refusal is the reason of a final 4xx. Only the 400 is documented.
func refusal(status int, issues []importer.Issue) importer.Reason {
	switch status {
	case http.StatusBadRequest:
		if len(issues) > 0 {
			return importer.Validation
		}
	case http.StatusUnauthorized:
		return importer.Unauthorized
	case http.StatusForbidden:
		return importer.Forbidden
	case http.StatusNotFound:
		return importer.NotFound
	}
	return importer.HTTPRefused
}

// issues returns what a 400 complains of, field by field.
func (c *Client) issues(body []byte) []importer.Issue {
	var refused refused
	_ = json.Unmarshal(body, &refused) // a body of another shape holds no issues
	var issues []importer.Issue
	for _, issue := range refused.issues() {
		message := c.inOneLine(issue.Message)
		fields := issue.fields()
		for _, field := range fields {
			issues = append(issues, importer.Issue{Field: field, Message: message})
		}
		if len(fields) == 0 {
			issues = append(issues, importer.Issue{Message: message})
		}
	}
	return issues
}

// message returns the API's own words: the error's message, or what a page of
// another kind says, in one line.
func (c *Client) message(body []byte) string {
	var refused refused
	_ = json.Unmarshal(body, &refused) // of another shape it holds no message
	text := refused.message()
	if text == "" {
		text = string(body)
		if !json.Valid(body) {
			text = html.UnescapeString(tags.ReplaceAllString(text, " "))
		}
	}
	if !strings.ContainsFunc(text, isWord) {
		return "" // {} or []
	}
	return c.inOneLine(text)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// tags are HTML's, with the contents of those that hold no words.
var tags = regexp.MustCompile(`(?is)<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>`)

// longestMessage is how many letters of a message are kept.
const longestMessage = 300

// inOneLine makes a text of unknown origin fit for a line of a file, without
// the key.
func (c *Client) inOneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, c.cfg.Key.cutFrom(text))
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > longestMessage {
		return string(letters[:longestMessage]) + "..."
	}
	return text
}
