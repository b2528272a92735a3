package mapping

// Constant returns the value of a field that the mapping gives itself, the
// same for every row; "" if the field is not mapped or comes from columns.
func (m *Mapping) Constant(field string) string {
	for _, u := range m.rules {
		if u.name() == field {
			return u.value
		}
	}
	return ""
}
