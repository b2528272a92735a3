// Package sheet reads a spreadsheet export as records that lose nothing, and
// writes the same dialect back.
//
// A file is read twice. [Survey] goes through it once and finds out what it is:
// encoding, delimiter, line ends, header, and how many records it has. What it
// learns is a [Sheet], plain data that can be kept. A [Reader] then streams the
// records, and a [Writer] writes some of them again, with columns of the
// program's own at the end, so that the file looks as if the person's own
// spreadsheet had saved it. What it wrote reads back to the same records.
//
// # What is found, and what is declared
//
// A byte order mark decides the encoding: UTF-8, or UTF-16 as Excel's "Unicode
// Text". Without one, a file that is valid UTF-8 from end to end is UTF-8. Any
// other needs a declaration, and one that does not fit is refused: to guess an
// encoding spoils names silently. No character is ever replaced; a byte that
// stands for none is an error with its place. Only encodings are read in which
// delimiters, quotes and line ends are the bytes that they are in ASCII, which
// the pipe is not where a character has several bytes: such files are refused.
// gzip is recognised and taken off.
//
// The delimiter is named by a line such as sep=; or else it is the candidate
// that is most frequent in the header and equally frequent below it.
//
// # Rows
//
// Rows are numbered as Excel numbers them: every record and every blank line is
// one row, however many line breaks its quoted cells hold, and the line sep=;
// is none. A row in which no cell holds anything is no record; it is counted
// apart, and its number is not given to another.
//
// Any of LF, CRLF and CR ends a row, outside quotes. A quote at the beginning of
// a cell opens a quoted cell by RFC 4180; a quote elsewhere is a character, as
// it is to Excel: 6" pipe.
//
// # What is wrong with a row
//
// A bad row is a [Record] with a [Problem]; an error means that the file cannot
// be read further. A row that cannot be split costs one line, its own, and
// reading goes on with the next line, be it in the middle of what the quote was
// meant to hold. Nothing of it is dropped: Record.Raw has its text. A quote that
// would span more than 1 MB or 1,000 line breaks counts as never closed, which
// also bounds the memory that any file can take; a line over 16 MB is an error.
//
// A short row is padded and good, as Excel leaves out empty cells at the end.
// It is bad where it stops in the middle of the file's last line, and where
// neighbours look like the pieces of one row. A row with something in a cell
// beyond the last column that has a name is bad; with blanks there it is good.
//
// # What is written
//
//	sep=;                                         if the file had it
//	Leads of May                                  the rows above the header
//	Name;Notes;;import_row;import_reason          the header, lengthened to the longest row; our own names
//	"Ada";6" pipe;;2;                             the user's cells as they were, quotes and all; our own
//	Bob;a;b;3;too_many_cells
//	"Cy;""a";;;4;open_quote                       a row that cannot be split, as one quoted cell
//
// The last form is recognised by its code in one of our own columns and by the
// emptiness of the user's other cells. The row is then bad again, unless its
// text has been mended and splits now.
//
// The package knows nothing of leads, imports nothing else of this program, and
// touches no network and no file by name.
package sheet
