package ledger

import (
	"errors"
	"fmt"
	"os"
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

// A ledger that an older program made is the same as a new one once it has
// been brought up to date.
func TestMigratedLedgerIsLikeANewOne(t *testing.T) {
	text, err := os.ReadFile("testdata/version1.sql")
	must(t, err)
	old, fresh := fresh(t), fresh(t)
	must(t, old.script(string(text)+fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = 1`, application)))
	must(t, migrate(old, migrations))
	must(t, migrate(fresh, migrations))
	if got, want := shape(t, old), shape(t, fresh); got != want {
		t.Errorf("brought up to date:\n%s\nnew:\n%s", got, want)
	}
	if version(t, old) != version(t, fresh) {
		t.Errorf("versions %d and %d", version(t, old), version(t, fresh))
	}
}

// shape tells the columns of every table, and the texts of indexes and views.
func shape(t *testing.T, c *conn) (all string) {
	t.Helper()
	must(t, c.scan(`SELECT group_concat(line, char(10)) FROM (
		SELECT m.name || ' ' || p.cid || ' ' || p.name || ' ' || p.type || ' ' || p."notnull" || ' ' || coalesce(p.dflt_value, '') AS line
		FROM sqlite_schema m, pragma_table_info(m.name) p WHERE m.type = 'table'
		UNION ALL SELECT sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY 1)`, &all))
	return all
}
