package propexotest

import "cmp"

// A record is one row of a look-up as JSON. The property system's own ids
// (x_…) are made from Propexo's.
type record map[string]any

// The moments that catalogue records carry: they are older than any run.
const (
	recordCreated = "2026-01-05T16:00:00.000Z"
	recordUpdated = "2026-02-10T09:30:00.000Z"
)

func (c *Catalog) integrationRecord(i Integration, lastSync any) record {
	return record{
		"id": i.ID, "created_at": recordCreated, "updated_at": recordUpdated,
		"name": i.Name, "vendor": vendorOf(i), "system": cmp.Or(i.System, "SANDBOX"),
		"active": !i.Inactive, "is_archived": i.Archived, "can_authenticate": !i.Unauthenticated,
		"last_completed_sync": lastSync, "last_completed_back_sync": nil, "last_data_access_check": nil,
		"max_job_concurrency": 1, "max_request_frequency": 60, "max_request_cadence": "MINUTE",
		"new_properties_are_enabled": true,
		"integration_interfaces": []record{
			{"interface_name": "ENTRATA_GET_LEADS", "enabled": true, "version": "r1"},
			{"interface_name": "ENTRATA_CREATE_LEAD", "enabled": !i.CreateDisabled, "version": nil},
		},
	}
}

func vendorOf(i Integration) string { return cmp.Or(i.Vendor, "ENTRATA") }

// common is what every record of a property has.
func (c *Catalog) common(id, property string) record {
	p := c.property(property)
	vendor := "ENTRATA"
	for _, i := range c.Integrations {
		if i.ID == p.Integration {
			vendor = vendorOf(i)
		}
	}
	return record{
		"id": id, "created_at": recordCreated, "updated_at": recordUpdated, "last_seen": recordUpdated,
		"x_id": "x" + id, "x_property_id": "x" + property,
		"property_id": property, "integration_id": p.Integration, "integration_vendor": vendor,
	}
}

func (c *Catalog) propertyRecords() []record {
	var records []record
	for _, p := range c.Properties {
		r := c.common(p.ID, p.ID)
		r["name"], r["code"], r["is_active"] = orNull(p.Name), orNull(p.Code), !p.Inactive
		for _, key := range []string{"address_1", "address_2", "city", "state", "zip"} {
			r[key] = nil
		}
		records = append(records, r)
	}
	return records
}

// namedRecords makes records of what has a name and a property.
func (c *Catalog) namedRecords(all []Named, add func(record, Named)) []record {
	var records []record
	for _, n := range all {
		r := c.common(n.ID, n.Property)
		r["name"] = orNull(n.Name)
		add(r, n)
		records = append(records, r)
	}
	return records
}

// plainRecord is a lead source or a lease period.
func plainRecord(r record, _ Named) { r["x_location_id"] = nil }

// unitRecord calls the name a number: units have no other name.
func unitRecord(r record, n Named) {
	delete(r, "name")
	r["number"] = orNull(n.Name)
	r["building_name"], r["building_number"], r["floor_plan_id"], r["floor_plan_name"] = nil, nil, nil, nil
	r["bedrooms"], r["bathrooms"], r["is_available"], r["is_vacant"], r["address_1"] = "1", "1", true, true, nil
}

func employeeRecord(r record, _ Named) {
	r["x_location_id"], r["email"], r["is_active"], r["roles"] = nil, nil, true, []string{"LEASING_AGENT"}
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
