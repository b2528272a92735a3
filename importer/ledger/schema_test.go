package ledger

import (
	"errors"
	"path/filepath"
	"testing"
)

func TestMigrateTakesTheStepsThatAreMissing(t *testing.T) {
	c := fresh(t)
	add := func(column string) func(*conn) error {
		return func(c *conn) error { return c.script(`ALTER TABLE runs ADD COLUMN ` + column + ` TEXT`) }
	}
	must(t, migrate(c, []func(*conn) error{create}))
	must(t, migrate(c, []func(*conn) error{create, add("second")}))
	must(t, migrate(c, []func(*conn) error{create, add("second"), add("third")}))
	must(t, c.exec(`SELECT second, third FROM runs`))
	if got := version(t, c); got != 3 {
		t.Errorf("version %d, want 3", got)
	}
}

func TestMigrateThatFailsChangesNothing(t *testing.T) {
	c := fresh(t)
	must(t, migrate(c, []func(*conn) error{create}))
	broken := errors.New("broken")
	err := migrate(c, []func(*conn) error{
		create,
		func(c *conn) error { return c.script(`DROP TABLE rows`) },
		func(*conn) error { return broken },
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	must(t, c.exec(`SELECT row FROM rows`))
	if got := version(t, c); got != 1 {
		t.Errorf("version %d, want 1", got)
	}
}

func TestMigrateRefusesNewer(t *testing.T) {
	c := fresh(t)
	must(t, migrate(c, []func(*conn) error{create}))
	must(t, c.script(`PRAGMA user_version = 7`))
	if err := migrate(c, migrations); !errors.Is(err, ErrNewer) {
		t.Errorf("error %v, want %v", err, ErrNewer)
	}
}

func TestMigrateRefusesAnotherProgramsDatabase(t *testing.T) {
	c := fresh(t)
	must(t, c.script(`CREATE TABLE recipes (name TEXT)`))
	if err := migrate(c, migrations); err == nil {
		t.Error("it was taken for a ledger")
	}
	if got := version(t, c); got != 0 {
		t.Errorf("it was given version %d", got)
	}
}

func fresh(t *testing.T) *conn {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	must(t, private(path))
	c, err := connect(path)
	must(t, err)
	t.Cleanup(func() { must(t, c.close()) })
	return c
}

func version(t *testing.T, c *conn) (version int64) {
	t.Helper()
	must(t, c.scan(`PRAGMA user_version`, &version))
	return version
}
