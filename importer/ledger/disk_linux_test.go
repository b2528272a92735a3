package ledger

import "testing"

func TestRemoteFuse(t *testing.T) {
	const mounts = `/dev/vda / ext4 rw 0 0
me@files: /home/me/far fuse.sshfs rw 0 0
/dev/sdb1 /home/me/usb\040stick fuseblk rw 0 0
bucket /home/me/far/bucket fuse.rclone rw 0 0
`
	for folder, want := range map[string]string{
		"/home/me":                 "",
		"/home/me/far":             "fuse.sshfs",
		"/home/me/far/state":       "fuse.sshfs",
		"/home/me/farther":         "",
		"/home/me/far/bucket/deep": "fuse.rclone",
		"/home/me/usb stick/state": "",
	} {
		if got := remoteFuse(folder, mounts); got != want {
			t.Errorf("%s is on %q, want %q", folder, got, want)
		}
	}
}

func TestNetworkAcceptsALocalFolder(t *testing.T) {
	if kind := network(t.TempDir()); kind != "" {
		t.Errorf("the temporary folder is on %s", kind)
	}
}
