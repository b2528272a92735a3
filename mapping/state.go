package mapping

// usStates are the folded names of the states, the district, the territories,
// the freely associated states, and the addresses of the forces.
var usStates = map[string]string{
	"alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
	"connecticut": "CT", "delaware": "DE", "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID",
	"illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME",
	"maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO",
	"montana": "MT", "nebraska": "NE", "nevada": "NV", "newhampshire": "NH", "newjersey": "NJ", "newmexico": "NM",
	"newyork": "NY", "northcarolina": "NC", "northdakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
	"pennsylvania": "PA", "rhodeisland": "RI", "southcarolina": "SC", "southdakota": "SD", "tennessee": "TN",
	"texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA", "westvirginia": "WV",
	"wisconsin": "WI", "wyoming": "WY",
	"districtofcolumbia": "DC", "washingtondc": "DC", "washington,dc": "DC", "d.c.": "DC",
	"americansamoa": "AS", "guam": "GU", "northernmarianaislands": "MP", "puertorico": "PR", "virginislands": "VI",
	"u.s.virginislands": "VI", "usvirginislands": "VI",
	"micronesia": "FM", "marshallislands": "MH", "palau": "PW",
	"armedforcesamericas": "AA", "armedforceseurope": "AE", "armedforcespacific": "AP",
}

// stateCodes are the two capitals of each.
var stateCodes = func() map[string]bool {
	codes := make(map[string]bool, len(usStates))
	for _, code := range usStates {
		codes[code] = true
	}
	return codes
}()

// usState takes a state of the United States by its name or its two letters
// and makes two capitals of it.
func usState(cell string) (string, *trouble) {
	if stateCodes[cell] {
		return cell, nil
	}
	var buf [64]byte
	folded := appendFold(buf[:0], cell)
	if code, ok := usStates[string(folded)]; ok {
		return code, nil
	}
	if len(folded) == 2 {
		code := string([]byte{folded[0] &^ 0x20, folded[1] &^ 0x20})
		if stateCodes[code] {
			return code, nil
		}
	}
	return "", bad(BadState, quote(cell)+" is no state of the United States", "write two letters, such as MA, or the state's name")
}
