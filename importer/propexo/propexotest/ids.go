package propexotest

import (
	"strconv"
	"strings"
	"time"
)

// Ids look like Propexo's: 25 letters and digits. They hold the number of the
// thing, so that nothing needs to be looked up, and the moment at which the
// simulator was made: an id of an earlier one is not found here. Ids of one
// sort increase with their numbers, as those of a database do.
const (
	jobPrefix    = "cmj"
	leadPrefix   = "cml"
	logPrefix    = "cmw"
	rawLogPrefix = "cmr"

	instanceLen = 10
	numberLen   = 12
)

// instance is the part that all ids of one simulator share.
func instance(now time.Time) string {
	s := strconv.FormatUint(hash(uint64(now.UnixNano()), nil), 36)
	return (s + strings.Repeat("0", instanceLen))[:instanceLen]
}

func (s *Server) id(prefix string, n int) string {
	number := strconv.FormatInt(int64(n), 36)
	return prefix + s.instance + "000000000000"[:numberLen-len(number)] + number
}

// number is the reverse of id; ok is false for ids of anything else.
func (s *Server) number(prefix, id string) (n int, ok bool) {
	number, found := strings.CutPrefix(id, prefix+s.instance)
	if !found || len(number) != numberLen {
		return 0, false
	}
	parsed, err := strconv.ParseUint(number, 36, 63)
	return int(parsed), err == nil
}

// timestamp is a time as the API writes it.
func timestamp(nanos int64) string {
	return time.Unix(0, nanos).UTC().Format("2006-01-02T15:04:05.000Z")
}

// nanos is the reverse of timestamp.
func nanos(s string) int64 {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic("propexotest: a record's time that is none: " + err.Error())
	}
	return t.UnixNano()
}
