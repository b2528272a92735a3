package propexotest

import (
	"net/http"
	"strings"
)

// A Kind is what a request asks for.
type Kind string

// The kinds of requests, one for each documented call that is simulated.
const (
	Create                Kind = "create"
	WriteStatus           Kind = "write-status"
	RetryWrite            Kind = "retry-write"
	WriteLog              Kind = "write-log"
	ListLeads             Kind = "leads"
	GetLead               Kind = "lead"
	ListIntegrations      Kind = "integrations"
	GetIntegration        Kind = "integration"
	IntegrationProperties Kind = "integration-properties"
	IntegrationLimits     Kind = "integration-rate-limits"
	ManualSync            Kind = "manual-sync"
	ListProperties        Kind = "properties"
	ListLeadSources       Kind = "lead-sources"
	ListUnits             Kind = "units"
	ListEmployees         Kind = "employees"
	ListLeasePeriods      Kind = "lease-periods"
	GetLeasePeriod        Kind = "lease-period"
	Misdirected           Kind = "misdirected" // no such method and path
)

// A route is one documented call.
type route struct {
	method string
	path   string // exact, but for one {id} without slashes
	kind   Kind
	handle func(*Server, *call) answer
}

var routes = [...]route{
	{"POST", "/v1/leads/entrata/", Create, (*Server).create},
	{"GET", "/v1/admin/write-status/{id}", WriteStatus, (*Server).writeStatus},
	{"GET", "/v1/admin/logs/writes/", WriteLog, (*Server).writeLog},
	{"POST", "/v1/admin/retry-write/{id}", RetryWrite, (*Server).retryWrite},
	{"GET", "/v1/leads/", ListLeads, (*Server).listLeads},
	{"GET", "/v1/leads/{id}", GetLead, (*Server).getLead},
	{"GET", "/v1/admin/integrations/", ListIntegrations, (*Server).listIntegrations},
	{"GET", "/v1/admin/integrations/{id}/", GetIntegration, (*Server).getIntegration},
	{"GET", "/v1/admin/integrations/{id}/properties", IntegrationProperties, (*Server).integrationProperties},
	{"GET", "/v1/admin/integrations/{id}/rate-limits/", IntegrationLimits, (*Server).integrationLimits},
	{"POST", "/v1/admin/integrations/{id}/manual-sync", ManualSync, (*Server).manualSync},
	{"GET", "/v1/properties/", ListProperties, (*Server).listProperties},
	{"GET", "/v1/lead-sources/", ListLeadSources, (*Server).listLeadSources},
	{"GET", "/v1/units/", ListUnits, (*Server).listUnits},
	{"GET", "/v1/employees/", ListEmployees, (*Server).listEmployees},
	{"GET", "/v1/lease-periods/", ListLeasePeriods, (*Server).listLeasePeriods},
	{"GET", "/v1/lease-periods/{id}", GetLeasePeriod, (*Server).getLeasePeriod},
}

// find returns the route of a request and the id in its path, or nil.
func find(method, path string) (*route, string) {
	for i := range routes {
		if routes[i].method != method {
			continue
		}
		if id, ok := routes[i].match(path); ok {
			return &routes[i], id
		}
	}
	return nil, ""
}

func (r *route) match(path string) (id string, ok bool) {
	before, after, parametric := strings.Cut(r.path, "{id}")
	if !parametric {
		return "", path == r.path
	}
	id, found := strings.CutPrefix(path, before)
	id, end := strings.CutSuffix(id, after)
	return id, found && end && id != "" && !strings.Contains(id, "/")
}

func (c *call) kind() Kind {
	if c.route == nil {
		return Misdirected
	}
	return c.route.kind
}

// misdirected answers a request that no route takes: a wrong slash is a 404,
// or a redirect if the configuration says so.
func (s *Server) misdirected(r *http.Request) answer {
	other, slashed := strings.CutSuffix(r.URL.Path, "/")
	if !slashed {
		other += "/"
	}
	if right, _ := find(r.Method, other); right != nil && s.cfg.RedirectSlash != 0 {
		a := statusAnswer(s.cfg.RedirectSlash)
		a.location = other
		return a
	}
	for i := range routes {
		if _, ok := routes[i].match(r.URL.Path); ok && !slashedTwin(r) {
			return failure(http.StatusMethodNotAllowed, "not_supported", "Not Supported")
		}
	}
	return statusAnswer(http.StatusNotFound)
}

// slashedTwin says that the request would be right with the other slash:
// POST /v1/leads/entrata is a wrong address, though it looks like the
// look-up of a lead by its id.
func slashedTwin(r *http.Request) bool {
	right, _ := find(r.Method, strings.TrimSuffix(r.URL.Path, "/")+"/")
	return right != nil
}
