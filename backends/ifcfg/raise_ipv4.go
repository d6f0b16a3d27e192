package ifcfg

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// ipv4 writes the IPv4 configuration of the link.
func (r *raiser) ipv4() {
	r.bootproto()
	r.addresses4()
	r.dhcp4()
	c := &r.link.IPv4
	if c.NeverDefault.Set {
		r.vars.flag("DEFROUTE", !c.NeverDefault.Value)
	}
	r.metric4()
	if c.DAD.Set {
		r.vars.flag("ARPCHECK", c.DAD.Value)
		if r.nm() && r.host.Dialect() != "ifcfg" {
			r.lose(diag.Behaviour, "ipv4", "dad", c.DAD.Span, "NetworkManager does not look at ARPCHECK",
				"It checks for other owners of an address, or does not, as it is configured: ipv4.dad-timeout in NetworkManager.conf.")
		}
	}
	if m := c.Method.Value; c.LinkLocal.Value && (m == ir.MethodDHCP || m == ir.MethodStatic || m == ir.MethodShared) {
		r.lose(diag.Behaviour, "ipv4", "linkLocal", c.LinkLocal.Span, "there is no key for an address of 169.254.0.0/16 beside others",
			"The link has its other addresses only. Devices that have nothing but a link-local address cannot reach it.")
	}
}

// bootproto writes how the link gets its IPv4 addresses. "none" stands where
// nothing was said too: readers differ about its absence (rule ifcfg keys).
func (r *raiser) bootproto() {
	m := r.link.IPv4.Method
	if (!m.Set || m.Value == ir.MethodNone) && r.link.IPv4.LinkLocal.Value {
		m = ir.Some(ir.MethodLinkLocal, r.link.IPv4.LinkLocal.Span) // beside nothing else it is the method
	}
	word := "none"
	switch m.Value {
	case ir.MethodDHCP:
		word = "dhcp"
	case ir.MethodLinkLocal:
		word = "autoip"
	case ir.MethodShared:
		word = "shared"
	}
	if (word == "autoip" || word == "shared") && !r.nm() {
		r.lose(diag.Connectivity, "ipv4", "method", m.Span, fmt.Sprintf("initscripts do not know the method %q", m.Value),
			"The link comes up without the IPv4 address that the method would give it. Give it a static address.")
		word = "none"
	}
	r.vars.set("BOOTPROTO", word)
}

// addresses4 writes IPADDR and PREFIX, IPADDR1 and PREFIX1 and so on, and a
// file for each labelled address. The first address stands in the link's own
// file whatever its label, unless it did not before: both readers take the rest
// of the IPv4 configuration from there only if it has one (ifup-eth;
// make_ip4_setting).
func (r *raiser) addresses4() {
	var asked, plain, labelled []ir.Address
	for _, a := range r.link.Addresses {
		if isV6(a.Prefix.Addr()) {
			continue
		}
		asked = append(asked, a)
		r.lifetime(a)
		if r.ownFile(a, len(plain)) {
			labelled = append(labelled, a)
			continue
		}
		if a.Label != "" {
			r.changed(diag.Behaviour, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written without its label %q", a.Prefix, r.link.Name, a.Label),
				"A label is the link's name, a colon and letters, digits or underscores, and the first address of a link has none. Scripts that look for the alias by name no longer find it.")
		}
		plain = append(plain, a)
	}
	for i, a := range plain {
		suffix := ""
		if i > 0 {
			suffix = strconv.Itoa(i)
		}
		if i > 0 && r.rhel == 5 {
			r.changed(diag.Connectivity, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written where RHEL 5 does not look", a.Prefix, r.link.Name),
				"Its initscripts read one address of a file. Give the address a label, which puts it into a file of its own.")
		}
		r.vars.set("IPADDR"+suffix, a.Prefix.Addr().String())
		r.vars.set("PREFIX"+suffix, strconv.Itoa(a.Prefix.Bits()))
	}
	for _, a := range labelled {
		if !r.alias(a) {
			asked = slices.DeleteFunc(asked, func(b ir.Address) bool { return a == b })
		}
	}
	slices.SortStableFunc(r.aliases, func(a, b alias) int { return strings.Compare(a.label, b.label) })
	r.moved(asked, plain)
}

// moved announces the addresses that come in another order than asked for:
// those of the link's own file first, then the aliases by the names of their
// files.
func (r *raiser) moved(asked, plain []ir.Address) {
	var written []netip.Addr
	for _, a := range plain {
		written = append(written, a.Prefix.Addr())
	}
	for _, a := range r.aliases {
		written = append(written, a.addr)
	}
	for i, a := range asked {
		if i < len(written) && written[i] != a.Prefix.Addr() {
			r.changed(diag.Behaviour, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written in another place of the order", a.Prefix, r.link.Name),
				"Labelled addresses have files of their own, which come last, in the order of their labels. The kernel prefers the first address of a network as the source of new connections.")
		}
	}
}

// ownFile reports whether an address goes into a file of its own, and
// announces a label that is lost instead.
func (r *raiser) ownFile(a ir.Address, index int) bool {
	dhcp := r.link.IPv4.Method.Value == ir.MethodDHCP && !r.nm()
	switch {
	case a.Label == "" && !dhcp:
		return false
	case a.Label == "" || (index == 0 && !dhcp && r.host.Dialect() != "ifcfg") || !r.validLabel(a.Label):
		return dhcp
	}
	return true
}

