package sheet

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
)

// A source is a file after everything that is no text has been taken off:
// compression, the byte order mark, and UTF-16, which is recoded. What is left
// is UTF-8 or an 8-bit encoding; which of the two, only all its bytes can say.
type source struct {
	text     io.Reader
	encoding string // "UTF-16LE", "UTF-16BE"; "UTF-8" if a BOM says so; else ""
	bom      bool
	offset   int64 // of the first byte of text in the decompressed file
}

// headSize is how much of a file is looked at before it is taken for text.
const headSize = 4 << 10

// saveAs is the way out of every other format.
const saveAs = `open it in Excel and choose File > Save As > "CSV UTF-8 (Comma delimited) (*.csv)"`

// open looks at the beginning of r and refuses what is no spreadsheet export.
func open(r io.Reader) (source, error) {
	if f, ok := r.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return source{}, refuse("this is a folder", "name a file in it")
		}
	}
	in := bufio.NewReaderSize(r, headSize)
	if magic, _ := in.Peek(2); string(magic) == "\x1f\x8b" {
		unzipped, err := gzip.NewReader(in)
		if err != nil {
			return source{}, damaged(err)
		}
		in = bufio.NewReaderSize(compressed{unzipped}, headSize)
	}
	head, err := in.Peek(headSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		return source{}, err
	}
	if err := refuseHead(head); err != nil {
		return source{}, err
	}
	return unmark(in, head), nil
}

// unmark takes the byte order mark off and does what it says.
func unmark(in *bufio.Reader, head []byte) source {
	src := source{text: in}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		src.encoding, src.offset = utf8Name, 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		src.encoding, src.offset = utf16LE, 2
		src.text = &utf16Reader{in: in, offset: 2}
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		src.encoding, src.offset = utf16BE, 2
		src.text = &utf16Reader{in: in, offset: 2, big: true}
	default:
		return src
	}
	src.bom = true
	in.Discard(int(src.offset)) // cannot fail: these bytes have been peeked at
	return src
}

// compressed tells errors of the decompression from those of the disk.
type compressed struct{ *gzip.Reader }

func (c compressed) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = damaged(err)
	}
	return n, err
}

func damaged(err error) error {
	text := "the compressed file is damaged"
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		text = "the compressed file is cut off"
	}
	return &Error{Byte: -1, Text: text, Fix: "copy or export it again", Err: err}
}
