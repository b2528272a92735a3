package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// header is where every SQLite file tells what it is: the first bytes of it,
// of which only these are read here.
//
//	 0  16 bytes  the format
//	68   4 bytes  the program that it belongs to
const (
	headerSize = 100
	format     = "SQLite format 3\x00"
)

// recognise refuses a file that is no ledger, before anything of it or beside
// it is changed: a name mistyped must not cost anybody a file. A file that was
// a ledger and has lost its header is ErrDamaged, and none ErrNoLedger. The
// file is there, and not empty.
func recognise(path string) error {
	head, size, err := readHead(path)
	switch {
	case err != nil:
		return err
	case len(head) < headerSize || string(head[:len(format)]) != format:
		if wasLedger(path) {
			return damaged(errors.New("its header is gone"))
		}
		return fmt.Errorf("%w: --ledger names the database that remembers what was sent; "+
			"leave it out, or name another file", ErrNoLedger)
	}
	switch binary.BigEndian.Uint32(head[68:]) {
	case application:
		return nil
	case 0: // a ledger too, as long as its first commit lies in the -wal file alone
		if page := int64(binary.BigEndian.Uint16(head[16:])); size <= max(page, headerSize) {
			return nil
		}
	}
	return fmt.Errorf("%w, but a database of another program: name another file", ErrNoLedger)
}

// readHead reads the header, or less if the file is shorter.
func readHead(path string) (head []byte, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	head, err = io.ReadAll(io.LimitReader(f, headerSize))
	return head, info.Size(), err
}

// wasLedger says whether a file was ever held as a ledger: its lock and the
// copies that it kept stay beside it.
func wasLedger(path string) bool {
	for _, beside := range []string{path + ".lock", path + ".copies"} {
		if _, err := os.Stat(beside); !errors.Is(err, fs.ErrNotExist) {
			return true
		}
	}
	return false
}
