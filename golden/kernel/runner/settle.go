package main

import (
	"crypto/sha256"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bondc/bondc/golden/kernel/state"
)

// How long the state must stay as it is: where the tool says that it has done,
// and where it does not (it waits for router advertisements, say).
const (
	quiet     = 400 * time.Millisecond
	busyQuiet = 3 * time.Second
	mostWait  = 30 * time.Second
	mostAwait = 12 * time.Second
)

// settle waits until the awaited addresses are there and the state has been
// quiet, and reports whether it was.
func settle(idle func() bool, await []state.Await) bool {
	for began := time.Now(); !arrived(await) && time.Since(began) < mostAwait; {
		time.Sleep(100 * time.Millisecond)
	}
	began := time.Now()
	since, before := began, ""
	for time.Since(began) < mostWait {
		now := signature()
		switch {
		case now != before:
			before, since = now, time.Now()
		case time.Since(since) > busyQuiet, time.Since(since) > quiet && !tentative() && idle() && signature() == before:
			return true
		}
		time.Sleep(100 * time.Millisecond)
	}
	return false
}

// arrived reports whether each link has an address of the network awaited.
func arrived(await []state.Await) bool {
	for _, a := range await {
		_, network, err := net.ParseCIDR(a.Network)
		link, _ := net.InterfaceByName(a.Link)
		if err != nil || link == nil {
			return false
		}
		addrs, _ := link.Addrs()
		if !slices.ContainsFunc(addrs, func(addr net.Addr) bool {
			ip, _ := addr.(*net.IPNet)
			if ip == nil || !network.Contains(ip.IP) {
				return false
			}
			bits, _ := ip.Mask.Size()
			return a.Bits == 0 || a.Bits == bits
		}) {
			return false
		}
	}
	return true
}

// signature changes with the state. It starts no process: each costs 20 to 70
// ms here.
func signature() string {
	sum := sha256.New()
	age := regexp.MustCompile(` [0-9a-f]{8} [0-9a-f]{8} ([0-9a-f]{8} )`)
	add := func(texts ...string) {
		for _, t := range texts {
			io.WriteString(sum, t+"\n")
		}
	}
	add(read("/proc/net/fib_trie"), read("/proc/net/route"), read("/proc/net/if_inet6"), age.ReplaceAllString(read("/proc/net/ipv6_route"), "$1"))
	links, _ := os.ReadDir("/sys/class/net")
	for _, l := range links {
		dir := filepath.Join("/sys/class/net", l.Name())
		add(l.Name(), read(dir+"/operstate"), read(dir+"/mtu"), read(dir+"/address"))
		files, _ := filepath.Glob(dir + "/bonding/*")
		for _, f := range files {
			add(f, read(f))
		}
	}
	return string(sum.Sum(nil))
}

// tentative reports whether an address still waits for its duplicate detection.
func tentative() bool {
	const tentativeFlag, failedFlag = 0x40, 0x08
	for line := range strings.Lines(read("/proc/net/if_inet6")) {
		words := strings.Fields(line)
		if len(words) < 5 {
			continue
		}
		if flags, err := strconv.ParseUint(words[4], 16, 32); err == nil && flags&tentativeFlag != 0 && flags&failedFlag == 0 {
			return true
		}
	}
	return false
}
