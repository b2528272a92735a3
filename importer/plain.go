package importer

import (
	"errors"
	"io/fs"
)

// Plain drops the system call and the path that errors of package os repeat,
// for messages that name the file themselves.
func Plain(err error) error {
	var wrapped *fs.PathError
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
