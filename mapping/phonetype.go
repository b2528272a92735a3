package mapping

// phoneTypes are the types that a phone can have.
var phoneTypes = []string{"FAX", "HOME", "MOBILE", "OTHER", "WORK"}

// phoneTypeWords are the folded spellings that people use for them.
var phoneTypeWords = map[string]string{
	"fax": "FAX", "f": "FAX", "faxnumber": "FAX", "telefax": "FAX",
	"home": "HOME", "h": "HOME", "house": "HOME", "landline": "HOME", "homephone": "HOME", "residence": "HOME", "residential": "HOME",
	"mobile": "MOBILE", "m": "MOBILE", "cell": "MOBILE", "c": "MOBILE", "cellphone": "MOBILE", "cellular": "MOBILE",
	"mobilephone": "MOBILE", "iphone": "MOBILE", "smartphone": "MOBILE", "text": "MOBILE", "sms": "MOBILE",
	"other": "OTHER", "o": "OTHER",
	"work": "WORK", "w": "WORK", "office": "WORK", "business": "WORK", "b": "WORK", "job": "WORK", "workphone": "WORK",
}

// phoneType takes any usual spelling, without regard to case and blanks.
func phoneType(cell string) (string, *trouble) {
	var buf [64]byte
	if found, ok := phoneTypeWords[string(appendFold(buf[:0], cell))]; ok {
		return found, nil
	}
	return "", bad(BadChoice, quote(cell)+" is no type of phone",
		"write one of "+list(phoneTypes)+", or say under values in the mapping what it stands for")
}
