package ledger_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"leadimport/importer/ledger"
)

func TestWhatNeverWasALedgerIsLeftAsItIs(t *testing.T) {
	for name, make := range map[string]func(path string){
		"spreadsheet":      func(path string) { write(t, path, strings.Repeat("First Name,Last Name\n", 200)) },
		"one word":         func(path string) { write(t, path, "hello") },
		"another program":  func(path string) { change(t, path, `CREATE TABLE recipes (name TEXT)`) },
		"marked as theirs": func(path string) { change(t, path, `PRAGMA application_id = 7`) },
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "note.csv")
			make(path)
			must(t, os.Chmod(path, 0o644))
			before, err := os.ReadFile(path)
			must(t, err)
			if _, err := ledger.Open(t.Context(), path, ledger.Options{}); !errors.Is(err, ledger.ErrNoLedger) {
				t.Errorf("error %v, want %v", err, ledger.ErrNoLedger)
			}
			if _, err := ledger.OpenReader(path); !errors.Is(err, ledger.ErrNoLedger) {
				t.Errorf("error %v for a reader, want %v", err, ledger.ErrNoLedger)
			}
			after, err := os.ReadFile(path)
			must(t, err)
			if string(after) != string(before) {
				t.Error("the file was changed")
			}
			if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o644 {
				t.Errorf("it has mode %v (%v)", info.Mode(), err)
			}
			if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
				t.Errorf("it made %v (%v)", left, err)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o644))
}

func TestALockThatCannotBeTakenIsNotHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	must(t, os.Mkdir(path+".lock", 0o700))
	_, err := ledger.Open(t.Context(), path, ledger.Options{})
	if err == nil || errors.Is(err, ledger.ErrLocked) {
		t.Errorf("error %v, want one that names what is wrong", err)
	}
}
