package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"leadimport/importer"
)

// A Summary is what the ledger knows of a run.
type Summary struct {
	ID        int64
	Host      string
	Started   time.Time
	Ended     time.Time // zero: under way, or killed
	Killed    bool      // it never ended, and never will
	Input     string
	InputPath string
	InputSum  string // SHA-256 of the kept copy's content, in hex
	Rows      int    // as the first pass counted
	Sheet     string
	Mapping   string
	Files     Files
	Stopped   string // why it stopped early; empty if it did not
	Exit      int    // the exit code; 0 too while it has not ended

	// Counts tells how many rows have each status now. Rows that the run never
	// came to are in none.
	Counts map[importer.Status]int
}

// Open returns how many rows await an outcome.
func (s Summary) Open() int { return s.Counts[importer.Accepted] + s.Counts[importer.Unknown] }

// Finish remembers that the run ended at a time, why it stopped early (empty
// if it did not), and its exit code. All that was noted is durable then.
func (r *Run) Finish(ended time.Time, stopped string, exit int) error {
	return r.ledger.change(fmt.Sprintf("the ledger has no run %d", r.id),
		`UPDATE runs SET ended = ?, stopped = ?, exit = ? WHERE id = ?`,
		ended.UnixMilli(), stopped, int64(exit), r.id)
}

// Runs returns the latest n runs, the latest first.
func (l *Ledger) Runs(ctx context.Context, n int) ([]Summary, error) {
	return l.summaries(ctx, `ORDER BY id DESC LIMIT ?`, n)
}

// Run returns one run. The error is ErrNoRun if the ledger has none of that
// number.
func (l *Ledger) Run(ctx context.Context, id int64) (Summary, error) {
	runs, err := l.summaries(ctx, `WHERE id = ?`, id)
	if err == nil && len(runs) == 0 {
		err = fmt.Errorf("%w %d: leadimport runs lists them", ErrNoRun, id)
	}
	if err != nil {
		return Summary{}, err
	}
	return runs[0], nil
}

func (l *Ledger) summaries(ctx context.Context, which string, arg any) ([]Summary, error) {
	rows, err := l.query(ctx, `SELECT id, host, started, coalesce(ended, 0), input, input_path, input_sum, rows,
		sheet, mapping, results, results_sum, failures, failures_sum, stopped, coalesce(exit, 0)
		FROM runs `+which, arg)
	if err != nil {
		return nil, err
	}
	runs, err := scanRuns(rows)
	for i := range runs {
		runs[i].Killed = l.killed(runs[i])
		if err == nil {
			runs[i].Counts, err = l.counts(ctx, runs[i].ID)
		}
	}
	if err != nil {
		return nil, l.failed(err)
	}
	return runs, nil
}

// killed says of a run without an end that it is not under way: a later holder
// of the lock has said so, or nobody holds it.
func (l *Ledger) killed(run Summary) bool {
	if !run.Ended.IsZero() {
		return false
	}
	return run.Stopped != "" || l.lock == nil && !held(l.path)
}

func scanRuns(rows *sql.Rows) (runs []Summary, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s Summary
		var started, ended int64
		if err := rows.Scan(&s.ID, &s.Host, &started, &ended, &s.Input, &s.InputPath, &s.InputSum, &s.Rows,
			&s.Sheet, &s.Mapping, &s.Files.Results, &s.Files.ResultsSum, &s.Files.Failures, &s.Files.FailuresSum,
			&s.Stopped, &s.Exit); err != nil {
			return nil, err
		}
		s.Started, s.Ended = moment(started), moment(ended)
		runs = append(runs, s)
	}
	return runs, rows.Err()
}

// The latest attempt speaks for a row that was sent, and most of the others
// have a status of their own: both are counted without the views, which would
// take ten times as long. Only what depends on other lines is asked of them.
const countRows = `SELECT coalesce(status, 'unknown'), count(*) FROM (
		SELECT status, max(id) FROM attempts WHERE run = ?1 GROUP BY row)
	WHERE status IS NOT 'unknown' GROUP BY status
	UNION ALL SELECT status, count(*) FROM sent WHERE run = ?1 AND attempt IN (
		SELECT id FROM attempts WHERE run = ?1 AND status = 'unknown')
	GROUP BY status
	UNION ALL SELECT status, count(*) FROM rows WHERE run = ?1 AND status NOT IN ('duplicate', 'conflict') GROUP BY status
	UNION ALL SELECT status, count(*) FROM decided WHERE run = ?1 AND row IN (
		SELECT row FROM rows WHERE run = ?1 AND (status IS NULL OR status IN ('duplicate', 'conflict')))
	GROUP BY status`

func (l *Ledger) counts(ctx context.Context, run int64) (map[importer.Status]int, error) {
	rows, err := l.read.QueryContext(ctx, countRows, run)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	counts := make(map[importer.Status]int)
	for rows.Next() {
		var status importer.Status
		var n int
		if err := rows.Scan(&status, &n); err != nil {
			return nil, err
		}
		counts[status] += n
	}
	return counts, rows.Err()
}

// LastSend is when a request was last sent to any host; zero if none ever was.
func (l *Ledger) LastSend(ctx context.Context) (time.Time, error) {
	rows, err := l.query(ctx, `SELECT begun FROM attempts ORDER BY id DESC LIMIT 1`)
	if err != nil {
		return time.Time{}, err
	}
	defer rows.Close()
	var begun int64
	if rows.Next() {
		if err := rows.Scan(&begun); err != nil {
			return time.Time{}, l.failed(err)
		}
	}
	return moment(begun), rows.Err()
}

// LastRun returns the number of the latest run at a host, 0 if there was none.
func (l *Ledger) LastRun(ctx context.Context, host string) (id int64, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM runs WHERE host = ?`, host).Scan(&id)
	if err != nil {
		return 0, l.failed(err)
	}
	return id, nil
}

// EarlierRun returns a run that has ended, so that a failed write of one of its
// rows can be tried again: what is begun there is an attempt of that row. Its
// Find and Note are not for use.
func (l *Ledger) EarlierRun(ctx context.Context, id int64) (*Run, error) {
	if l.write == nil {
		return nil, errReader
	}
	run := &Run{ledger: l, id: id}
	err := l.read.QueryRowContext(ctx, `SELECT host FROM runs WHERE id = ?`, id).Scan(&run.host)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNoRun
	}
	if err != nil {
		return nil, l.failed(err)
	}
	return run, nil
}

// Followers returns the runs, in their order, that have rows which take the
// word of an attempt of one of the given runs, or whose leads these sent again:
// what is learnt of those changes their results too.
func (l *Ledger) Followers(ctx context.Context, of func(run int64) bool) ([]int64, error) {
	rows, err := l.query(ctx, `SELECT r.run, a.run FROM rows r JOIN attempts a ON a.id = r.attempt WHERE r.status IS NULL
		UNION SELECT a.run, s.run FROM attempts a JOIN leads l ON l.id = a.lead JOIN attempts s ON s.id = l.attempt
			WHERE a.status IN ('accepted', 'unknown') AND a.status = 'unknown' AND s.run <> a.run
		ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var runs []int64
	for rows.Next() {
		var run, word int64
		if err := rows.Scan(&run, &word); err != nil {
			return nil, l.failed(err)
		}
		if of(word) && (len(runs) == 0 || runs[len(runs)-1] != run) {
			runs = append(runs, run)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, l.failed(err)
	}
	return runs, nil
}
