package nmprofile

import (
	"fmt"
	"net/netip"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
)

// family is one of the two halves of a profile's addressing.
type family struct {
	setting string // "ipv4" or "ipv6"
	number  int    // 4 or 6
	method  string
	// addresses are those of the family; takes says whether the method has
	// room for them and for routes, servers for name servers too.
	addresses      []string
	takes, servers bool
	neverDefault   bool
	// extra stands behind the method; answers writes what is taken from others.
	extra   []Prop
	answers func()
}

// addressing writes both families. A port has none: NetworkManager refuses
// the settings there.
func (r *raiser) addressing() {
	if r.owner != nil {
		r.portAddressing()
		return
	}
	v4, v6 := r.ipv4(), r.ipv6()
	searches := v4
	if !v4.servers {
		searches = v6
	}
	for _, f := range []*family{v4, v6} {
		r.set(f.setting+".method", f.method)
		for _, x := range f.extra {
			r.set(x.Key, x.Value)
		}
		if f.takes && len(f.addresses) > 0 {
			r.profile.list(f.setting+".addresses", ",", f.addresses)
		}
		r.routes(f)
		r.rules(f)
		r.dnsServers(f)
		if f == searches {
			r.search(f)
		}
		f.answers()
	}
	r.serverOrder()
}

// portAddressing announces the addressing of a port.
func (r *raiser) portAddressing() {
	l := r.link
	const why, detail = "a port of a bond or bridge has no addressing in NetworkManager", "If it is meant to work, write it on the bond or bridge."
	for _, a := range l.Addresses {
		r.lose(diag.Connectivity, "address", a.Prefix.String(), a.Span, why, detail)
	}
	for i := range l.Routes {
		r.lose(diag.Connectivity, "route", l.Routes[i].Dest(), l.Routes[i].Span, why, detail)
	}
	for i := range l.Rules {
		r.lose(diag.Connectivity, "rule", effect.RuleText(&l.Rules[i]), l.Rules[i].Span, why, detail)
	}
	for _, s := range l.DNS.Servers {
		r.lose(diag.Connectivity, "dns", s.Addr.String(), s.Span, why, detail)
	}
	for _, s := range l.DNS.Search {
		r.lose(diag.Connectivity, "dns", s.Domain, s.Span, why, detail)
	}
	none := func(method string) bool {
		return method == "" || method == ir.MethodNone || method == ir.MethodStatic || method == ir.MethodDisabled
	}
	if !none(l.IPv4.Method.Value) {
		r.lose(diag.Connectivity, "ipv4", "", l.IPv4.Method.Span, why, detail)
	}
	if !none(l.IPv6.Method.Value) {
		r.lose(diag.Connectivity, "ipv6", "", l.IPv6.Method.Span, why, detail)
	}
}

// addressesOf returns the addresses of a family as text, in order. A label
// and a lifetime have no property.
func (r *raiser) addressesOf(v6 bool) []string {
	var list []string
	for _, a := range r.link.Addresses {
		if isV6(a.Prefix.Addr()) != v6 {
			continue
		}
		if a.Label != "" {
			r.changed(diag.Behaviour, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written without its label %q", a.Prefix, r.link.Name, a.Label),
				"NetworkManager has no property for it. Scripts that look for the alias by name no longer find it.")
		}
		if a.Lifetime != "" && a.Lifetime != "forever" {
			r.changed(diag.Behaviour, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written without its lifetime %q", a.Prefix, r.link.Name, a.Lifetime),
				"NetworkManager has no property for it. The address is there for ever, so that the kernel also uses it as the source of new connections.")
		}
		list = append(list, a.Prefix.String())
	}
	return list
}

// isV6 tells the families apart.
func isV6(a netip.Addr) bool { return a.Is6() && !a.Is4In6() }

// ipv4 finds the method: NetworkManager's silence would be DHCP.
func (r *raiser) ipv4() *family {
	c := &r.link.IPv4
	f := &family{setting: "ipv4", number: 4, addresses: r.addressesOf(false), neverDefault: c.NeverDefault.Value, answers: r.answers4}
	static := len(f.addresses) > 0
	switch c.Method.Value {
	case ir.MethodDHCP:
		f.method, f.takes, f.servers = "auto", true, true
	case ir.MethodShared:
		f.method, f.takes = "shared", true
		r.sharedAddresses(f)
	default:
		linkLocal := c.LinkLocal.Value || c.Method.Value == ir.MethodLinkLocal
		switch {
		case static:
			f.method, f.takes, f.servers = "manual", true, true
		case linkLocal:
			f.method = "link-local"
		default:
			f.method = "disabled"
		}
	}
	r.linkLocal4(f)
	return f
}

// sharedAddresses keeps the one address that a shared connection can have
// (seen with nmcli 1.42.4: the second vanishes).
func (r *raiser) sharedAddresses(f *family) {
	if len(f.addresses) < 2 {
		return
	}
	for _, a := range f.addresses[1:] {
		r.lose(diag.Connectivity, "address", a, r.link.IPv4.Method.Span, "a shared connection has one IPv4 address",
			"The host does not answer on it. Use another method if the address is needed.")
	}
	f.addresses = f.addresses[:1]
}

// linkLocal4 writes that a 169.254 address is wanted beside others.
func (r *raiser) linkLocal4(f *family) {
	c := &r.link.IPv4
	wanted, span := c.LinkLocal.Value, c.LinkLocal.Span
	if c.Method.Value == ir.MethodLinkLocal && f.method == "manual" {
		wanted, span = true, c.Method.Span
	}
	switch {
	case !wanted || f.method == "link-local":
	case r.nm.Before("1.40"):
		r.lose(diag.Behaviour, "ipv4", "linkLocal", span, "NetworkManager has it beside other addresses from 1.40 on",
			"The link has its other addresses only. Devices that have nothing but a link-local address cannot reach it.")
	default:
		f.extra = append(f.extra, Prop{Key: "ipv4.link-local", Value: "enabled"})
	}
}

