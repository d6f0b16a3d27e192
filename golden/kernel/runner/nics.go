package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/bondc/bondc/golden/kernel/state"
)

// far is the namespace of the switch.
const far = "sw"

// hasty saves waiting: an address is not probed for duplicates, and routers are
// asked for at once.
const hasty = "net.ipv6.conf.default.dad_transmits=0 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.router_solicitation_delay=0"

// prepare brings the guest into the state that every case starts from.
func prepare() {
	shell("sysctl -qw " + hasty + "; modprobe -r bonding; ip link set lo up; udevadm trigger --action=add --subsystem-match=net; udevadm settle -t 10")
	(&runner{}).clean()
}

// makeNICs makes veth links: their far ends are ports of a bridge, or of bonds
// that answer LACP.
func (r *runner) makeNICs() {
	shell("ip netns add " + far + "; ip netns exec " + far + " sysctl -qw net.ipv6.conf.all.forwarding=1")
	var near, switched []string
	switched = append(switched, "link set lo up", "link add br0 type bridge forward_delay 0", "link set br0 address 02:00:00:00:fe:01", "link set br0 up")
	for i := range r.c.LACP {
		switched = append(switched, fmt.Sprintf("link add lag%d type bond mode 802.3ad miimon 100 lacp_rate fast", i), fmt.Sprintf("link set lag%d master br0", i))
	}
	for i, n := range r.c.NICs {
		master := "br0"
		if group := slices.IndexFunc(r.c.LACP, func(g []string) bool { return slices.Contains(g, n.Name) }); group >= 0 {
			master = fmt.Sprintf("lag%d", group)
		}
		near = append(near, fmt.Sprintf("link add %s address %s type veth peer name p%d netns %s", n.Name, n.MAC, i, far))
		switched = append(switched, fmt.Sprintf("link set p%d address 02:00:00:00:ff:%02x", i, i), fmt.Sprintf("link set p%d master %s", i, master), fmt.Sprintf("link set p%d up", i))
	}
	for i := range r.c.LACP {
		switched = append(switched, fmt.Sprintf("link set lag%d up", i))
	}
	for _, a := range r.c.Far {
		switched = append(switched, "addr add "+a+" dev br0")
	}
	_, a := batch("", near)
	_, b := batch(far, switched)
	if said := strings.TrimSpace(a + b); said != "" {
		r.r.Error = "making NICs: " + said
	}
	if r.c.Dynamic {
		r.answer()
	}
	runProgram("udevadm", "settle", "-t", "10")
}

// The networks that the switch hands out.
const answers = `port=0
interface=br0
bind-interfaces
leasefile-ro
dhcp-authoritative
enable-ra
dhcp-range=203.0.113.100,203.0.113.120,255.255.255.0,1h
dhcp-option=option:router,203.0.113.1
dhcp-option=option:dns-server,203.0.113.53
dhcp-option=option6:dns-server,[2001:db8:feed::53]
`

func (r *runner) answer() {
	batch(far, []string{"addr add 203.0.113.1/24 dev br0", "addr add 2001:db8:feed::1/64 dev br0 nodad"})
	conf := answers + "dhcp-range=2001:db8:feed::,ra-only,64,1h\n"
	if r.c.DHCP6 {
		conf = answers + "dhcp-range=2001:db8:feed::100,2001:db8:feed::1ff,slaac,64,1h\n"
	}
	if err := os.WriteFile("/run/bondc-dnsmasq.conf", []byte(conf), 0o600); err != nil {
		r.r.Error = err.Error()
		return
	}
	r.command("ip netns exec " + far + " dnsmasq --conf-file=/run/bondc-dnsmasq.conf --pid-file=/run/bondc-dnsmasq.pid")
}

// port is the far end of a NIC.
func (r *runner) port(nic string) string {
	return fmt.Sprintf("p%d", slices.IndexFunc(r.c.NICs, func(n state.NIC) bool { return n.Name == nic }))
}
