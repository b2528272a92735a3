package ledger

import (
	"context"
	"database/sql"
	"iter"
)

// each yields what scan makes of the lines that a query finds, in bounded
// memory and from one moment of the ledger. What was noted before is in it. An
// error is the last thing that it yields.
func each[T any](ctx context.Context, l *Ledger, scan func(*sql.Rows) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := l.query(ctx, query, args...)
		if err != nil {
			yield(none, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			one, err := scan(rows)
			if err != nil {
				yield(none, l.failed(err))
				return
			}
			if !yield(one, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, l.failed(err))
		}
	}
}
