package importer_test

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/sheet"
)

// fuzzMapping needs no column of the file, so that any file has it.
const fuzzMapping = `
[fields]
integration_id = { value = "i" }
property_id    = { value = "p" }
lead_source_id = { value = "s" }
first_name     = { value = "Ann" }
last_name      = { value = "Lee" }
`

// FuzzResultsLoseNoRow writes results and failures of any bytes and expects
// every row that was read in them, in order, and every user's cell as it was.
func FuzzResultsLoseNoRow(f *testing.F) {
	for _, seed := range []string{
		"Name,Phone\nAnn,1\n", "\ufeffName;Phone\r\n\"Ann\r\nLee\";1\r\n\r\nBo;\r\n", "A\tB\n\"never closed\t1\nx\ty\n",
		"sep=;\nA;B\n1;2;3\n4\n", "A,B,import_row,import_status,import_reason,import_error,import_fix,import_lead,import_job_id,import_attempts,import_time\n1,2,3,,,,,,,,\n",
		"\xff\xfeA\x00\t\x00B\x00\n\x001\x00\t\x002\x00", "A,B\n=1+1,\"x\"y\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 1<<16 {
			return
		}
		in := fuzzInput(t, file)
		if in == nil || ownMoved(in.Sheet) {
			return
		}
		var all, failures bytes.Buffer
		r := &importer.Results{Input: in, Host: "h", Tag: "abcd", Outcomes: everyStatus(in)}
		tally, err := r.Write(&all, &failures)
		if err != nil {
			t.Fatal(err)
		}
		if tally.Rows != in.Sheet.Rows {
			t.Fatalf("%d rows were surveyed, %d written", in.Sheet.Rows, tally.Rows)
		}
		again := fuzzInput(t, all.Bytes())
		if again == nil {
			t.Fatalf("the results cannot be read back:\n%q", all.Bytes())
		}
		if again.Sheet.Rows != in.Sheet.Rows {
			t.Fatalf("%d rows, and %d in the results:\n%q", in.Sheet.Rows, again.Sheet.Rows, all.Bytes())
		}
		if tally.Failures > 0 {
			if back := fuzzInput(t, failures.Bytes()); back == nil || back.Sheet.Rows != tally.Failures {
				t.Fatalf("%d failures do not read back:\n%q", tally.Failures, failures.Bytes())
			}
		}
		sameCells(t, in, again)
	})
}

// ownMoved says whether our columns stand anywhere but at the end, in their
// order. Such a file is read, but whether a row in it is cut off is judged by
// columns that the results put elsewhere.
func ownMoved(s *sheet.Sheet) bool {
	users := len(s.Header) - len(s.Own)
	for i, column := range s.Own {
		if column != users+i {
			return true
		}
	}
	return false
}

func fuzzInput(t *testing.T, file []byte) *importer.Input {
	t.Helper()
	s, err := sheet.Survey("fuzz.csv", bytes.NewReader(file), sheet.Options{Own: importer.OwnColumns})
	if err != nil {
		var told *sheet.Error
		if !errors.As(err, &told) {
			t.Fatalf("an error that says nothing of the file: %v", err)
		}
		return nil
	}
	m, err := importer.ParseMapping("m.toml", []byte(fuzzMapping))
	if err != nil {
		t.Fatal(err)
	}
	in, err := importer.NewInput("fuzz.csv", s, m, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil })
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// everyStatus gives the rows each status in turn, and some of them none.
func everyStatus(in *importer.Input) iter.Seq2[importer.RowOutcome, error] {
	return func(yield func(importer.RowOutcome, error) bool) {
		rows, err := in.Rows("h", "abcd")
		if err != nil {
			yield(importer.RowOutcome{}, err)
			return
		}
		defer rows.Close()
		for n := 0; ; n++ {
			row, err := rows.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(importer.RowOutcome{}, err)
				return
			}
			o := importer.RowOutcome{Row: row.Number, Status: importer.Invalid, Reason: "stray_quote"}
			if row.Problem != nil {
				o.Reason = importer.Reason(row.Problem.Code)
			} else if n%13 == 12 {
				continue // it has no outcome
			} else {
				o.Status = importer.Statuses[n%len(importer.Statuses)]
				o.Reason, o.Error, o.Lead, o.Time = "", "=HYPERLINK(\"x\"),\n'", importer.LeadID(n+1), time.Unix(int64(n), 0)
			}
			if !yield(o, nil) {
				return
			}
		}
	}
}

// sameCells compares what the user wrote, row by row.
func sameCells(t *testing.T, in, again *importer.Input) {
	t.Helper()
	a, err := in.Rows("h", "abcd")
	if err != nil {
		t.Fatal(err)
	}
	b, err := again.Rows("h", "abcd")
	if err != nil {
		t.Fatal(err)
	}
	for {
		x, errX := a.Read()
		y, errY := b.Read()
		if errX != errY {
			t.Fatalf("%v and %v", errX, errY)
		}
		if errX == io.EOF {
			return
		}
		if (x.Problem == nil) != (y.Problem == nil) {
			t.Fatalf("row %d: %+v became %+v", x.Number, x.Problem, y.Problem)
		}
		if x.Problem != nil {
			continue
		}
		if !slices.Equal(users(in, x), users(again, y)) {
			t.Fatalf("row %d: %q became %q", x.Number, users(in, x), users(again, y))
		}
	}
}

// users are a row's cells in the user's columns; what is empty at the end
// does not count, for short rows are padded.
func users(in *importer.Input, row *importer.Row) []string {
	var cells []string
	for i, cell := range row.Record.Cells {
		if i >= len(in.Sheet.Header) || !slices.Contains(importer.OwnColumns, strings.TrimSpace(in.Sheet.Header[i])) {
			cells = append(cells, cell)
		}
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
