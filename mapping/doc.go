// Package mapping reads the mapping file, which says what column of a
// spreadsheet feeds which field of a lead, and turns records into the fields'
// values by it. It knows fields by the list that it is told, and nothing of
// leads, files or HTTP.
//
// # The way of a cell
//
// Parse makes a Mapping of the file's text; Bind finds its columns in a header
// and makes a Projection; Project makes the values of one record. For each
// field it takes
//
//  1. the source: the first of its columns that is not empty, or a template
//     filled with columns, or a value that is the same for every row;
//  2. the choices: with values, what people write stands for what is sent;
//  3. the conversion that the field's Kind asks for. It is strict: a cell that
//     can be read in two ways is not read at all.
//
// A cell that cannot be used becomes a Finding, never an error: the other
// cells of the record, and the other records, are none the worse.
//
// # The mapping file
//
// The file is TOML: its strings stand in quotes, so a column named "Phone #"
// or "007" means what it says.
//
//	[fields]
//	integration_id = { value = "cm4u…" }      # the same for every row
//	first_name     = "First Name"             # short for { column = "First Name" }
//	phone_1        = { column = ["Mobile", "Phone #"], required = true }
//	target_move_in_date       = { column = "Move In", format = ["M/D/YYYY", "YYYY-MM-DD"], on_bad = "omit" }
//	desired_max_rent_in_cents = { column = "Max Rent", unit = "dollars" }
//	notes          = { template = "{Comments} Pets: {Pets}" }
//
//	[fields.lead_source_id]
//	column = "Source"
//	by     = "property_id"
//	values."cm4p1" = { "Zillow" = "cm4s1", "Walk-in" = "cm4s2" }
//
//	[duplicates]
//	match  = ["email_1", "phone_1"]           # [] turns it off
//	within = "property_id"                    # or "integration_id"
//
//	[input]
//	encoding   = "windows-1252"
//	header_row = 1
//	empty      = ["N/A", "-"]                 # cells that mean nothing
//
// The keys of a field:
//
//	column    one column, or several in order of preference
//	value     the same for every row
//	template  text with {Column} in it; empty if all its columns are; {{ and }} are braces
//	part      "first" or "last" of a full name
//	values    what people write = what is sent, without regard to case and blanks
//	by        a field whose value chooses among nested values (and other, default)
//	other     what is sent for a cell that is not among the values
//	default   what is sent for an empty cell
//	format    dates: one format or several that cannot be mistaken for each other
//	unit      money: "dollars" or "cents"; never guessed
//	decimal   numbers: "," where a comma begins the decimals
//	pad       ZIP codes: fill up with zeros to this many digits
//	kind      "us-state" or "us-zip": take those of the United States only
//	required  an empty cell makes the row invalid
//	on_bad    "invalid" (default), or "omit": leave the field out of the row
//
// What the mapping itself gives (value, values, other, default) is written as
// it is sent: a date as 2027-07-01, money in whole cents, ids as they are. A
// value in the form <…> is a placeholder that somebody has still to replace,
// and an error until then.
//
// Dates are written with YYYY, YY (always of this century), M or MM, MMM (Jul)
// or MMMM (July), D or DD, and for a time that follows H or HH, h or hh with
// AM, mm, ss, SSS. A single M, D, H or h reads one digit or two, a doubled one
// exactly two. "excel-serial" is a day number such as 46569. Every other
// character stands for itself; a blank for any blanks.
//
// # A first mapping
//
// Propose writes a mapping file for a spreadsheet, from the names of its
// columns and from all their values: what is certain is mapped, what is not is
// left open with the choices as comments, and what no spreadsheet holds is a
// placeholder. It does not guess. What it knows of how people name the columns
// of a field it is told with the fields.
//
// # Faults of the file
//
// All faults of a mapping file are told at once, each with its line and
// column and, where a word is unknown, the nearest one known.
package mapping
