package ledger

import (
	"errors"
	"os"
	"strings"
)

// quick is the size of a file that is read in half a second: some hundred
// thousand leads.
const quick = 32 << 20

// suspicious says whether the file is to be read from end to end before
// anything rests on it: one whose last writer was killed, perhaps by a power
// cut, always; of the others those for which it takes no time to speak of.
// What is damaged in a large one is found where it is used.
func suspicious(path string) bool {
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		return true
	}
	file, err := os.Stat(path)
	return err == nil && file.Size() <= quick
}

// sound looks whether every line of every table is where it belongs and holds
// what it must: a lead that is not found in a damaged place would be sent again.
func sound(c *conn) error {
	var found string
	if err := c.scan(`PRAGMA quick_check(1)`, &found); err != nil {
		return err
	}
	if found != "ok" {
		return damaged(errors.New(found[strings.LastIndexByte(found, '\n')+1:])) // below a headline
	}
	return nil
}
