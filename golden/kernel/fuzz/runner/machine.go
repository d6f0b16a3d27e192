package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

// bond is the one that every case is about.
const bond = "b0"

// modprobe is named in full: the guest starts its program without a PATH.
const modprobe = "/sbin/modprobe"

// machine is the guest with its links.
type machine struct {
	netlink *socket
	driver  []byte // bonding.ko
	// loaded is whether the driver is; plain whether that is without parameters.
	loaded, plain bool
}

// newMachine makes the links that the cases have for ports, and one that never
// is a port. They are dummies: they take every address and always have carrier.
func newMachine() (*machine, error) {
	if out, err := exec.Command(modprobe, "-a", "dummy").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("modprobe dummy: %w: %s", err, out)
	}
	m := &machine{}
	var err error
	if m.netlink, err = open(); err != nil {
		return nil, err
	}
	for _, name := range []string{"eth0", "eth1", "eth9"} {
		if err := m.netlink.add(name, "dummy", nil); err != nil {
			return nil, fmt.Errorf("adding %s: %w", name, err)
		}
	}
	return m, m.fetch()
}

// fetch reads the driver's module and loads those that it depends on.
func (m *machine) fetch() error {
	out, err := exec.Command(modprobe, "--show-depends", "bonding").Output()
	if err != nil {
		return fmt.Errorf("modprobe --show-depends: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] != "insmod" {
			continue
		}
		data, err := os.ReadFile(words[1])
		if err != nil {
			return err
		}
		if strings.HasPrefix(filepath.Base(words[1]), "bonding.ko") {
			m.driver = data
		} else if err := insert(data, ""); err != nil && !errors.Is(err, syscall.EEXIST) {
			return fmt.Errorf("%s: %w", words[1], err)
		}
	}
	if m.driver == nil {
		return errors.New("there is no bonding.ko")
	}
	return nil
}

func insert(module []byte, parameters string) error {
	text, err := syscall.BytePtrFromString(parameters)
	if err != nil {
		return err
	}
	_, _, errno := syscall.Syscall(syscall.SYS_INIT_MODULE, uintptr(unsafe.Pointer(&module[0])), uintptr(len(module)), uintptr(unsafe.Pointer(text)))
	if errno != 0 {
		return errno
	}
	return nil
}

func remove(module string) error {
	text, err := syscall.BytePtrFromString(module)
	if err != nil {
		return err
	}
	_, _, errno := syscall.Syscall(syscall.SYS_DELETE_MODULE, uintptr(unsafe.Pointer(text)), uintptr(syscall.O_NONBLOCK), 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// load loads the driver anew.
func (m *machine) load(parameters string) error {
	if err := m.unload(); err != nil {
		return fmt.Errorf("rmmod: %w", err)
	}
	if err := insert(m.driver, parameters); err != nil {
		return err
	}
	m.loaded = true
	return nil
}

func (m *machine) unload() error {
	if !m.loaded {
		return nil
	}
	if err := remove("bonding"); err != nil {
		return err
	}
	m.loaded, m.plain = false, false
	return nil
}

// ready sees to it that the driver is there before a step needs it.
func (m *machine) ready() error {
	if m.loaded {
		return nil
	}
	if err := m.load("max_bonds=0"); err != nil {
		return err
	}
	m.plain = true
	return nil
}

// clean ends a case: no bond is left, and none but the plain driver.
func (m *machine) clean() error {
	if !m.plain {
		return m.unload()
	}
	err := m.netlink.remove(bond)
	if errors.Is(err, syscall.ENODEV) {
		return nil
	}
	return err
}

// status is "ok", or the number of an error.
func status(err error) string {
	var errno syscall.Errno
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &errno):
		return fmt.Sprintf("errno %d", int(errno))
	}
	return "failed " + strings.ReplaceAll(err.Error(), "\n", " ")
}
