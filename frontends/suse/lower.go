package suse

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

func (r *reader) lower() {
	for _, p := range r.profiles {
		r.kind(p)
	}
	for _, p := range r.profiles {
		r.start(p)
		r.device(p)
		r.family(p)
		r.addresses(p)
	}
	for i := range r.routes {
		r.route(&r.routes[i])
	}
	r.dns()
	r.policy()
	r.finish()
}

// kind tells the kind of a link by the keys that make one (wicked,
// __ni_suse_read_interface).
func (r *reader) kind(p *profile) {
	switch {
	case p.yes("BONDING_MASTER", "bond"):
		r.bond(p)
	case p.yes("BRIDGE", "bridge"):
		r.bridge(p)
	case p.get("ETHERDEVICE") != nil:
		r.vlan(p)
	case other(p) != "":
		p.link.Kind, p.link.OtherKind = ir.Other, other(p)
	}
	r.undeclared(p)
}

// undeclared reports a link that has the keys of a bond and is none: wicked goes
// by BONDING_MASTER alone (compat-suse.c, try_bonding), as YaST does.
func (r *reader) undeclared(p *profile) {
	for _, v := range p.list {
		key := v.item.Key
		if p.link.Bond != nil || p.get(key) != v || !portKey(key) && key != optionsKey || strings.TrimSpace(v.value()) == "" {
			continue
		}
		r.diags.Add(diag.Diagnostic{
			Code: diag.NeverApplied, Severity: diag.Warning, Span: v.item.Span, Link: p.link.Name,
			Message: fmt.Sprintf("%q has no effect: without BONDING_MASTER=yes %q is no bond", key, p.link.Name),
			Detail:  "wicked makes no bond of the link, whatever else its file says: its ports stay by themselves, and what the file configures waits for a device of that name. Write BONDING_MASTER=yes, or take the keys out.",
		})
		return
	}
}

// other is the kind of a link that bondc does not model, "" for any other.
func other(p *profile) string {
	if word, v := p.word("INTERFACETYPE", "kind"); v != nil && word != "eth" && word != "ethernet" {
		return word
	}
	for _, k := range []struct{ key, kind string }{
		{"WIRELESS", "wifi"}, {"WIRELESS_ESSID", "wifi"}, {"TUNNEL", "tunnel"}, {"TEAM_RUNNER", "team"}, {"OVS_BRIDGE", "ovs-bridge"},
		{"MACVLAN_DEVICE", "macvlan"}, {"IPOIB_MODE", "infiniband"}, {"DUMMY", "dummy"}, {"VXLAN", "vxlan"}, {"PPPMODE", "ppp"},
	} {
		if p.get(k.key) != nil {
			return k.kind
		}
	}
	return ""
}

// start reads STARTMODE; a link without it is left to ifup (ifcfg(5)). Ports
// come up with what they are ports of, whatever it says.
func (r *reader) start(p *profile) {
	l := p.link
	word, v := p.word("STARTMODE", "activation")
	switch word {
	case "auto", "boot", "onboot", "on", "nfsroot", "hotplug", "ifplugd":
		l.Activation = ir.Some(ir.Boot, v.span())
	case "manual", "":
		span := l.Span
		if v != nil {
			span = v.span()
		}
		l.Activation = ir.Some(ir.Manual, span)
	case "off":
		l.Activation = ir.Some(ir.Off, v.span())
	default:
		r.bad(v.entry, v.span(), "STARTMODE is %q; it takes auto, hotplug, ifplugd, nfsroot, manual or off", word)
	}
	if r.host.BondOf(l.Name) != nil || r.host.BridgeOf(l.Name) != nil {
		l.Activation = ir.Opt[ir.Activation]{}
	}
}

// device reads what belongs to the device.
func (r *reader) device(p *profile) {
	l := p.link
	// 0 is what YaST writes for none (compat-suse.c: a link's mtu of 0 is not set).
	if l.MTU = r.number(p, "MTU", "mtu", 0, 1<<31-1); l.MTU.Value == 0 {
		l.MTU = ir.Opt[int]{}
	}
	if v := p.get("LLADDR"); v != nil {
		if mac, ok := ir.ParseMAC(strings.TrimSpace(v.value())); ok {
			v.use("mac")
			l.MAC = ir.Some(mac, v.span())
		} else {
			r.bad(v.entry, v.span(), "LLADDR is %q, which is no Ethernet address", v.value())
		}
	}
	if v := p.get("ZONE"); v != nil {
		v.use("zone")
		l.Zone = ir.Some(strings.TrimSpace(v.value()), v.span())
	}
}