// validLabel reports whether an alias can have the name: the link's, a colon
// and letters, digits or underscores (ifup-aliases, new_interface), as long as
// the kernel takes it.
func (r *raiser) validLabel(label string) bool {
	rest, ok := strings.CutPrefix(label, r.link.Name+":")
	taken := slices.ContainsFunc(r.aliases, func(a alias) bool { return a.label == label })
	return ok && rest != "" && len(label) <= loss.MaxName && !taken && !strings.ContainsFunc(rest, func(c rune) bool {
		return special(c) || strings.ContainsRune("./:,@%+=-", c)
	})
}

// alias writes the file of one address. initscripts do not look at the
// addresses of a link with DHCP, so there such an address gets a label that
// it did not have.
// It reports whether there was a label to be had.
func (r *raiser) alias(a ir.Address) bool {
	label := a.Label
	if !r.validLabel(label) {
		label = r.freeLabel()
		if len(label) > loss.MaxName {
			r.lose(diag.Connectivity, "address", a.Prefix.String(), a.Span, "the name of the link leaves no room for a label, which initscripts want beside DHCP",
				"The host does not answer on the address. Rename the link with --rename and convert again.")
			return false
		}
		r.changed(diag.Behaviour, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written under the label %q", a.Prefix, r.link.Name, label),
			"Initscripts take addresses beside DHCP only under a label. Scripts that list addresses by name see another name.")
	}
	file := alias{label: label, addr: a.Prefix.Addr()}
	file.vars.set("DEVICE", label)
	file.vars.set("BOOTPROTO", "none")
	file.vars.set("ONPARENT", "yes")
	file.vars.set("IPADDR", a.Prefix.Addr().String())
	file.vars.set("PREFIX", strconv.Itoa(a.Prefix.Bits()))
	r.aliases = append(r.aliases, file)
	return true
}

func (r *raiser) freeLabel() string {
	for n := 0; ; n++ {
		label := fmt.Sprintf("%s:%d", r.link.Name, n)
		asked := slices.ContainsFunc(r.link.Addresses, func(a ir.Address) bool { return a.Label == label })
		if !asked && (r.validLabel(label) || len(label) > loss.MaxName) {
			return label
		}
	}
}

// lifetime announces what no address there can have.
func (r *raiser) lifetime(a ir.Address) {
	if a.Lifetime != "" && a.Lifetime != "forever" {
		r.changed(diag.Behaviour, "address", a.Prefix.String(), a.Span, fmt.Sprintf("the address %q of %q is written without its lifetime %q", a.Prefix, r.link.Name, a.Lifetime),
			"The address is there for ever, so that the kernel also uses it as the source of new connections.")
	}
}

// dhcp4 writes what DHCP is asked and what is taken from its answers.
func (r *raiser) dhcp4() {
	c := &r.link.IPv4
	if c.UseDNS.Set {
		r.peerDNS(c.UseDNS.Value)
	}
	switch {
	case c.UseRoutes.Set && r.nm():
		r.vars.flag("PEERROUTES", c.UseRoutes.Value)
	case c.UseRoutes.Set && !c.UseRoutes.Value:
		r.lose(diag.Behaviour, "ipv4", "useRoutes", c.UseRoutes.Span, "initscripts take all routes that DHCP offers",
			"The host has the server's routes too. Leave them out on the server, or use DEFROUTE=no if it is about the default route.")
	}
	switch {
	case c.ClientID.Set && r.nm():
		r.text("DHCP_CLIENT_ID", "ipv4", "clientID", c.ClientID, diag.Connectivity)
	case c.ClientID.Set:
		r.lose(diag.Behaviour, "ipv4", "clientID", c.ClientID.Span, "initscripts leave it to dhclient.conf",
			"The DHCP server may not know the host and offer another address. Write send dhcp-client-identifier into /etc/dhcp/dhclient-"+r.link.Name+".conf.")
	}
	// initscripts evaluate the name (network-functions, set_hostname_options).
	if c.Hostname.Set && (!loss.ValidHost(c.Hostname.Value) || !r.vars.set("DHCP_HOSTNAME", c.Hostname.Value)) {
		r.lose(diag.Behaviour, "ipv4", "hostname", c.Hostname.Span, "it is no host name", "The DHCP server is told the host's own name.")
	}
}

// peerDNS writes whether the name servers that DHCP offers are used. To
// initscripts "no" alone means that resolv.conf is left as it is; with
// RESOLV_MODS they still write the link's own name servers into it (ifup-post;
// fedora-sysv/initscripts pull request 238).
func (r *raiser) peerDNS(use bool) {
	l := r.link
	r.vars.flag("PEERDNS", use)
	if !use && !r.nm() && len(l.DNS.Servers)+len(l.DNS.Search) > 0 {
		r.vars.flag("RESOLV_MODS", true)
	}
}

// metric4 writes the metric of the routes that DHCP brings. On a static link the
// same key would give it to the default route only, which has its own.
func (r *raiser) metric4() {
	c := &r.link.IPv4
	switch {
	case c.RouteMetric.Set && c.Method.Value != ir.MethodDHCP:
		r.lose(diag.Behaviour, "ipv4", "routeMetric", c.RouteMetric.Span, "it is for the routes of DHCP",
			"The link's own routes have the metrics that are written on them, or none.")
	case r.nm():
		r.number("IPV4_ROUTE_METRIC", "ipv4", "routeMetric", c.RouteMetric)
	default:
		r.number("METRIC", "ipv4", "routeMetric", c.RouteMetric)
	}
}
