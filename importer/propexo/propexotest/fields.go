package propexotest

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A kind is the type of a field as the API's pages give it.
type kind uint8

const (
	plain     kind = iota // any string
	named                 // a string that must not be empty
	phoneType             // one of phoneTypes
	dateTime              // a date-time as Zod takes it: with Z, without offsets
	cents                 // an integer from 0 on
	integer               // an integer
	amount                // a number from 0 on
	number                // a number
	list                  // an array
)

type field struct {
	name     string
	kind     kind
	required bool
}

// fields is the request of Create Lead: Entrata, in the order of its schema,
// in which a Zod validator complains. That required strings must not be empty
// is assumed of names, documented of ids.
var fields = [...]field{
	{"integration_id", named, true},
	{"property_id", named, true},
	{"lead_source_id", named, true},
	{"first_name", named, true},
	{"last_name", named, true},
	{"unit_id", named, false},
	{"lease_period_id", named, false},
	{"employee_id", named, false},
	{"phone_1", plain, false},
	{"phone_1_type", phoneType, false},
	{"middle_name", plain, false},
	{"phone_2", plain, false},
	{"phone_2_type", phoneType, false},
	{"email_1", plain, false},
	{"address_1", plain, false},
	{"address_2", plain, false},
	{"city", plain, false},
	{"state", plain, false},
	{"zip", plain, false},
	{"target_move_in_date", dateTime, false},
	{"desired_max_rent_in_cents", cents, false},
	{"desired_min_rent_in_cents", integer, false},
	{"desired_num_bathrooms", amount, false},
	{"desired_num_bedrooms", number, false},
	{"number_of_occupants", integer, false},
	{"notes", plain, false},
	{"events", list, false},
}

// The places of the fields that the simulator itself looks at.
const (
	atIntegration = 0
	atProperty    = 1
	atPhone       = 8
	atEmail       = 13
)

var fieldIndex = func() map[string]int {
	m := make(map[string]int, len(fields))
	for i, f := range fields {
		m[f.name] = i
	}
	return m
}()

// phoneTypes are the values of phone_1_type and phone_2_type.
var phoneTypes = []string{"FAX", "HOME", "MOBILE", "OTHER", "WORK"}

// validate complains of a lead as the API's validator would: fields in schema
// order, unknown keys last. Nil is no complaint.
func validate(lead *Lead, unknown []string) []issue {
	var issues []issue
	for i, f := range fields {
		if issue := f.check(lead.values[i]); issue != nil {
			issues = append(issues, *issue)
		}
	}
	if len(unknown) > 0 {
		issues = append(issues, *unrecognized(unknown))
	}
	return issues
}

// check complains of one value, nil for an absent one. No complaint is built
// unless there is one: creates are checked by the ten thousand a second.
func (f field) check(value []byte) *issue {
	if value == nil {
		if f.required {
			return missing(f.name, f.kind.jsonType())
		}
		return nil
	}
	if got, want := typeOf(value), f.kind.jsonType(); got != want {
		return wrongType(f.name, want, got)
	}
	switch {
	case f.kind == named && len(value) == len(`""`):
		return tooShort(f.name)
	case f.kind == phoneType && !slices.Contains(phoneTypes, text(value)):
		return badEnum(f.name, text(value), phoneTypes)
	case f.kind == dateTime && !isDateTime(text(value)):
		return badString(f.name, "datetime", "Invalid datetime")
	case f.kind.jsonType() == "number":
		return f.checkNumber(value)
	}
	return nil
}

func (f field) checkNumber(value []byte) *issue {
	n, err := strconv.ParseFloat(string(value), 64)
	whole := err == nil && n == math.Trunc(n)
	switch {
	case (f.kind == cents || f.kind == integer) && !whole:
		return wrongType(f.name, "integer", "float")
	case (f.kind == cents || f.kind == amount) && n < 0:
		return tooSmall(f.name, 0)
	}
	return nil
}

// jsonType is the type that a Zod message expects of the kind.
func (k kind) jsonType() string {
	switch k {
	case cents, integer, amount, number:
		return "number"
	case list:
		return "array"
	}
	return "string"
}

func typeOf(value []byte) string {
	switch value[0] {
	case '"':
		return "string"
	case '{':
		return "object"
	case '[':
		return "array"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
}

// isDateTime follows Zod's default: seconds are there, fractions may be, and
// the zone is Z, never an offset.
func isDateTime(s string) bool {
	_, err := time.Parse("2006-01-02T15:04:05Z", s)
	return err == nil && !strings.Contains(s, ",")
}
