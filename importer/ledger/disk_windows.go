package ledger

import (
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

// network returns the name of the network share that holds folder, or nothing
// if it is on a local disk.
func network(folder string) string {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return volume
	}
	const remote = 4 // DRIVE_REMOTE
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return ""
	}
	driveType := syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")
	if kind, _, _ := driveType.Call(uintptr(unsafe.Pointer(root))); kind == remote {
		return volume
	}
	return ""
}
