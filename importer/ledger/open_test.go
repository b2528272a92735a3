package ledger_test

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"leadimport/importer"
	"leadimport/importer/ledger"
)

// shell asks the file as the sqlite3 shell would.
func shell(t *testing.T, path, query string) (answer string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	must(t, err)
	defer db.Close()
	must(t, db.QueryRow(query).Scan(&answer))
	return answer
}

// change writes to the file behind the ledger's back.
func change(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer db.Close()
	_, err = db.Exec(statement)
	must(t, err)
}

func TestOpenSaysWhetherTheLedgerIsNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "down", "ledger.db")
	_, err := ledger.Open(t.Context(), path, ledger.Options{Require: true})
	if !errors.Is(err, ledger.ErrMissing) {
		t.Errorf("error %v, want %v", err, ledger.ErrMissing)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was made for a ledger that was not wanted: %v", err)
	}
	var tag string
	for _, isNew := range []bool{true, false} {
		l, err := ledger.Open(t.Context(), path, ledger.Options{Require: !isNew})
		must(t, err)
		if l.New() != isNew {
			t.Errorf("New() = %v, want %v", l.New(), isNew)
		}
		if len(l.Tag()) != 4 || !isNew && l.Tag() != tag {
			t.Errorf("tag %q after %q", l.Tag(), tag)
		}
		tag = l.Tag()
		must(t, l.Close())
	}
}

func TestOpenIsLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := ledger.Open(t.Context(), path, ledger.Options{})
	must(t, err)
	_, err = ledger.Open(t.Context(), path, ledger.Options{})
	if !errors.Is(err, ledger.ErrLocked) {
		t.Fatalf("error %v, want %v", err, ledger.ErrLocked)
	}
	if holder := fmt.Sprintf("pid %d since ", os.Getpid()); !strings.Contains(err.Error(), holder) {
		t.Errorf("%q does not name the holder, %q", err, holder)
	}
	_, err = ledger.Open(t.Context(), path, ledger.Options{Wait: time.Millisecond})
	if !errors.Is(err, ledger.ErrLocked) {
		t.Errorf("error %v after waiting, want %v", err, ledger.ErrLocked)
	}

	opened := make(chan error)
	go func() {
		l, err := ledger.Open(t.Context(), path, ledger.Options{Wait: time.Hour})
		if err == nil {
			err = l.Close()
		}
		opened <- err
	}()
	must(t, l.Close())
	must(t, <-opened)
	if _, err := os.Stat(path + ".lock"); err != nil {
		t.Errorf("the lock file must stay: %v", err)
	}
}

func TestOpenRefusesWhatIsNoLedger(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(path string)
		want  error
	}{
		"text": {func(path string) {
			must(t, os.WriteFile(path, []byte(strings.Repeat("First Name,Last Name\n", 200)), 0o600))
		}, ledger.ErrDamaged},
		"cut short": {func(path string) {
			info, err := os.Stat(path)
			must(t, err)
			must(t, os.Truncate(path, info.Size()/2/4096*4096))
		}, ledger.ErrDamaged},
		"newer": {func(path string) { change(t, path, `PRAGMA user_version = 99`) }, ledger.ErrNewer},
	} {
		t.Run(name, func(t *testing.T) {
			l := filled(t, 500)
			must(t, l.Close())
			test.spoil(l.Path())
			before, err := os.ReadFile(l.Path())
			must(t, err)
			if _, err := ledger.Open(t.Context(), l.Path(), ledger.Options{}); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
			after, err := os.ReadFile(l.Path())
			must(t, err)
			if string(before) != string(after) {
				t.Error("the file was changed")
			}
			if _, err := ledger.OpenReader(l.Path()); !errors.Is(err, test.want) {
				t.Errorf("error %v for a reader, want %v", err, test.want)
			}
		})
	}
}

func TestOpenInAFolderThatCannotBeWritten(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("nothing keeps this user out")
	}
	folder := t.TempDir()
	must(t, os.Chmod(folder, 0o500))
	_, err := ledger.Open(t.Context(), filepath.Join(folder, "ledger.db"), ledger.Options{})
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("error %v, want %v", err, fs.ErrPermission)
	}
}

func TestOnlyTheOwnerReadsTheFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps a user's folder by other means")
	}
	folder := filepath.Join(t.TempDir(), "state")
	path := filepath.Join(folder, "ledger.db")
	must(t, os.MkdirAll(folder, 0o700))
	must(t, os.WriteFile(path, nil, 0o644)) // somebody was generous
	run := begin(t, open(t, path))
	send(t, run, 2, ending(importer.Accepted))
	files := 0
	must(t, filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		must(t, err)
		info, err := entry.Info()
		must(t, err)
		want := fs.FileMode(0o600)
		if entry.IsDir() {
			want = 0o700
		} else {
			files++
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", name, got, want)
		}
		return nil
	}))
	if files != 6 { // ledger, -wal, -shm, lock, copy, mapping
		t.Errorf("%d files, want 6", files)
	}
}

func TestReaderOfAMissingLedgerFindsNothing(t *testing.T) {
	folder := t.TempDir()
	l, err := ledger.OpenReader(filepath.Join(folder, "ledger.db"))
	must(t, err)
	defer l.Close()
	found, err := l.Find(t.Context(), "api.example.com", []importer.Lookup{{Keys: keys(1), Lead: 1}})
	must(t, err)
	if len(found) != 1 || len(found[0]) != 0 {
		t.Errorf("found %v", found)
	}
	runs, err := l.Runs(t.Context(), 10)
	must(t, err)
	if len(runs) != 0 {
		t.Errorf("runs %v", runs)
	}
	left, err := os.ReadDir(folder)
	must(t, err)
	if len(left) != 0 {
		t.Errorf("it made %v", left)
	}
}

func TestReaderSeesARunUnderWay(t *testing.T) {
	writing := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	run := begin(t, writing)
	reading, err := ledger.OpenReader(writing.Path())
	must(t, err)
	defer reading.Close()
	_, err = run.Begin(importer.Intent{Lead: run.NextLead(), New: true, Row: 2, Keys: keys(2), Time: noon})
	must(t, err)
	found, err := reading.Find(t.Context(), "api.example.com", []importer.Lookup{{Keys: keys(2)}})
	must(t, err)
	if len(found[0]) != 1 || found[0][0].Status != importer.Unknown || found[0][0].Reason != importer.Interrupted {
		t.Errorf("found %v, want a lead in flight", found)
	}
	if _, err := reading.BeginRun(ledger.Info{}); err == nil {
		t.Error("a reader began a run")
	}
}
