package sheet_test

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"leadimport/importer/sheet"
)

// An export is surveyed and read; the row that cannot be used is written again
// with the reason beside it.
func Example() {
	const export = "Name;Notes\nAda;\"two\nlines\"\nBob;a;b\n\nCy;6\" pipe\n"
	s, err := sheet.Survey("leads.csv", strings.NewReader(export), sheet.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s)

	r, err := sheet.NewReader(strings.NewReader(export), s)
	if err != nil {
		log.Fatal(err)
	}
	w, err := sheet.NewWriter(os.Stdout, s, []string{"import_reason", "import_error"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		if p := rec.Problem; p != nil {
			err = w.Write(rec, []string{p.Code, fmt.Sprintf("row %d: %s", rec.Row, p.Text)})
		} else {
			fmt.Printf("row %d: %q\n", rec.Row, rec.Cells)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	// Output:
	// UTF-8, semicolon, 3 rows, 2 columns, 1 blank row left out
	// row 2: ["Ada" "two\nlines"]
	// row 5: ["Cy" "6\" pipe"]
	// Name;Notes;;import_reason;import_error
	// Bob;a;b;too_many_cells;row 3: the row has 3 cells, more than the header has names (2)
}
