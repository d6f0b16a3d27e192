package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/bondc/bondc/golden/kernel/state"
)

// apply lets the tool apply the case, and returns what says that it has done.
func (r *runner) apply() (idle func() bool) {
	switch r.c.Tool {
	case state.Networkd:
		r.command("modprobe bonding; udevadm control --reload; systemctl start systemd-networkd")
		return networkdIdle
	case state.NetworkManager:
		r.startNM()
		return nmIdle
	case state.NMCLI:
		r.startNM()
		r.command("nm-online -s -q -t 10")
		r.script()
		return nmIdle
	case state.Netplan, state.NetplanNM:
		return r.netplan()
	case state.Ifupdown:
		r.command("mkdir -p /run/network /run/resolvconf/interface; ifup -a")
	case state.Modprobe, state.Script:
		r.script()
	default:
		r.r.Error = "there is no tool " + string(r.c.Tool)
	}
	return func() bool { return true }
}

// netplan runs the generator, which is what "netplan generate" runs without
// five seconds of Python, and starts who applies what it wrote.
func (r *runner) netplan() func() bool {
	if r.command("/usr/libexec/netplan/generate") != 0 {
		return func() bool { return true }
	}
	shell("modprobe bonding; udevadm control --reload; udevadm trigger --subsystem-match=net --action=change; udevadm settle -t 10")
	if r.c.Tool == state.NetplanNM {
		r.startNM()
		return nmIdle
	}
	r.command("systemctl start systemd-networkd")
	return networkdIdle
}

// startNM starts NetworkManager, which is not to make profiles of its own and
// leaves resolvconf alone, so that resolv.conf says what it was told.
func (r *runner) startNM() {
	const conf = "/etc/NetworkManager/conf.d/90-bondc.conf"
	text := "[main]\nplugins=keyfile\nno-auto-default=*\nrc-manager=file\n[logging]\nlevel=WARN\n"
	if err := os.WriteFile(conf, []byte(text), 0o644); err != nil {
		r.r.Error = err.Error()
		return
	}
	r.command("systemctl start NetworkManager")
}

// script runs the case's script, as an administrator does.
func (r *runner) script() {
	if r.c.Script == "" {
		return
	}
	const file = "/run/bondc-script"
	if err := os.WriteFile(file, []byte(r.c.Script), 0o755); err != nil {
		r.r.Error = err.Error()
		return
	}
	r.command(file)
}

func nmIdle() bool {
	status, out := runProgram("nmcli", "-t", "-f", "STATE", "device")
	return status == 0 && !strings.Contains(out, "connecting") && !strings.Contains(out, "deactivating")
}

func networkdIdle() bool {
	records, _ := filepath.Glob("/run/systemd/netif/links/*")
	admin := regexp.MustCompile(`(?m)^ADMIN_STATE=(\S+)`)
	for _, f := range records {
		m := admin.FindStringSubmatch(read(f))
		if m == nil {
			continue
		}
		switch m[1] {
		case "configured", "unmanaged", "failed", "linger":
		default:
			return false
		}
	}
	return len(records) > 0
}
