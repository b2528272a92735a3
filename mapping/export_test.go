package mapping

// Schema is the schema that takes any field.
var Schema = schema

// Keywords lists the keys that the decoder knows, by the table of the schema
// that describes them.
var Keywords = map[string][]string{
	"field":      known(keywords),
	"duplicates": known(duplicatesKeywords),
	"input":      known(inputKeywords),
	"sections":   known(sections),
}

// PlainAddress is held against net/mail.
var PlainAddress = isPlainAddress
