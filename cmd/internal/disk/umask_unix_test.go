//go:build unix

package disk

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/bondc/bondc/ir"
)

// TestUmask writes under a umask that keeps everybody else out: networkd, which
// runs as a user of its own, can read its files all the same.
//
// demand: F9
func TestUmask(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	dir := filepath.Join(t.TempDir(), "out")
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const name = "etc/systemd/network/10-bondc-bond0.netdev"
	if err := w.Hosts([]Host{{"", []ir.OutFile{{Path: name, Mode: 0o644, Data: []byte("# " + ir.Marker + "\n")}}}})[0]; err != nil {
		t.Fatal(err)
	}
	if err := w.Close(true); err != nil {
		t.Fatal(err)
	}
	for below, want := range map[string]fs.FileMode{"etc": 0o755, "etc/systemd/network": 0o755, name: 0o644} {
		if info, err := os.Stat(filepath.Join(dir, below)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v, want %v", below, info, err, want)
		}
	}
}
