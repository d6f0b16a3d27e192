package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// journalMark is where journalctl keeps how far it has read.
const journalMark = "/run/bondc.cursor"

// logged returns what was logged since it was called last, but for what systemd
// and dbus say of themselves.
func logged() []string {
	_, out := runProgram("journalctl", "-q", "-o", "short-monotonic", "--no-hostname", "--cursor-file="+journalMark)
	var lines []string
	for line := range strings.Lines(out) {
		if line = strings.TrimSpace(line); !strings.Contains(line, "] systemd[1]") && !strings.Contains(line, "] dbus-daemon") {
			lines = append(lines, line)
		}
	}
	return lines[max(0, len(lines)-300):]
}

// wiped are folders of what tools write themselves.
var wiped = [...]string{
	"/etc/systemd/network", "/run/systemd/network", "/run/systemd/netif/links", "/etc/netplan", "/etc/NetworkManager/system-connections",
	"/run/NetworkManager", "/var/lib/NetworkManager", "/run/network", "/run/udev/rules.d", "/run/systemd/generator.late", "/run/resolvconf/interface",
}

// clean undoes the case, and returns the links that stayed.
func (r *runner) clean() []string {
	shell("systemctl stop NetworkManager.service systemd-networkd.socket systemd-networkd.service")
	killAll("dhclient", "dnsmasq")
	for _, p := range slices.Backward(r.placed) {
		os.Remove(p.path)
		if p.was {
			os.WriteFile(p.path, p.before, 0o644)
		}
	}
	for _, dir := range wiped {
		os.RemoveAll(dir)
	}
	for _, dir := range []string{"/etc/NetworkManager/system-connections", "/run/network", "/etc/netplan", "/etc/systemd/network", "/run/resolvconf/interface"} {
		os.MkdirAll(dir, 0o755)
	}
	os.Remove("/etc/resolv.conf")
	lines := []string{"addr flush dev lo scope global", "route flush table main"}
	for _, name := range byHeight() {
		lines = append(lines, "link del "+name)
	}
	for _, rule := range r.r.State.Rules {
		if rule.Family == 4 {
			lines = append(lines, fmt.Sprintf("rule del priority %d", rule.Priority))
		} else {
			runProgram("ip", "-6", "rule", "del", "priority", strconv.Itoa(rule.Priority))
		}
	}
	batch("", lines)
	shell("ip netns del " + far + "; rmmod bonding; udevadm control --reload; udevadm settle -t 10")
	return append(byHeight(), leftRules()...)
}

// leftRules are the rules that should be gone.
func leftRules() []string {
	var left []string
	for _, path := range []string{"-4", "-6"} {
		_, out := runProgram("ip", path, "rule", "show")
		for line := range strings.Lines(out) {
			if n, _, _ := strings.Cut(line, ":"); !slices.Contains([]string{"0", "32766", "32767"}, n) {
				left = append(left, "rule "+strings.TrimSpace(line))
			}
		}
	}
	return left
}

// byHeight returns the links but lo, those that stand on others first.
func byHeight() []string {
	entries, _ := os.ReadDir("/sys/class/net")
	var names []string
	for _, e := range entries {
		_, err := os.Stat("/sys/class/net/" + e.Name() + "/ifindex") // not every file is a link
		if name := e.Name(); name != "lo" && err == nil {
			names = append(names, name)
		}
	}
	height := func(name string) int {
		for i, path := range []string{"/proc/net/vlan/" + name, "/sys/class/net/" + name + "/bridge", "/sys/class/net/" + name + "/bonding"} {
			if _, err := os.Stat(path); err == nil {
				return i
			}
		}
		return 3
	}
	slices.SortStableFunc(names, func(a, b string) int { return height(a) - height(b) })
	return names
}

// killAll ends the processes of these names: the guest has no others.
func killAll(names ...string) {
	files, _ := filepath.Glob("/proc/[0-9]*/comm")
	for _, f := range files {
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(f))); err == nil && slices.Contains(names, read(f)) {
			syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}
