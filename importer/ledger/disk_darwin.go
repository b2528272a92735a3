package ledger

import (
	"strings"
	"syscall"
)

// network returns the name of the network file system that holds folder, or
// nothing if it is a local one.
func network(folder string) string {
	const local = 0x1000 // MNT_LOCAL
	var stat syscall.Statfs_t
	if syscall.Statfs(folder, &stat) != nil || stat.Flags&local != 0 {
		return ""
	}
	var name strings.Builder
	for _, c := range stat.Fstypename {
		if c == 0 {
			break
		}
		name.WriteByte(byte(c))
	}
	return name.String()
}
