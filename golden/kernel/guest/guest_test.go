package guest_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bondc/bondc/golden/kernel/guest"
)

// run starts a guest with a script as its program.
func run(t *testing.T, c guest.Config, script string) error {
	t.Helper()
	if os.Getenv("BONDC_KERNEL") == "" {
		t.Skip("boots a kernel: run make kernel-test")
	}
	image, err := guest.Image("debian-12")
	if err != nil {
		t.Fatal(err)
	}
	c.Image, c.Program, c.Console = image, filepath.Join(t.TempDir(), "program"), t.Output()
	if err := os.WriteFile(c.Program, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	return guest.Run(t.Context(), c)
}

func TestAGuestHasTheDriverAndTheFolders(t *testing.T) {
	for _, systemd := range []bool{false, true} {
		cases, results := t.TempDir(), t.TempDir()
		if err := os.WriteFile(filepath.Join(cases, "miimon"), []byte("150\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		err := run(t, guest.Config{Systemd: systemd, Cases: cases, Results: results}, `set -e
modprobe bonding max_bonds=0
echo +bond0 >/sys/class/net/bonding_masters
cat /bondc/cases/miimon >/sys/class/net/bond0/bonding/miimon
cat /sys/class/net/bond0/bonding/miimon >/bondc/results/miimon
cat /proc/1/comm >/bondc/results/first`)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("systemd %v: %.1f s", systemd, time.Since(began).Seconds())
		want := map[string]string{"miimon": "150\n", "first": "sh\n"}
		if systemd {
			want["first"] = "systemd\n"
		}
		for name, text := range want {
			if got, _ := os.ReadFile(filepath.Join(results, name)); string(got) != text {
				t.Errorf("systemd %v: %s is %q, want %q", systemd, name, got, text)
			}
		}
	}
}

func TestAStatusAndATimeoutAreErrors(t *testing.T) {
	var exit *guest.ExitError
	if err := run(t, guest.Config{}, "echo these words; exit 3"); !errors.As(err, &exit) || exit.Status != 3 || !strings.Contains(exit.Console, "these words") {
		t.Errorf("a program that ends with 3 gives %v", err)
	}
	began := time.Now()
	if err := run(t, guest.Config{Timeout: 8 * time.Second}, "sleep 100"); err == nil || time.Since(began) > 30*time.Second {
		t.Errorf("a program that does not end gives %v after %v", err, time.Since(began))
	}
	if err := run(t, guest.Config{}, "busybox poweroff -f"); err == nil {
		t.Error("a guest that is switched off before its program ends is no success")
	}
}
