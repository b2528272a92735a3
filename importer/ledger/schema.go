package ledger

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"time"
)

// application marks the file as ours ("lead"), so that another program's
// database is not taken for a ledger.
const application = 0x6c656164

//go:embed schema.sql
var schema string

//go:embed views.sql
var views string

// migrations bring a ledger from the version of their index to the next. A
// published one never changes: add another one. A new ledger is made as the
// last of them would leave it.
var migrations = []func(c *conn) error{
	create,
	addDoubt,
}

func create(c *conn) error {
	if err := c.script(schema + views); err != nil {
		return err
	}
	tag := make([]byte, 4)
	for i := range tag {
		tag[i] = byte('a' + rand.IntN(26))
	}
	return c.exec(`INSERT INTO ledger (tag, created, ended) VALUES (?, ?, 0)`, string(tag), time.Now().UnixMilli())
}

// addDoubt lets an attempt that was sent again in vain speak again.
func addDoubt(c *conn) error {
	return c.script(`
		ALTER TABLE runs ADD COLUMN integration TEXT NOT NULL DEFAULT '';
		CREATE INDEX attempts_doubt ON attempts (lead) WHERE status = 'unknown' OR kind = 'close';
		DROP VIEW outcomes; DROP VIEW decided; DROP VIEW sent;` + views)
}

// migrate brings the ledger to the version of the last step, all of it or
// nothing, and refuses a file that is not a ledger or comes from the future.
func migrate(c *conn, steps []func(c *conn) error) error {
	version, err := checkVersion(c, len(steps))
	if err != nil || version == len(steps) {
		return err
	}
	if err := c.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	missing := steps[version:]
	if version == 0 {
		missing = steps[:1]
	}
	for _, step := range missing {
		if err := step(c); err != nil {
			c.exec(`ROLLBACK`)
			return fmt.Errorf("bringing the ledger from version %d to %d: %w", version, len(steps), err)
		}
	}
	if err := c.script(fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT`,
		application, len(steps))); err != nil {
		c.exec(`ROLLBACK`)
		return err
	}
	return nil
}

// checkVersion returns the version of the file, 0 if it is empty, and an error
// if this program, which knows versions up to newest, must not write to it.
func checkVersion(c *conn, newest int) (int, error) {
	var version, app, tables int64
	for pragma, to := range map[string]*int64{
		`PRAGMA user_version`:                &version,
		`PRAGMA application_id`:              &app,
		`SELECT count(*) FROM sqlite_schema`: &tables,
	} {
		if err := c.scan(pragma, to); err != nil {
			return 0, err
		}
	}
	switch {
	case app == 0 && version == 0 && tables == 0:
		return 0, nil
	case app != application:
		return 0, fmt.Errorf("%w, but a database of another program: name another file", ErrNoLedger)
	case version > int64(newest):
		return 0, fmt.Errorf("%w (version %d, this program knows up to %d): use the newer program",
			ErrNewer, version, newest)
	}
	return int(version), nil
}
