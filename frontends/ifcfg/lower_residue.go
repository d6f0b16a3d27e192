package ifcfg

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// finish classifies what nobody used.
func (r *reader) finish() {
	r.globals()
	for _, p := range r.profiles {
		r.notBond(p)
		r.leftOver(p, &p.vars)
		for _, s := range p.aliases {
			r.leftOver(p, &s.vars)
		}
	}
	r.sort()
	r.about()
	for _, e := range r.host.Entries {
		if e.UsedBy != "" {
			continue
		}
		if e.Value == "" && e.Reason == "" {
			e.UsedBy = "empty"
			continue
		}
		if e.Key == "NAME" && e.Value == e.Link {
			e.UsedBy = "label" // a profile that is called like its link loses nothing
			continue
		}
		if e.Class == 0 {
			e.Class = classOf(e)
		}
	}
}

// about gives the findings of the syntax the link that their file is about.
func (r *reader) about() {
	if len(r.diags) == 0 {
		return
	}
	links := make(map[*source.File]string, len(r.host.Files))
	for _, e := range r.host.Entries {
		if links[e.File] == "" {
			links[e.File] = e.Link
		}
	}
	for i := range r.diags {
		if d := &r.diags[i]; d.Link == "" {
			d.Link = links[d.Span.File]
		}
	}
}

// sort puts further entries where they stand in the text.
func (r *reader) sort() {
	if len(r.extras) == 0 {
		return
	}
	r.host.Entries = append(r.host.Entries, r.extras...)
	order := make(map[*source.File]int, len(r.host.Files))
	for i, f := range r.host.Files {
		order[f] = i
	}
	slices.SortStableFunc(r.host.Entries, func(a, b *ir.Entry) int {
		return cmp.Or(order[a.File]-order[b.File], a.Span.Start-b.Span.Start)
	})
}

// globals reads the rest of /etc/sysconfig/network.
func (r *reader) globals() {
	if v := r.global.get("NETWORKING"); v != nil {
		if is, ok := truth(v.value()); ok && !is {
			v.spare(diag.Connectivity, "initscripts then start no link at all")
		} else {
			v.use("activation")
		}
	}
	r.global.flag("RESOLV_MODS", "ipv4")
	if v := r.global.get(zeroconf); v != nil {
		v.spare(diag.Bookkeeping, noZeroconf)
	}
	if v := r.global.get("NETWORKING_IPV6"); v != nil {
		if is, ok := truth(v.value()); ok && is {
			v.use("ipv6")
		} else {
			v.spare(diag.Behaviour, "only CentOS 5 reads it; later releases go by IPV6INIT")
		}
	}
}

// zeroconf keeps initscripts from adding a route, in a link's file or for all.
const (
	zeroconf   = "NOZEROCONF"
	noZeroconf = "it keeps initscripts from adding a route for 169.254.0.0/16, whatever its value, and nobody else adds one"
)

// unreadToday is what a key with a wrong number means: the host does without it
// now.
const unreadToday = "Nobody reads it today, so nothing is lost with it. If it is meant to count, number the keys without a gap."

// leftOver says of a link's unused keys why they are not used.
func (r *reader) leftOver(p *profile, s *vars) {
	for _, key := range s.keys {
		v := s.text(key)
		if v == nil || v.entry.UsedBy != "" || v.entry.Reason != "" {
			continue
		}
		stem := strings.TrimRight(key, "0123456789")
		switch {
		case p.link.Kind == ir.Other && v.entry.Class == 0:
			v.entry.Reason = notModelled(p.link)
		case key == zeroconf:
			v.spare(diag.Bookkeeping, noZeroconf)
		case stem == "BONDING_SLAVE" && p.link.Bond != nil && slices.ContainsFunc(p.link.Bond.Ports, func(port ir.Port) bool { return port.Name == v.value() }):
			// cloud-init writes it beside MASTER and SLAVE in the port's file.
			v.spare(diag.Bookkeeping, "the port's own file says so, and Red Hat's tools read it there")
		case stem == "IPADDR" && stem != key:
			v.spare(diag.Behaviour, "the numbers of IPADDR stop at the first that is missing")
			v.entry.Advice = unreadToday
		case option.LookupKernel(key) != option.Unknown:
			v.spare(diag.Behaviour, "to a shell it is a variable of its own: the words of BONDING_OPTS must stand in quotes")
		case stem == "DNS":
			v.spare(diag.Behaviour, "initscripts read DNS1 to DNS3, NetworkManager up to the first that is missing")
			v.entry.Advice = unreadToday
		case !s.has("IPADDR"+key[len(stem):]) && (stem == "PREFIX" || stem == "NETMASK" || stem == "NETWORK" || stem == "BROADCAST"):
			v.spare(diag.Behaviour, "there is no address that it belongs to")
		case stem != key && (stem == "PREFIX" || stem == "NETMASK"):
			v.spare(diag.Behaviour, "it goes with IPADDR"+key[len(stem):]+", which is not read either")
			v.entry.Advice = unreadToday
		}
	}
}

