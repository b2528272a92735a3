package mapping

// finish reads what needs the rest of the mapping: the values that the mapping
// itself gives, and the cells that mean nothing.
func (u *rule) finish(r *reader, empty []string) {
	u.convert = u.conversion()
	if e, ok := u.keys["value"]; ok {
		u.value, _ = r.final(u, e.value, "value")
	}
	if _, nested := u.keys["by"]; !nested || u.by != nil {
		if e, ok := u.keys["values"]; ok {
			r.readChoices(u, e)
		}
		if e, ok := u.keys["other"]; ok {
			u.other = r.readFinal(u, e)
		}
		if e, ok := u.keys["default"]; ok {
			u.deflt = r.readFinal(u, e)
		}
	}
	u.nothing = newNothing(u, empty)
}

// conversion is how the rule reads a cell.
func (u *rule) conversion() convert {
	switch u.field.Kind {
	case Date:
		if len(u.formats) == 0 {
			return dates(isoDates) // no cell is read as a date, or the missing format was told
		}
		return dates(u.formats)
	case Cents:
		if u.unit == "cents" {
			return cents(u.decimal)
		}
		return dollars(u.decimal)
	case Count:
		return plausible(count(u.decimal))
	case Decimal:
		return plausible(plainDecimal(u.decimal))
	}
	return u.ownConversion()
}

// isoDates are the formats of dates in the mapping itself.
var isoDates = func() []dateFormat {
	day, _, _ := compileDate("YYYY-MM-DD")
	instant, _, _ := compileDate("YYYY-MM-DDTHH:mm:ssZ")
	return []dateFormat{day, instant}
}()

// ownConversion reads a value that is written as it is sent, whatever the
// column's format, unit and decimal sign.
func (u *rule) ownConversion() convert {
	switch u.field.Kind {
	case ID:
		return id
	case Name:
		return name
	case Phone:
		return phone
	case PhoneType:
		return phoneType
	case Email:
		return email
	case State:
		if u.kind == "us-state" {
			return usState
		}
		return name
	case ZIP:
		if u.kind == "us-zip" {
			return usZIP(u.pad)
		}
		return zip(u.pad)
	case Date:
		return dates(isoDates)
	case Cents:
		return cents('.')
	case Count:
		return count('.')
	case Decimal:
		return plainDecimal('.')
	}
	return text
}
