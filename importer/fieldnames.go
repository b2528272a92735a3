package importer

// What people call the columns that feed a lead's fields: the exports of
// listing services and leasing systems, CRMs, forms, sheets made by hand, and
// some German. Case, blanks and punctuation do not count, so "Move-In Date"
// stands for "move_in date" too. A name that could as well mean something else
// ("Date", "Rent", "Unit Type", the German "Zimmer", which counts other rooms
// than bedrooms) is left out: no match is better than a wrong one.
var (
	propertyNames = []string{"Property", "Property Name", "Property ID", "Property Code", "Community", "Community Name",
		"Community ID", "Community Code", "Apartment Community", "Complex", "Apartment Complex",
		"Property of Interest", "Community of Interest", "Property Interested In", "Interested Property",
		"Which community are you interested in", "Which property are you interested in",
		"Objekt", "Liegenschaft", "Wohnanlage", "Immobilie"}

	sourceNames = []string{"Source", "Lead Source", "Source Name", "Source of Lead", "Source of Traffic",
		"Marketing Source", "Ad Source", "Advertising Source", "Media Source", "Referral Source", "Traffic Source",
		"Original Source", "Original Traffic Source", "Primary Source", "Prospect Source", "First Contact Source",
		"Guest Card Source", "Inquiry Source", "Lead Channel", "ILS", "ILS Source", "Internet Listing Service",
		"Heard About Us", "How Heard", "How Did You Hear About Us", "How Did You Hear", "How Did You Find Us",
		"Where Did You Hear About Us", "Quelle", "Herkunft", "Wie haben Sie von uns erfahren"}

	firstNames = []string{"First", "First Name", "Name First", "Full Name First Name", "FName", "F Name", "Given Name",
		"Given Names", "Forename", "Christian Name", "Vorname", "Vornamen"}

	lastNames = []string{"Last", "Last Name", "Name Last", "Full Name Last Name", "LName", "L Name", "Surname",
		"Family Name", "Nachname", "Familienname", "Zuname"}

	middleNames = []string{"Middle", "Middle Name", "Middle Initial", "MI", "Second Given Name"}

	fullNames = []string{"Name", "Full Name", "Name Full", "Your Name", "Contact", "Contact Name", "Lead", "Lead Name",
		"Prospect", "Prospect Name", "Guest", "Guest Name", "Renter", "Renter Name", "Applicant", "Applicant Name",
		"Client", "Client Name", "Customer", "Customer Name", "Resident Name", "Primary Contact Name", "Person",
		"Attendee Name", "First and Last Name", "First and Last", "Name First and Last", "First Last", "Last First",
		"Last Name First Name", "Name Last First", "Name First Last", "First Name Last Name", "Interessent",
		"Interessentin", "Vor und Nachname", "Vorname Nachname", "Vollständiger Name"}

	phoneNames = []string{"Phone", "Phone Number", "Phone No", "Phone Num", "Phone 1", "Phone Number 1", "Ph", "Tel",
		"Tel No", "Telephone", "Telephone Number", "Contact Number", "Contact Phone", "Primary Phone", "Preferred Phone",
		"Main Phone", "Day Phone", "Daytime Phone", "Best Phone", "Mobile", "Mobile Phone", "Mobile Number",
		"Mobile Phone Number", "Mobile No", "Cell", "Cell Phone", "Cell Number", "Cell Phone Number", "Cellular",
		"Cellphone", "SMS Number", "Home Phone", "Home Phone Number", "Home Number", "Work Phone", "Work Phone Number",
		"Business Phone", "Office Phone", "Evening Phone", "Telefon", "Telefonnummer", "Telefon Nr", "Tel Nr", "Handy",
		"Handynummer", "Mobil", "Mobilnummer", "Mobiltelefon", "Rufnummer", "Festnetz"}

	otherPhoneNames = []string{"Phone 2", "Phone Number 2", "Second Phone", "Secondary Phone", "Secondary Phone Number",
		"Alternate Phone", "Alternate Phone Number", "Alternative Phone", "Alt Phone", "Other Phone", "Other Phone Number",
		"Additional Phone", "2nd Phone", "Telefon 2", "Weitere Telefonnummer"}

	phoneTypeNames      = []string{"Phone Type", "Phone Number Type", "Phone 1 Type", "Primary Phone Type", "Type of Phone"}
	otherPhoneTypeNames = []string{"Phone 2 Type", "Phone Number 2 Type", "Secondary Phone Type", "Alternate Phone Type"}

	emailNames = []string{"Email", "Email Address", "Email 1", "Email ID", "Mail", "Mail Address", "Primary Email",
		"Contact Email", "Preferred Email", "Personal Email", "Mailadresse", "Email Adresse", "E Mail"}

	addressNames = []string{"Address", "Address 1", "Address Line 1", "Street", "Street Address", "Street 1", "Addr",
		"Addr 1", "Current Address", "Current Street Address", "Home Address", "Home Address 1", "Mailing Address",
		"Mailing Street", "Mailing Address 1", "Residential Address", "Present Address", "Address Street Address",
		"Address Street", "Straße", "Strasse", "Straße und Hausnummer", "Strasse und Hausnummer", "Straße Nr",
		"Straße Hausnummer", "Strasse Nr", "Anschrift", "Adresse"}

	addressLine2Names = []string{"Address 2", "Address Line 2", "Street 2", "Street Address 2", "Street Address Line 2",
		"Addr 2", "Home Address 2", "Mailing Address 2", "Address Street Address Line 2", "Apt Suite", "Adresszusatz"}

	cityNames = []string{"City", "City Town", "Town", "Home City", "Mailing City", "Current City", "City Name",
		"Address City", "Ort", "Wohnort", "Stadt"}

	stateNames = []string{"State", "State Province", "State Region", "Province", "Home State", "Home State Province",
		"Mailing State", "Mailing State Province", "Current State", "State Code", "State of Residence", "Address State",
		"Address State Province", "US State", "Bundesland"}

	zipNames = []string{"Zip", "Zip Code", "Zip Postal Code", "Postal", "Postal Code", "Postal Zip", "Postal Zip Code",
		"Postcode", "Home Zip", "Mailing Zip", "Mailing Zip Postal Code", "Mailing Postal Code", "Current Zip", "Zip 5",
		"Address Zip", "Address Zip Code", "Address Zip Postal Code", "Address Postal Zip Code", "Address Postal Code",
		"PLZ", "Postleitzahl"}

	moveInNames = []string{"Move In", "Move In Date", "Move Date", "MoveIn", "MID", "Target Move In",
		"Target Move In Date", "Desired Move In", "Desired Move In Date", "Desired Move Date", "Preferred Move In Date",
		"Planned Move In Date", "Expected Move In", "Expected Move In Date", "Anticipated Move In Date",
		"Requested Move In Date", "Est Move In", "Estimated Move In Date", "Ideal Move In Date", "Date Needed",
		"Move In Desired", "When Do You Want to Move", "When Would You Like to Move In",
		"When Are You Looking to Move", "Einzug", "Einzugsdatum", "Einzugstermin", "Gewünschter Einzug",
		"Gewünschtes Einzugsdatum", "Einzug ab", "Wunschtermin"}

	maxRentNames = []string{"Max Rent", "Rent Max", "Maximum Rent", "Max Price", "Price Max", "Maximum Price",
		"Max Budget", "Budget Max", "Maximum Budget", "Budget", "Monthly Budget", "Rent Budget", "Budget Month",
		"Price To", "Rent To", "Desired Rent", "Desired Max Rent", "Desired Rent Max", "Maximum Monthly Rent",
		"Max Monthly Rent", "Target Rent", "Price Range", "Rent Range", "Budget Range", "Desired Rent Range",
		"Highest Rent", "Rent High", "What Is Your Budget", "Miete max", "Max Miete", "Maximale Miete", "Mietbudget",
		"Mietobergrenze"}

	minRentNames = []string{"Min Rent", "Rent Min", "Minimum Rent", "Min Price", "Price Min", "Minimum Price",
		"Min Budget", "Budget Min", "Minimum Budget", "Desired Min Rent", "Desired Rent Min", "Price From", "Rent From",
		"Lowest Rent", "Rent Low", "Miete min", "Min Miete", "Minimale Miete"}

	bedroomNames = []string{"Beds", "Bed", "Bedrooms", "Bedroom", "BR", "BRs", "Bdrm", "Bdrms", "BD",
		"Number of Bedrooms", "No of Bedrooms", "Num Bedrooms", "Num Beds", "Bedroom Count", "Bed Count",
		"Desired Bedrooms", "Desired Beds", "Desired Num Bedrooms", "Bedrooms Desired", "Bedrooms Wanted",
		"Preferred Bedrooms", "Bedroom Preference", "Bed Preference", "Bedroom Size", "Bed Size", "Beds Needed",
		"Bedrooms Needed", "Schlafzimmer", "Anzahl Schlafzimmer", "Bed Bath", "Beds Baths", "Bedrooms Bathrooms"}

	bathroomNames = []string{"Baths", "Bath", "Bathrooms", "Bathroom", "BA", "Number of Bathrooms", "No of Bathrooms",
		"Num Bathrooms", "Num Baths", "Bathroom Count", "Bath Count", "Desired Bathrooms", "Desired Baths",
		"Desired Num Bathrooms", "Bathrooms Desired", "Preferred Bathrooms", "Bathroom Preference", "Bathrooms Needed",
		"Badezimmer", "Bäder", "Anzahl Badezimmer", "Bed Bath", "Beds Baths", "Bedrooms Bathrooms"}

	occupantNames = []string{"Occupants", "Number of Occupants", "No of Occupants", "Num Occupants", "Occupant Count",
		"Total Occupants", "Household Size", "Number of People", "No of People", "People", "Num People",
		"Number of Residents", "Persons", "Number of Persons", "How Many People", "How Many Occupants",
		"How Many People Will Live", "Personen", "Anzahl Personen", "Personenzahl", "Haushaltsgröße"}

	noteNames = []string{"Notes", "Note", "Comments", "Comment", "Guest Card Comments", "Guest Card Notes", "Remarks",
		"Remark", "Message", "Messages", "Lead Message", "Renter Message", "Inquiry", "Inquiry Message",
		"Inquiry Comments", "Inquiry Notes", "Lead Comments", "Lead Notes", "Description", "Lead Description",
		"Additional Comments", "Additional Notes", "Additional Information", "Questions", "Questions Comments",
		"Comments Questions", "Questions or Comments", "Comments or Questions", "Anything Else",
		"Anything Else We Should Know", "Is There Anything Else We Should Know", "Special Requests", "Bemerkung",
		"Bemerkungen", "Anmerkung", "Anmerkungen", "Kommentar", "Nachricht", "Notiz", "Notizen"}

	unitNames        = []string{"Unit", "Unit ID", "Unit Number", "Unit No", "Unit of Interest", "Interested Unit", "Desired Unit", "Apartment Number"}
	leasePeriodNames = []string{"Lease Term", "Lease Length", "Lease Period", "Desired Lease Term", "Desired Lease Length", "Lease Period ID", "Term"}
	employeeNames    = []string{"Agent", "Leasing Agent", "Leasing Consultant", "Leasing Professional", "Assigned To", "Assigned Agent",
		"Lead Owner", "Contact Owner", "Owner", "Employee", "Employee ID", "Sales Rep", "Betreuer", "Ansprechpartner"}
)

// What stands in the cells of numbers.
var (
	bedroomWords = map[string]string{"studio": "0", "studios": "0", "studioapartment": "0", "efficiency": "0", "bachelor": "0", "0(studio)": "0",
		"studio(0)": "0", "studio/efficiency": "0"}
	bedroomUnits  = []string{"b", "br", "brs", "bd", "bds", "bed", "beds", "bdr", "bdrm", "bdrms", "bedroom", "bedrooms", "schlafzimmer"}
	bathroomUnits = []string{"ba", "bas", "bth", "bath", "baths", "bathroom", "bathrooms", "bad", "bäder", "badezimmer"}
	occupantUnits = []string{"person", "persons", "people", "occupant", "occupants", "adult", "adults", "ppl", "resident", "residents", "personen"}
)
