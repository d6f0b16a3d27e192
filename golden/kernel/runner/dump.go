package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/bondc/bondc/golden/kernel/state"
)

// dump returns the kernel's state.
func dump() state.State {
	s := state.State{Bonds: bonds(), ResolvConf: read("/etc/resolv.conf"), LinkDNS: linkDNS()}
	list(&s.Links, "-d", "addr", "show")
	for _, family := range []int{4, 6} {
		flag := "-4"
		if family == 6 {
			flag = "-6"
		}
		var routes []state.Route
		list(&routes, flag, "route", "show", "table", "all")
		for _, r := range routes {
			if r.Family = family; r.Table != "local" && r.Type != "local" && r.Type != "multicast" && r.Type != "anycast" {
				s.Routes = append(s.Routes, r)
			}
		}
		var rules []state.Rule
		list(&rules, flag, "rule", "show")
		for _, r := range rules {
			if r.Family = family; r.Priority != 0 && r.Priority != 32766 && r.Priority != 32767 {
				s.Rules = append(s.Rules, r)
			}
		}
	}
	return s
}

// list fills a list from ip(8)'s JSON.
func list[T any](into *[]T, args ...string) {
	_, out := runProgram("ip", append([]string{"-j", "-N"}, args...)...)
	json.Unmarshal([]byte(out), into)
}

func bonds() map[string]state.Bond {
	all := map[string]state.Bond{}
	dirs, _ := filepath.Glob("/sys/class/net/*/bonding")
	for _, dir := range dirs {
		b := state.Bond{Files: folder(dir), Ports: map[string]map[string]string{}}
		for port := range strings.FieldsSeq(b.Files["slaves"]) {
			b.Ports[port] = folder("/sys/class/net/" + port + "/bonding_slave")
		}
		all[filepath.Base(filepath.Dir(dir))] = b
	}
	return all
}

// folder returns the text of each file of a folder.
func folder(dir string) map[string]string {
	texts := map[string]string{}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		texts[e.Name()] = read(filepath.Join(dir, e.Name()))
	}
	return texts
}

// linkDNS reads networkd's records of its links, and resolvconf's.
func linkDNS() map[string][]string {
	all := map[string][]string{}
	links, _ := filepath.Glob("/sys/class/net/*/ifindex")
	for _, l := range links {
		name := filepath.Base(filepath.Dir(l))
		for line := range strings.Lines(read("/run/systemd/netif/links/" + read(l))) {
			if key, value, _ := strings.Cut(strings.TrimSpace(line), "="); value != "" && (key == "DNS" || key == "DOMAINS") {
				all[name] = append(all[name], key+"="+value)
			}
		}
	}
	records, _ := filepath.Glob("/run/resolvconf/interface/*")
	for _, f := range records {
		name, _, _ := strings.Cut(filepath.Base(f), ".inet")
		for line := range strings.Lines(read(f)) {
			all[name] = append(all[name], strings.TrimSpace(line))
		}
	}
	return all
}
