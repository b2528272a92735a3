package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

func TestRunTakesOverItsCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := open(t, path)
	const input, mapping = "First Name\r\nAda\r\n", "[fields]\n"
	kept, err := l.CreateCopy()
	must(t, err)
	_, err = io.WriteString(kept, input)
	must(t, err)
	must(t, kept.Close())
	sum := sha256.Sum256([]byte(input))
	if kept.Sum() != hex.EncodeToString(sum[:]) {
		t.Errorf("sum %s of %q", kept.Sum(), input)
	}
	before, err := kept.Open()
	must(t, err)
	checkText(t, before, input)

	run, err := l.BeginRun(ledger.Info{Host: "api.example.com", Started: noon, Copy: kept, Text: []byte(mapping)})
	must(t, err)
	after, err := l.OpenCopy(run.ID())
	must(t, err)
	checkText(t, after, input)
	text, err := l.Mapping(run.ID())
	must(t, err)
	if string(text) != mapping {
		t.Errorf("mapping %q, want %q", text, mapping)
	}
	summary, err := l.Run(t.Context(), run.ID())
	must(t, err)
	if summary.InputSum != kept.Sum() {
		t.Errorf("the run has sum %s, want %s", summary.InputSum, kept.Sum())
	}
}

func checkText(t *testing.T, r io.ReadCloser, want string) {
	t.Helper()
	got, err := io.ReadAll(r)
	must(t, errors.Join(err, r.Close()))
	if string(got) != want {
		t.Errorf("it holds %q, want %q", got, want)
	}
}

func TestCopiesThatNoRunTookOverGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := ledger.Open(t.Context(), path, ledger.Options{})
	must(t, err)
	kept, err := l.CreateCopy()
	must(t, err)
	discarded, err := l.CreateCopy()
	must(t, err)
	must(t, discarded.Discard())
	must(t, kept.Close()) // and then the process dies
	must(t, l.Close())
	open(t, path)
	left, err := os.ReadDir(path + ".copies")
	must(t, err)
	if len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func TestPruneKeepsWhatIsOpen(t *testing.T) {
	const day = 24 * time.Hour
	for name, test := range map[string]struct {
		status  importer.Status
		settled time.Duration // after noon
		at      time.Duration
		kept    bool
	}{
		"created, 29 days":              {importer.Created, time.Hour, 29 * day, true},
		"created, 31 days":              {importer.Created, time.Hour, 31 * day, false},
		"rejected, 31 days":             {importer.Failed, time.Hour, 31 * day, false},
		"settled late":                  {importer.Created, 20 * day, 31 * day, true},
		"settled late, long ago":        {importer.Created, 20 * day, 51 * day, false},
		"accepted, a year":              {importer.Accepted, 0, 365 * day, true},
		"unknown, looked for in a year": {importer.Unknown, time.Hour, 365 * day, true},
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
			run := begin(t, l)
			_, id := send(t, run, 2, ending(importer.Accepted))
			// A later run whose one row follows the first one's is as open.
			follower := begin(t, l)
			must(t, follower.Note([]importer.Decision{{Row: 2, Lead: 1, Attempt: id}}))
			must(t, run.Finish(noon.Add(time.Minute), "", 0))
			settle(t, l, id, importer.Ending{Status: test.status, Time: noon.Add(test.settled)})
			must(t, l.Prune(t.Context(), noon.Add(test.at)))
			for _, id := range []int64{run.ID(), follower.ID()} {
				_, err := l.Mapping(id)
				if kept := err == nil; kept != test.kept {
					t.Errorf("run %d is kept: %v (%v), want %v", id, kept, err, test.kept)
				}
				if copied, err := l.OpenCopy(id); err == nil {
					must(t, copied.Close())
				} else if test.kept || !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("its copy: %v", err)
				}
			}
		})
	}
}

func TestOpenCopyOfSpoiltCopy(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, l)
	name := filepath.Join(l.Path()+".copies", "run-000001.csv.gz")
	must(t, os.WriteFile(name, []byte("not gzip"), 0o600))
	if _, err := l.OpenCopy(run.ID()); err == nil || !strings.Contains(err.Error(), name) {
		t.Errorf("error %v does not name %s", err, name)
	}
}
