package propexotest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// An issue is one complaint in the words of Zod, the validator that the API's
// error sample names. Only unrecognized_keys is documented; the others are
// what that validator says of the same mistakes.
type issue struct {
	Code       string   `json:"code"`
	Expected   string   `json:"expected,omitempty"`
	Received   string   `json:"received,omitempty"`
	Validation string   `json:"validation,omitempty"`
	Options    []string `json:"options,omitempty"`
	Keys       []string `json:"keys,omitempty"`
	Minimum    *int     `json:"minimum,omitempty"`
	Maximum    *int     `json:"maximum,omitempty"`
	Type       string   `json:"type,omitempty"`
	Inclusive  *bool    `json:"inclusive,omitempty"`
	Exact      *bool    `json:"exact,omitempty"`
	Path       []string `json:"path"`
	Message    string   `json:"message"`
}

func missing(name, want string) *issue {
	return &issue{Code: "invalid_type", Expected: want, Received: "undefined", Path: path(name), Message: "Required"}
}

func wrongType(name, want, got string) *issue {
	return &issue{Code: "invalid_type", Expected: want, Received: got, Path: path(name),
		Message: "Expected " + want + ", received " + got}
}

func unrecognized(keys []string) *issue {
	return &issue{Code: "unrecognized_keys", Keys: keys, Path: path(""),
		Message: "Unrecognized key(s) in object: '" + strings.Join(keys, "', '") + "'"}
}

func badEnum(name, value string, options []string) *issue {
	return &issue{Code: "invalid_enum_value", Received: value, Options: options, Path: path(name),
		Message: "Invalid enum value. Expected '" + strings.Join(options, "' | '") + "', received '" + value + "'"}
}

func badString(name, validation, message string) *issue {
	return &issue{Code: "invalid_string", Validation: validation, Path: path(name), Message: message}
}

func tooShort(name string) *issue {
	return &issue{Code: "too_small", Minimum: new(1), Type: "string", Inclusive: new(true), Exact: new(false),
		Path: path(name), Message: "String must contain at least 1 character(s)"}
}

func tooSmall(name string, least int) *issue {
	return &issue{Code: "too_small", Minimum: &least, Type: "number", Inclusive: new(true), Exact: new(false),
		Path: path(name), Message: fmt.Sprintf("Number must be greater than or equal to %d", least)}
}

func tooBig(name string, most int) *issue {
	return &issue{Code: "too_big", Maximum: &most, Type: "number", Inclusive: new(true), Exact: new(false),
		Path: path(name), Message: fmt.Sprintf("Number must be less than or equal to %d", most)}
}

func custom(name, message string) *issue {
	return &issue{Code: "custom", Path: path(name), Message: message}
}

// path is never null: an issue about the whole object has an empty one.
func path(name string) []string {
	if name == "" {
		return []string{}
	}
	return []string{name}
}

// refusal is the documented 400: issues under two nested details.
func refusal(issues ...issue) answer {
	type zodError struct {
		Issues []issue `json:"issues"`
		Name   string  `json:"name"`
	}
	type details struct {
		Details zodError `json:"details"`
	}
	return jsonAnswer(http.StatusBadRequest, errorBody{Error: errorObject{
		Code: "invalid_request", Message: "invalid request", Details: &details{zodError{issues, "ZodError"}},
	}})
}

type errorBody struct {
	Error errorObject `json:"error"`
}

type errorObject struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Details any    `json:"details,omitempty"`
}

// failure is an error body without issues; that errors other than the 400
// look like this is not documented.
func failure(status int, code, message string) answer {
	return jsonAnswer(status, errorBody{Error: errorObject{Code: code, Message: message}})
}

func jsonAnswer(status int, v any) answer {
	body, err := json.Marshal(v)
	if err != nil {
		panic("propexotest: an answer that is no JSON: " + err.Error())
	}
	return answer{status: status, body: body, kind: typeJSON}
}