// ipv6 finds the method from what happens on the link: whether advertisements
// are taken, whether DHCPv6 runs, whether there are addresses.
func (r *raiser) ipv6() *family {
	c := &r.link.IPv6
	f := &family{setting: "ipv6", number: 6, addresses: r.addressesOf(true), neverDefault: c.NeverDefault.Value, answers: r.answers6}
	f.method = r.method6(len(f.addresses) > 0)
	f.servers = f.method == "auto" || f.method == "dhcp" || f.method == "manual"
	f.takes = f.servers
	if mode := r.addrGenMode(); mode != "" && f.method != "disabled" && f.method != "ignore" {
		f.extra = append(f.extra, Prop{Key: "ipv6.addr-gen-mode", Value: mode})
	}
	if c.LinkLocal.Set && !c.LinkLocal.Value && f.method != "disabled" {
		r.lose(diag.Behaviour, "ipv6", "linkLocal", c.LinkLocal.Span, "a link with IPv6 always has a link-local address there",
			"The link has a link-local address beside what is written.")
	}
	return f
}

// addrGenMode is how the addresses of the link are made: as the kernel does,
// unless NetworkManager has made them so far. nmcli's silence is another one
// (stable-privacy) than a keyfile's (eui64; man nm-settings-nmcli).
func (r *raiser) addrGenMode() string {
	const key = "ipv6.addr-gen-mode"
	from := r.host.Dialect()
	if x := r.was(key); x != nil {
		if x.UsedBy == "" {
			r.written[x] = true
		}
		return x.Value
	}
	switch {
	case from == r.style.Dialect:
		return ""
	case from == "nmcli":
		return "stable-privacy"
	}
	return "eui64"
}

// fromNM reports whether a dialect's silence is NetworkManager's own.
func fromNM(dialect string) bool { return dialect == "nmcli" || dialect == "keyfile" }

func (r *raiser) method6(addresses bool) string {
	c := &r.link.IPv6
	ra := effect.RA(c)
	dhcp := c.DHCP.Or(c.Method.Value == ir.MethodDHCP)
	linkLocal := c.LinkLocal.Or(c.Method.Value != ir.MethodDisabled)
	switch {
	case c.Method.Value == ir.MethodIgnore && !addresses && !c.DHCP.Set && !c.RA.Set:
		return "ignore"
	case ra:
		if dhcp {
			r.lose(diag.Behaviour, "ipv6", "dhcp", c.Method.Span, "NetworkManager starts DHCPv6 beside router advertisements only if a router says so",
				"Where no router announces DHCPv6 (the managed or other flag), the host gets no address from the DHCPv6 server.")
		}
		return "auto"
	case dhcp:
		return "dhcp"
	case addresses:
		return "manual"
	case linkLocal:
		return "link-local"
	}
	return r.disabled6()
}

// disabled6 is the word for no IPv6 at all, which is younger than the rest.
func (r *raiser) disabled6() string {
	if !r.nm.Before("1.20") {
		return "disabled"
	}
	c := &r.link.IPv6
	r.lose(diag.Behaviour, "ipv6", "", c.Method.Span, "NetworkManager can switch IPv6 off from 1.20 on",
		"It leaves IPv6 to the kernel, which takes router advertisements. Switch it off by sysctl: net.ipv6.conf."+r.link.Name+".disable_ipv6=1.")
	return "ignore"
}

// answers4 writes what DHCP is asked and what is taken from its answers.
func (r *raiser) answers4() {
	c := &r.link.IPv4
	r.ignore("ipv4", "dns", c.UseDNS)
	r.ignore("ipv4", "routes", c.UseRoutes)
	if c.NeverDefault.Set {
		r.flag("ipv4.never-default", c.NeverDefault.Value)
	}
	r.number("ipv4.route-metric", "ipv4", "routeMetric", c.RouteMetric, 0, 1<<32-1)
	r.text("ipv4.dhcp-client-id", "ipv4", "clientID", c.ClientID, diag.Connectivity)
	if c.Hostname.Set && (!loss.ValidHost(c.Hostname.Value) || !r.set("ipv4.dhcp-hostname", c.Hostname.Value)) {
		r.lose(diag.Behaviour, "ipv4", "hostname", c.Hostname.Span, "it is no host name", "The DHCP server is told the host's own name.")
	}
	if c.DAD.Set {
		r.set("ipv4.dad-timeout", dadTimeout(c.DAD.Value))
	}
}

// dadTimeout is in ms: off, or as long as NetworkManager waits by itself.
func dadTimeout(check bool) string {
	if check {
		return "200"
	}
	return "0"
}

// ignore writes that an answer is not taken.
func (r *raiser) ignore(setting, what string, use ir.Opt[bool]) {
	if use.Set {
		r.flag(setting+".ignore-auto-"+what, !use.Value)
	}
}

func (r *raiser) answers6() {
	c := &r.link.IPv6
	r.ignore("ipv6", "dns", c.UseDNS)
	r.ignore("ipv6", "routes", c.UseRoutes)
	if c.NeverDefault.Set {
		r.flag("ipv6.never-default", c.NeverDefault.Value)
	}
	r.number("ipv6.route-metric", "ipv6", "routeMetric", c.RouteMetric, 0, 1<<32-1)
	switch {
	case c.Privacy.Value:
		r.set("ipv6.ip6-privacy", "2")
	case c.Privacy.Set:
		r.set("ipv6.ip6-privacy", "0")
	}
}