func (r *reader) number(p *profile, key, by string, low, high int) ir.Opt[int] {
	v := p.get(key)
	if v == nil {
		return ir.Opt[int]{}
	}
	n, err := strconv.Atoi(strings.TrimSpace(v.value()))
	if err != nil || n < low || n > high {
		r.bad(v.entry, v.span(), "%s is %q; it takes a number from %d to %d", key, v.value(), low, high)
		return ir.Opt[int]{}
	}
	v.use(by)
	return ir.Some(n, v.span())
}

// implied gives a port or parent without a file a link.
func (r *reader) implied(name string, span source.Span) {
	if r.byName[name] == nil && name != "" {
		p := &profile{link: &ir.Link{Name: name, Span: span, Implied: true}}
		r.byName[name] = p
		r.host.Links = append(r.host.Links, p.link)
	}
}

// dnsPolicy is the key that tells netconfig where resolv.conf comes from; nothing
// means that it is left alone, auto that the static servers are in it
// (netconfig(8), NETCONFIG_DNS_POLICY).
const dnsPolicy = "NETCONFIG_DNS_POLICY"

// policy keeps a policy under which the servers that the file names may not be
// asked.
func (r *reader) policy() {
	i, ok := r.global.at[dnsPolicy]
	if !ok {
		return
	}
	v := r.global.list[i]
	static := false
	for _, key := range []string{"NETCONFIG_DNS_STATIC_SERVERS", "NETCONFIG_DNS_STATIC_SEARCHLIST"} {
		x := r.global.get(key)
		static = static || x != nil && len(x.fields()) > 0
	}
	if !static {
		v.use("dns")
		return
	}
	for _, f := range v.fields() {
		if f.text == "auto" || f.text == "STATIC" || f.text == "STATIC_FALLBACK" {
			v.use("dns")
			return
		}
	}
	v.entry.UsedBy, v.entry.Class = "", diag.Behaviour
	v.entry.Reason = "under this policy netconfig does not write the name servers of this file to resolv.conf; the output names them"
}

// dns gives netconfig's name servers to the link over which they are asked.
func (r *reader) dns() {
	to := &r.host.DNS
	links := slices.DeleteFunc(slices.Clone(r.host.Links), func(l *ir.Link) bool { return l.Kind == ir.Other })
	for _, has := range []func(*ir.Link) bool{
		func(l *ir.Link) bool {
			return slices.ContainsFunc(l.Routes, func(x ir.Route) bool { return x.Default })
		},
		func(l *ir.Link) bool { return l.IPv4.Method.Value == ir.MethodDHCP },
		func(l *ir.Link) bool { return len(l.Addresses) > 0 },
	} {
		if i := slices.IndexFunc(links, has); i >= 0 {
			to = &links[i].DNS
			break
		}
	}
	if v := r.global.get("NETCONFIG_DNS_STATIC_SERVERS"); v != nil {
		v.use("dns")
		for _, f := range v.fields() {
			addr, ok := address(f.text)
			if !ok {
				r.bad(v.entry, f.span, "the name server %q is no address", f.text)
				continue
			}
			to.Servers = append(to.Servers, ir.DNSServer{Addr: addr, Span: f.span})
		}
	}
	if v := r.global.get("NETCONFIG_DNS_STATIC_SEARCHLIST"); v != nil {
		v.use("dns")
		for _, f := range v.fields() {
			to.Search = append(to.Search, ir.Search{Domain: f.text, Span: f.span})
		}
	}
}

// finish classifies what nobody used.
func (r *reader) finish() {
	for _, e := range r.host.Entries {
		switch {
		case e.UsedBy != "" || e.Class != 0:
		case strings.TrimSpace(e.Value) == "" && !e.Unknown:
			e.UsedBy = "empty"
		default:
			e.Class = classOf(e.Key)
		}
	}
}

func classOf(key string) diag.Class {
	switch key {
	case "NAME", "UNIQUE", "_nm_name", "PREFIXLEN", "NETMASK", "NETWORK", "BROADCAST", "USERCONTROL":
		return diag.Bookkeeping
	}
	for _, prefix := range []string{"IPADDR", "REMOTE_IPADDR", "GATEWAY", "NETCONFIG_", "ETHERDEVICE", "BRIDGE_PORTS", "route"} {
		if strings.HasPrefix(key, prefix) {
			return diag.Connectivity
		}
	}
	return diag.Behaviour
}
