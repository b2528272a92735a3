package propexotest

import "slices"

// A Catalog is what an organisation has set up, as the look-ups answer with
// it.
type Catalog struct {
	Integrations []Integration
	Properties   []Property
	LeadSources  []Named
	Units        []Named
	Employees    []Named
	LeasePeriods []Named
}

// An Integration is a credential for one property system.
type Integration struct {
	ID, Name        string
	Vendor          string // empty is ENTRATA
	System          string // PRODUCTION or SANDBOX; empty is SANDBOX
	Inactive        bool
	Archived        bool
	Unauthenticated bool // can_authenticate is false
	CreateDisabled  bool // the interface ENTRATA_CREATE_LEAD is switched off
}

// A Property is one community.
type Property struct {
	ID, Name, Code string
	Integration    string
	Inactive       bool
	Disabled       bool // switched off at its integration
}

// A Named is anything else that has an id and a name and belongs to one
// property: a lead source, a unit (its name is its number), an employee, a
// lease period. Names are what people type; an empty one is null.
type Named struct {
	ID, Name string
	Property string
}

// Demo is the catalogue that the examples speak of: one integration and two
// properties. A lead source belongs to one property, so each name has two ids.
func Demo() *Catalog {
	const integration = "cm4ublxhn5008550276138abyzlg821i"
	return &Catalog{
		Integrations: []Integration{{ID: integration, Name: "Demo Apartments"}},
		Properties: []Property{
			{ID: "cm4p1", Name: "Maple Court", Code: "MAPLE", Integration: integration},
			{ID: "cm4p2", Name: "Oak Park", Code: "OAK", Integration: integration},
		},
		LeadSources: []Named{
			{"cm4s1", "Zillow", "cm4p1"}, {"cm4s2", "Walk-in", "cm4p1"},
			{"cm4s3", "Website", "cm4p1"}, {"cm4s4", "Apartments.com", "cm4p1"},
			{"cm4s7", "Zillow", "cm4p2"}, {"cm4s8", "Walk-in", "cm4p2"},
			{"cm4s9", "Website", "cm4p2"}, {"cm4s10", "Apartments.com", "cm4p2"},
		},
		Units:     []Named{{"cm4u1", "101", "cm4p1"}, {"cm4u2", "102", "cm4p1"}, {"cm4u3", "A-1", "cm4p2"}},
		Employees: []Named{{"cm4e1", "Robin Hale", "cm4p1"}, {"cm4e2", "Sam Ortiz", "cm4p2"}},
		LeasePeriods: []Named{
			{"cm4t1", "12 Months", "cm4p1"}, {"cm4t2", "6 Months", "cm4p1"}, {"cm4t3", "12 Months", "cm4p2"},
		},
	}
}

// misses complains of ids that the catalogue lacks, or that belong to another
// property.
func (c *Catalog) misses(lead *Lead) []issue {
	property := lead.Field("property_id")
	var issues []issue
	if id := lead.Field("integration_id"); !slices.ContainsFunc(c.Integrations, func(i Integration) bool { return i.ID == id }) {
		issues = append(issues, *custom("integration_id", "Integration not found"))
	}
	if c.property(property).Integration != lead.Field("integration_id") {
		issues = append(issues, *custom("property_id", "Property not found"))
	}
	for _, named := range []struct {
		field, what string
		among       []Named
	}{
		{"lead_source_id", "Lead source", c.LeadSources},
		{"unit_id", "Unit", c.Units},
		{"lease_period_id", "Lease period", c.LeasePeriods},
		{"employee_id", "Employee", c.Employees},
	} {
		id := lead.Field(named.field)
		if id != "" && !slices.ContainsFunc(named.among, func(n Named) bool { return n.ID == id && n.Property == property }) {
			issues = append(issues, *custom(named.field, named.what+" not found at this property"))
		}
	}
	return issues
}

// property returns the property with an id, or one without any.
func (c *Catalog) property(id string) Property {
	if i := slices.IndexFunc(c.Properties, func(p Property) bool { return p.ID == id }); i >= 0 {
		return c.Properties[i]
	}
	return Property{}
}
