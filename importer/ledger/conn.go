package ledger

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
)

// A conn is the one connection that writes. It speaks to the driver itself:
// database/sql would lock and convert for every statement, which costs more
// than the statement. Nothing interrupts it: what has begun is finished. Not for
// concurrent use.
type conn struct {
	raw      driver.Conn
	prepared map[string]driver.Stmt
	args     []driver.NamedValue
}

// dsn names the file to the driver. Every pragma stands here, so that each
// connection has them.
func dsn(path, mode string, pragmas ...string) string {
	query := url.Values{"mode": {mode}, "_pragma": pragmas}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:\… on Windows
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: slashed, RawQuery: query.Encode()}).String()
}

func connect(path string) (*conn, error) {
	// The system call that SQLite itself takes wherever it is at hand; half the
	// cost of fsync. Where it is not, the error says so and fsync stays.
	sqlite.Fdatasync(true)
	return dial(dsn(path, "rw",
		"busy_timeout(10000)", // a person may write in the sqlite3 shell
		"journal_mode(WAL)",
		"synchronous(FULL)",        // a power cut loses no acknowledged commit
		"wal_autocheckpoint(4000)", // keys land all over the file: more commits share a page's way home
		"journal_size_limit(32000000)",
		"cache_size(-4000)")) // keys are written sorted and in thousands: more memory buys no speed
}

func dial(source string) (*conn, error) {
	raw, err := (&sqlite.Driver{}).Open(source)
	if err != nil {
		return nil, err
	}
	return &conn{raw: raw, prepared: make(map[string]driver.Stmt)}, nil
}

func (c *conn) close() error {
	for _, stmt := range c.prepared {
		stmt.Close()
	}
	return c.raw.Close()
}

// script runs statements that are not worth keeping prepared.
func (c *conn) script(text string) error {
	_, err := c.raw.(driver.ExecerContext).ExecContext(context.Background(), text, nil)
	return err
}

func (c *conn) stmt(query string) (driver.Stmt, error) {
	stmt, ok := c.prepared[query]
	if !ok {
		var err error
		if stmt, err = c.raw.Prepare(query); err != nil {
			return nil, fmt.Errorf("preparing %.40q: %w", query, err)
		}
		c.prepared[query] = stmt
	}
	return stmt, nil
}

func (c *conn) named(values []driver.Value) []driver.NamedValue {
	c.args = c.args[:0]
	for i, v := range values {
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return c.args
}

// exec runs one statement, prepared once for the life of the connection.
// Values are int64, string, []byte or nil.
func (c *conn) exec(query string, values ...driver.Value) error {
	_, err := c.run(query, values)
	return err
}

// one is exec for a statement that must change one line; otherwise is the
// error if it changes none.
func (c *conn) one(otherwise, query string, values ...driver.Value) error {
	changed, err := c.run(query, values)
	if err == nil && changed != 1 {
		err = errors.New(otherwise)
	}
	return err
}

// run returns how many lines were changed.
func (c *conn) run(query string, values []driver.Value) (int64, error) {
	stmt, err := c.stmt(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.(driver.StmtExecContext).ExecContext(context.Background(), c.named(values))
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// scan reads one line of integers and texts; NULL leaves its target alone. It
// returns io.EOF if there is no line.
func (c *conn) scan(query string, to ...any) error {
	stmt, err := c.stmt(query)
	if err != nil {
		return err
	}
	rows, err := stmt.(driver.StmtQueryContext).QueryContext(context.Background(), nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	line := make([]driver.Value, len(to))
	if err := rows.Next(line); err != nil {
		return err
	}
	for i, v := range line {
		switch v := v.(type) {
		case int64:
			*to[i].(*int64) = v
		case string:
			*to[i].(*string) = v
		}
	}
	return nil
}
