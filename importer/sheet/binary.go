package sheet

import "bytes"

// formats are what people take for a spreadsheet export, by their first bytes
// in lower case.
var formats = []struct{ magic, text string }{
	{"pk\x03\x04", "this is an Excel workbook (.xlsx) or a zip archive, not a CSV file"},
	{"pk\x05\x06", "this is an empty zip archive, not a CSV file"},
	{"\xd0\xcf\x11\xe0", "this is an old Excel workbook (.xls), not a CSV file"},
	{"%pdf", "this is a PDF document, not a CSV file"},
	{"\x89png", "this is a picture, not a CSV file"},
	{"\xff\xd8\xff", "this is a picture, not a CSV file"},
	{"gif8", "this is a picture, not a CSV file"},
	{"{\\rtf", "this is a text document (.rtf), not a CSV file"},
	{"<!doctype html", "this is a web page, not a CSV file"},
	{"<html", "this is a web page, not a CSV file"},
	{"<table", "this is a web page, not a CSV file"},
	{"<?xml", "this is an XML file, not a CSV file"},
	{"\xff\xfe\x00\x00", "the file is UTF-32"},
	{"\x00\x00\xfe\xff", "the file is UTF-32"},
}

// refuseHead refuses a file whose beginning is no text. own names our columns.
func refuseHead(head []byte, own []string) error {
	if len(head) == 0 {
		return refuse("the file is empty", "")
	}
	for _, f := range formats {
		if hasMagic(head, f.magic) {
			return refuse(f.text, saveAs)
		}
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return nil // UTF-16 is full of NULs
	}
	return refuseNULs(head, own)
}

// hasMagic says whether head begins with magic, in ASCII letters of any case.
func hasMagic(head []byte, magic string) bool {
	for i := range len(magic) {
		if i == len(head) {
			return false
		}
		b := head[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		if b != magic[i] {
			return false
		}
	}
	return true
}

// refuseNULs refuses a file with a NUL in its first line, or in one byte of
// ten. A stray one further down is one row's problem, and so are any number of
// them below a header that has our columns: a file of failures must not be
// refused for the very rows that it was written for.
func refuseNULs(head []byte, own []string) error {
	first := bytes.IndexByte(head, 0)
	if first < 0 {
		return nil
	}
	if isOurs(head[:first], own) {
		return nil
	}
	if nuls := bytes.Count(head, []byte{0}); bytes.ContainsAny(head[:first], "\r\n") && nuls*10 < len(head) {
		return nil
	}
	if looksUTF16(head) {
		return refuse("the file looks like UTF-16 without its byte order mark", saveAs)
	}
	return refuse("this is no text file: its beginning holds NUL characters", saveAs)
}

// isOurs says whether all our columns are named before the first NUL.
func isOurs(start []byte, own []string) bool {
	for _, name := range own {
		if !bytes.Contains(start, []byte(name)) {
			return false
		}
	}
	return len(own) > 0
}

// looksUTF16 says whether the NULs stand at every second byte, as they do where
// most characters are ASCII.
func looksUTF16(head []byte) bool {
	var at [2]int
	for i, b := range head {
		if b == 0 {
			at[i%2]++
		}
	}
	half := len(head) / 2
	return max(at[0], at[1]) > half/2 && min(at[0], at[1]) < half/10+1
}
