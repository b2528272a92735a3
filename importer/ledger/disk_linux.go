package ledger

import (
	"os"
	"strings"
	"syscall"
)

// Names and statfs(2) magics of file systems that other machines can write to
// at the same time. 9p is not among them: sandboxes mount local folders by it.
var networks = map[int64]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xff534d42: "CIFS",
	0xfe534d42: "SMB2",
	0x5346414f: "AFS",
	0x73757245: "Coda",
	0x00c36400: "Ceph",
	0x0bd00bd0: "Lustre",
	0x01161970: "GFS2",
	0x7461636f: "OCFS2",
}

const fuse = 0x65735546

// network returns the name of the network file system that holds folder, or
// nothing if it is a local one.
func network(folder string) string {
	var stat syscall.Statfs_t
	if syscall.Statfs(folder, &stat) != nil {
		return "" // opening the file will tell what is wrong
	}
	// Type's width differs between architectures, and a narrow one is signed.
	magic := int64(uint32(stat.Type))
	if magic != fuse {
		return networks[magic]
	}
	mounts, _ := os.ReadFile("/proc/self/mounts")
	return remoteFuse(folder, string(mounts))
}

// remoteFuse looks for the mount that holds folder: FUSE carries local disks
// (NTFS, exFAT) as well as remote ones.
func remoteFuse(folder, mounts string) string {
	var point, kind string
	for line := range strings.Lines(mounts) {
		part := strings.Fields(line) // device, mount point, type, …
		if len(part) < 3 {
			continue
		}
		at := strings.ReplaceAll(part[1], `\040`, " ")
		under := folder == at || strings.HasPrefix(folder, strings.TrimSuffix(at, "/")+"/")
		if under && len(at) >= len(point) {
			point, kind = at, part[2]
		}
	}
	for _, remote := range []string{"sshfs", "rclone", "davfs", "s3fs", "gcsfuse", "glusterfs", "smbnetfs"} {
		if strings.Contains(kind, remote) {
			return kind
		}
	}
	return ""
}
