package propexotest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// The look-ups. Each names the filters that its documents name; those of lease
// periods are assumed.

func (s *Server) listProperties(c *call) answer {
	return s.list(c, s.cfg.Catalog.propertyRecords(), "integration_id", "integration_vendor", "x_id", "x_property_id", "is_active")
}

func (s *Server) listLeadSources(c *call) answer {
	records := s.cfg.Catalog.namedRecords(s.cfg.Catalog.LeadSources, plainRecord)
	return s.list(c, records, "integration_id", "integration_vendor", "property_id", "x_id")
}

func (s *Server) listUnits(c *call) answer {
	records := s.cfg.Catalog.namedRecords(s.cfg.Catalog.Units, unitRecord)
	if values := c.r.URL.Query(); values.Has("unit_number") && !values.Has("property_id") {
		return refusal(*custom("unit_number", "unit_number can only be used with property_id"))
	}
	return s.list(c, records, "integration_id", "integration_vendor", "property_id", "x_id", "x_property_id", "unit_number")
}

func (s *Server) listEmployees(c *call) answer {
	records := s.cfg.Catalog.namedRecords(s.cfg.Catalog.Employees, employeeRecord)
	return s.list(c, records, "integration_id", "integration_vendor", "property_id")
}

func (s *Server) leasePeriodRecords() []record {
	return s.cfg.Catalog.namedRecords(s.cfg.Catalog.LeasePeriods, plainRecord)
}

func (s *Server) listLeasePeriods(c *call) answer {
	return s.list(c, s.leasePeriodRecords(), "integration_id", "property_id", "x_id")
}

func (s *Server) getLeasePeriod(c *call) answer {
	return byID(c, s.leasePeriodRecords())
}

// byID answers with one record. What an unknown id gets is not documented;
// here it is the null that integrations document.
func byID(c *call, records []record) answer {
	if i := slices.IndexFunc(records, func(r record) bool { return r["id"] == c.id }); i >= 0 {
		return one(records[i])
	}
	return one(nil)
}

func (s *Server) integrationRecords() []record {
	var lastSync any
	if at := s.lastSync(); at != 0 {
		lastSync = timestamp(at)
	}
	var records []record
	for _, i := range s.cfg.Catalog.Integrations {
		records = append(records, s.cfg.Catalog.integrationRecord(i, lastSync))
	}
	return records
}

func (s *Server) listIntegrations(c *call) answer {
	return s.list(c, s.integrationRecords(), "integration_vendor", "is_archived")
}

// getIntegration adds what only the by-id answer tells.
func (s *Server) getIntegration(c *call) answer {
	records := s.integrationRecords()
	for _, r := range records {
		r["is_running_sync"], r["is_running_data_access_check"] = false, false
	}
	return byID(c, records)
}

// integrationProperties are the switches of an integration's properties.
func (s *Server) integrationProperties(c *call) answer {
	var records []record
	for _, p := range s.cfg.Catalog.Properties {
		if p.Integration == c.id {
			records = append(records, record{
				"id": "sw" + p.ID, "created_at": recordCreated, "integration_id": c.id,
				"property_id": p.ID, "enabled": !p.Disabled,
			})
		}
	}
	return s.list(c, records)
}

// integrationLimits are the property system's own limits, which the simulator
// states and does not enforce.
func (s *Server) integrationLimits(c *call) answer {
	return jsonAnswer(http.StatusOK, record{"results": record{
		"integration_id": c.id,
		"api_ratelimits": []record{{
			"api": "leads", "updated_at": recordUpdated, "day_limit": nil, "hour_limit": nil, "minute_limit": 60,
		}},
	}})
}

// manualSync runs a sync at once.
func (s *Server) manualSync(c *call) answer {
	var order struct {
		Models []string `json:"models_to_sync"`
	}
	if err := json.Unmarshal(c.body, &order); err != nil {
		return refusal(*wrongType("", "object", bodyType(c.body)))
	}
	s.Sync()
	return jsonAnswer(http.StatusOK, record{"result": record{"success": true}})
}