func notModelled(l *ir.Link) string {
	return fmt.Sprintf("bondc does not model links of the kind %q", l.OtherKind)
}

// classOf returns what is lost with a key that nobody used.
func classOf(e *ir.Entry) diag.Class {
	key := e.Key
	if key == "BONDING_OPTS" && e.Unknown {
		return diag.Connectivity // with the mode, and the switch fits one mode only
	}
	switch key {
	case "UUID", "NAME", "HOSTNAME", "STABLE_ID":
		return diag.Bookkeeping
	case "PROXY_METHOD", "BROWSER_ONLY", "IPV4_FAILURE_FATAL", "IPV6_FAILURE_FATAL", "PEERNTP", "USERCTL":
		return ordinary(key, e.Value)
	case "BONDING_OPTS", "BRIDGING_OPTS", "ETHTOOL_OPTS", "MTU", "HOTPLUG":
		return diag.Behaviour
	case "ESSID", "MODE", "USER", "PROVIDER", "PHYSDEV", "VID", "VLAN", "VLAN_ID", "HWADDR", "MACADDR", "DEVICE", "TYPE", "DEVICETYPE",
		"SLAVE", "ONBOOT", "ONPARENT", "ZONE", "BOOTPROTO", "DHCPV6C", "DEFROUTE", "DOMAIN", "SEARCH", "PREFIX", "NETMASK", "SRCADDR", "CLONENUM_START", "":
		return diag.Connectivity
	}
	for _, stem := range []string{"IPADDR", "IPV6", "GATEWAY", "DNS", "ADDRESS", "MASTER", "BRIDGE", "TEAM", "OVS", "ROUTING_RULE",
		"PREFIX", "NETMASK", "PEER_", "MY_", "BONDING_SLAVE", "IPV4_ROUTE_TABLE", "KEY_", "WPA", "IEEE_8021X"} {
		if strings.HasPrefix(key, stem) && !tuning(key) {
			return diag.Connectivity
		}
	}
	return diag.Behaviour
}

// tuning reports whether an IPv6 key carries no address and no route.
func tuning(key string) bool {
	switch key {
	case "IPV6_PRIVACY", "IPV6_ADDR_GEN_MODE", "IPV6_MTU", "IPV6FORWARDING", "IPV6_ROUTER", "IPV6_SET_SYSCTLS", "IPV6_PRIVACY_PREFER_PUBLIC_IP",
		"IPV6_RES_OPTIONS", "IPV6_PEERDNS", "IPV6_PEERROUTES", "IPV6_ROUTE_METRIC", "IPV6_TOKEN", "IPV6_CONTROL_RADVD", "BRIDGE_MACADDR":
		return true
	}
	return false
}

// ordinary returns the class of a key that NetworkManager or cloud-init writes into
// every file: with the value that they write, the key says nothing.
func ordinary(key, value string) diag.Class {
	is, ok := truth(value)
	usual := ok && !is
	if key == "PROXY_METHOD" {
		usual = value == "none"
	}
	if usual {
		return diag.Bookkeeping
	}
	return diag.Behaviour
}
