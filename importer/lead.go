package importer

import (
	"encoding/json"

	"leadimport/mapping"
)

// A Lead is one lead as Create Lead: Entrata takes it. Every member holds the
// canonical text of its value: gocsv places the projected cells by their csv
// tags and guesses at none of them, and the numbers travel as they were
// written, never through a float. An empty member is an absent key on the
// wire, so 0 bedrooms ("0") is not the same as no word about bedrooms ("").
//
// The set of fields is documented by Propexo; that an unknown key is refused
// is inferred from its error sample.
type Lead struct {
	IntegrationID         string      `csv:"integration_id" json:"integration_id,omitempty"`
	PropertyID            string      `csv:"property_id" json:"property_id,omitempty"`
	LeadSourceID          string      `csv:"lead_source_id" json:"lead_source_id,omitempty"`
	FirstName             string      `csv:"first_name" json:"first_name,omitempty"`
	LastName              string      `csv:"last_name" json:"last_name,omitempty"`
	UnitID                string      `csv:"unit_id" json:"unit_id,omitempty"`
	LeasePeriodID         string      `csv:"lease_period_id" json:"lease_period_id,omitempty"`
	EmployeeID            string      `csv:"employee_id" json:"employee_id,omitempty"`
	Phone1                string      `csv:"phone_1" json:"phone_1,omitempty"`
	Phone1Type            string      `csv:"phone_1_type" json:"phone_1_type,omitempty"`
	MiddleName            string      `csv:"middle_name" json:"middle_name,omitempty"`
	Phone2                string      `csv:"phone_2" json:"phone_2,omitempty"`
	Phone2Type            string      `csv:"phone_2_type" json:"phone_2_type,omitempty"`
	Email1                string      `csv:"email_1" json:"email_1,omitempty"`
	Address1              string      `csv:"address_1" json:"address_1,omitempty"`
	Address2              string      `csv:"address_2" json:"address_2,omitempty"`
	City                  string      `csv:"city" json:"city,omitempty"`
	State                 string      `csv:"state" json:"state,omitempty"`
	ZIP                   string      `csv:"zip" json:"zip,omitempty"`
	TargetMoveInDate      string      `csv:"target_move_in_date" json:"target_move_in_date,omitempty"`
	DesiredMaxRentInCents json.Number `csv:"desired_max_rent_in_cents" json:"desired_max_rent_in_cents,omitempty"`
	DesiredMinRentInCents json.Number `csv:"desired_min_rent_in_cents" json:"desired_min_rent_in_cents,omitempty"`
	DesiredNumBathrooms   json.Number `csv:"desired_num_bathrooms" json:"desired_num_bathrooms,omitempty"`
	DesiredNumBedrooms    json.Number `csv:"desired_num_bedrooms" json:"desired_num_bedrooms,omitempty"`
	NumberOfOccupants     json.Number `csv:"number_of_occupants" json:"number_of_occupants,omitempty"`
	Notes                 string      `csv:"notes" json:"notes,omitempty"`
}

// Fields lists the fields of a lead for the mapping, in the order of Lead's
// members. Which are required is documented by Propexo; that a phone type
// without its phone is of no use is our own rule.
var Fields = []mapping.Field{
	{Name: "integration_id", Kind: mapping.ID, Required: true},
	{Name: "property_id", Kind: mapping.ID, Required: true, Names: propertyNames},
	{Name: "lead_source_id", Kind: mapping.ID, Required: true, Names: sourceNames, Hints: mapping.Hints{By: "property_id"}},
	{Name: "first_name", Kind: mapping.Name, Required: true, Names: firstNames, Hints: mapping.Hints{Part: "first", Wholes: fullNames}},
	{Name: "last_name", Kind: mapping.Name, Required: true, Names: lastNames, Hints: mapping.Hints{Part: "last", Wholes: fullNames}},
	{Name: "unit_id", Kind: mapping.ID, Names: unitNames},
	{Name: "lease_period_id", Kind: mapping.ID, Names: leasePeriodNames},
	{Name: "employee_id", Kind: mapping.ID, Names: employeeNames},
	{Name: "phone_1", Kind: mapping.Phone, Names: phoneNames},
	{Name: "phone_1_type", Kind: mapping.PhoneType, With: "phone_1", Names: phoneTypeNames},
	{Name: "middle_name", Kind: mapping.Name, Names: middleNames},
	{Name: "phone_2", Kind: mapping.Phone, Names: otherPhoneNames},
	{Name: "phone_2_type", Kind: mapping.PhoneType, With: "phone_2", Names: otherPhoneTypeNames},
	{Name: "email_1", Kind: mapping.Email, Names: emailNames},
	{Name: "address_1", Kind: mapping.Text, Names: addressNames},
	{Name: "address_2", Kind: mapping.Text, Names: addressLine2Names},
	{Name: "city", Kind: mapping.Text, Names: cityNames},
	{Name: "state", Kind: mapping.State, Names: stateNames},
	{Name: "zip", Kind: mapping.ZIP, Names: zipNames},
	{Name: "target_move_in_date", Kind: mapping.Date, Names: moveInNames},
	{Name: "desired_max_rent_in_cents", Kind: mapping.Cents, Names: maxRentNames, Hints: mapping.Hints{High: true}},
	{Name: "desired_min_rent_in_cents", Kind: mapping.Cents, Names: minRentNames},
	{Name: "desired_num_bathrooms", Kind: mapping.Decimal, Names: bathroomNames, Hints: mapping.Hints{Units: bathroomUnits}},
	{Name: "desired_num_bedrooms", Kind: mapping.Decimal, Names: bedroomNames, Hints: mapping.Hints{Words: bedroomWords, Units: bedroomUnits}},
	{Name: "number_of_occupants", Kind: mapping.Count, Names: occupantNames, Hints: mapping.Hints{Units: occupantUnits}},
	{Name: "notes", Kind: mapping.Text, Names: noteNames},
	{Name: "events", Kind: mapping.Text, Refused: "the API has deprecated events on a new lead: " +
		"create the lead first, then send its events to POST /v1/events/leads/entrata/"},
}
