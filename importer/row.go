package importer

import (
	"leadimport/importer/sheet"
	"leadimport/mapping"
)

// A Row is one record of the input, projected onto the fields of a lead. A
// bad row is a value, never an error: it says itself what is wrong with it.
type Row struct {
	Number   int      // as Excel counts it
	Values   []string // canonical, in the order of Fields; empty: absent
	Findings []mapping.Finding
	Problem  *sheet.Problem // the row could not be parsed; nil if it could
	Linked   LeadID         // the lead that its import_lead names; 0 if none of this ledger's
	Tagged   bool           // it has an import_lead, whoever's
	Person   Person         // zero if the row is unusable
	Record   sheet.Record   // its cells are good until the next row is read

	rowKey Hash // set if the row is unusable
}

// Unusable says whether the row can never be sent as it is.
func (r *Row) Unusable() bool { return r.reason() != "" }

// reason is the code of the first thing that makes the row unusable.
func (r *Row) reason() Reason {
	if r.Problem != nil {
		return Reason(r.Problem.Code)
	}
	for _, f := range r.Findings {
		if bad(f) {
			return Reason(f.Code)
		}
	}
	return ""
}

// bad says whether a finding makes its row unusable: a field that is left out
// or a mere remark does not.
func bad(f mapping.Finding) bool { return !f.Omitted && !f.Told }

// lookup names the leads of earlier runs that the row may be.
func (r *Row) lookup() Lookup {
	if r.Unusable() {
		return Lookup{Keys: []Hash{r.rowKey}, Lead: r.Linked}
	}
	return Lookup{Keys: r.Person.Keys, Lead: r.Linked}
}
