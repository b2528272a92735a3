package sheet

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// FuzzEveryByteIsAccounted checks that rows and line ends together are the
// text, whatever it is and however it arrives, and that rows are numbered
// without a gap.
func FuzzEveryByteIsAccounted(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a\r\n\"x\r\ny\"\r\n", "\"\n\"x\n", "a\rb\r", `,"a","b` + "\n", `a","b` + "\na\",\"b\n"} {
		f.Add([]byte(text), byte(','), false)
	}
	f.Fuzz(func(t *testing.T, text []byte, delimiter byte, slowly bool) {
		if bytes.IndexByte([]byte("\"\r\n"), delimiter) >= 0 {
			t.Skip("no delimiter")
		}
		var in io.Reader = bytes.NewReader(text)
		if slowly {
			in = iotest.OneByteReader(in)
		}
		scan := &scanner{win: window{in: in}, delimiter: delimiter, limit: 64}
		var seen []byte
		for row := 1; ; row++ {
			f, err := scan.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if f.row != row || scan.offset != int64(len(seen)+len(f.text)+len(f.end)) {
				t.Fatalf("row %d at %d after %d bytes of row %d", f.row, scan.offset, len(seen), row)
			}
			checkSpans(t, f, delimiter)
			seen = append(append(seen, f.text...), f.end...)
		}
		if !bytes.Equal(seen, text) {
			t.Errorf("the rows are %q\nthe text is %q", seen, text)
		}
	})
}

// checkSpans checks that cells and delimiters together are the row.
func checkSpans(t *testing.T, f *frame, delimiter byte) {
	if f.fault != whole {
		return
	}
	var cells []string
	text := string(f.text)
	for _, c := range f.cells {
		cells = append(cells, c.raw(text))
	}
	if got := strings.Join(cells, string([]byte{delimiter})); got != text {
		t.Fatalf("row %d: the cells are %q, the text is %q", f.row, got, text)
	}
}

// TestWindowsOfAnySizeFindTheSameRows guards the places where a row ends at the
// end of what has been read so far.
func TestWindowsOfAnySizeFindTheSameRows(t *testing.T) {
	text := "a,\"b\"\"c\"\r\n\"d\r\ne\",f\r\"g\"\n\"h\"x\r\n,,\r\n\"open\r\ni,j"
	rows := func(in io.Reader) (rows []string) {
		scan := &scanner{win: window{in: in}, delimiter: ',', limit: maxRow}
		for {
			f, err := scan.next()
			if err != nil {
				return rows
			}
			rows = append(rows, string(f.text)+"|"+string(f.end))
		}
	}
	want := rows(strings.NewReader(text))
	if len(want) != 7 {
		t.Fatalf("%d rows: %q", len(want), want)
	}
	for name, in := range map[string]io.Reader{
		"one byte":  iotest.OneByteReader(strings.NewReader(text)),
		"half":      iotest.HalfReader(strings.NewReader(text)),
		"data, EOF": iotest.DataErrReader(strings.NewReader(text)),
	} {
		if got := rows(in); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: got %q\nwant %q", name, got, want)
		}
	}
}
