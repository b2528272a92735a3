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
// is UTF-8 or a declared encoding; which of the two, only all its bytes can say.
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
// own names our columns, by which a file of our own is known.
func open(r io.Reader, own []string) (source, error) {
	if f, ok := r.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return source{}, refuse("this is a folder", "name a file in it")
		}
	}
	in := peek(r)
	if bytes.HasPrefix(in.head, []byte("\x1f\x8b")) {
		unzipped, err := gzip.NewReader(in)
		if err != nil {
			return source{}, damaged(err)
		}
		in = peek(compressed{unzipped})
	}
	if len(in.head) == 0 && in.err != io.EOF {
		return source{}, in.err
	}
	if err := refuseHead(in.head, own); err != nil {
		return source{}, err
	}
	src := unmark(in.head)
	in.buf.Discard(int(src.offset)) // cannot fail: these bytes have been peeked at
	src.text = in
	if src.encoding == utf16LE || src.encoding == utf16BE {
		src.text = &utf16Reader{in: in, offset: src.offset, big: src.encoding == utf16BE}
	}
	return src, nil
}

// unmark reads the byte order mark.
func unmark(head []byte) source {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return source{encoding: utf8Name, bom: true, offset: 3}
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return source{encoding: utf16LE, bom: true, offset: 2}
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return source{encoding: utf16BE, bom: true, offset: 2}
	}
	return source{}
}

// peeked is a file whose beginning has been looked at. If it ended or failed
// meanwhile, that belongs behind what was read, and bufio tells it only once.
type peeked struct {
	buf  *bufio.Reader
	head []byte // valid until the first Read
	err  error
}

func peek(r io.Reader) *peeked {
	buf := bufio.NewReaderSize(r, headSize)
	head, err := buf.Peek(headSize)
	return &peeked{buf, head, err}
}

func (p *peeked) Read(b []byte) (int, error) {
	if p.err != nil && p.buf.Buffered() == 0 {
		return 0, p.err
	}
	return p.buf.Read(b)
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
