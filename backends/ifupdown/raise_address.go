package ifupdown

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
)

// writable reports whether an address can stand in a stanza.
func writable(a *ir.Address) bool { return a.Prefix.IsValid() && !a.Prefix.Addr().IsUnspecified() }

// plain returns the first IPv4 address without a label, or nil.
func (r *raiser) plain(l *ir.Link) *ir.Address {
	for i := range l.Addresses {
		if a := &l.Addresses[i]; writable(a) && a.Prefix.Addr().Is4() {
			if a.Label != "" {
				return nil
			}
			return a
		}
	}
	return nil
}

// families writes the addressing: what does not stand in the first stanza gets
// stanzas of its own. It returns the stanza of each family.
func (r *raiser) families(l *ir.Link, first *stanza) map[string]*stanza {
	rest := map[string]*stanza{"inet": first}
	r.ipv4(l, first, rest)
	own := r.plain(l)
	if l.IPv4.Method.Value == ir.MethodDHCP {
		own = nil
	}
	for i := range l.Addresses {
		a := &l.Addresses[i]
		switch {
		case !writable(a):
			r.lose(l, diag.Connectivity, "address", a.Prefix.String(), a.Span, "it is no address of a host", "Correct it, or the host will not have the address.")
		case a == own:
			first.lines = append([]string{"address " + a.Prefix.String()}, first.lines...)
			first.network = a.Prefix.Masked()
			r.lifetime(l, a)
		case a.Prefix.Addr().Is4():
			r.address4(l, a)
		default:
			r.address6(l, a, rest)
		}
	}
	r.ipv6(l, rest)
	return rest
}

// address4 writes a further IPv4 address. One with a label is a stanza of the
// label's name, which ifupdown takes for an alias.
func (r *raiser) address4(l *ir.Link, a *ir.Address) {
	name := l.Name
	if a.Label != "" && a.Label != l.Name {
		if rest, ok := strings.CutPrefix(a.Label, l.Name+":"); ok && rest != "" && loss.ValidLabel(a.Label) && !strings.ContainsAny(rest, ":=/") {
			name = a.Label
		} else {
			r.lose(l, diag.Behaviour, "address", a.Prefix.String(), a.Span, "its label does not begin with the link's name and a colon",
				"The address itself is written. Programs that look for the alias by its name will not find it.")
		}
	}
	s := r.document.iface(name, "inet", "static")
	if name != l.Name && (!l.Activation.Set || l.Activation.Value == ir.Boot) {
		s.before = append(s.before, "auto "+name)
	}
	s.set("address", a.Prefix.String())
	s.network = a.Prefix.Masked()
	r.lifetime(l, a)
}

// lifetime announces the lifetime of an IPv4 address.
func (r *raiser) lifetime(l *ir.Link, a *ir.Address) {
	if a.Lifetime != "" {
		r.lose(l, diag.Behaviour, "address", a.Prefix.String(), a.Span, "ifupdown has lifetimes for IPv6 addresses alone", "The address is written without it and will be preferred as a source address.")
	}
}

func (r *raiser) address6(l *ir.Link, a *ir.Address, rest map[string]*stanza) {
	s := r.document.iface(l.Name, "inet6", "static")
	if rest["inet6"] == nil {
		rest["inet6"] = s
		r.advertised(l, s, false)
	}
	s.set("address", a.Prefix.String())
	s.network = a.Prefix.Masked()
	switch a.Lifetime {
	case "":
	case "0", "forever":
		s.set("preferred-lifetime", a.Lifetime)
	default:
		r.lose(l, diag.Behaviour, "address", a.Prefix.String(), a.Span, "bondc writes the lifetimes 0 and forever", "The address is written without it and will be preferred as a source address.")
	}
	if a.Label != "" {
		r.lose(l, diag.Behaviour, "address", a.Prefix.String(), a.Span, "IPv6 addresses have no labels", "The address itself is written.")
	}
}

// ipv4 writes the method of IPv4, and announces what ifupdown cannot say of it.
func (r *raiser) ipv4(l *ir.Link, first *stanza, rest map[string]*stanza) {
	c := &l.IPv4
	switch {
	case c.Method.Value == ir.MethodDHCP:
		if !strings.HasSuffix(first.head, " dhcp") {
			rest["inet"] = r.document.iface(l.Name, "inet", "dhcp")
		}
		r.dhcp(l, rest["inet"])
	case c.Method.Value == ir.MethodLinkLocal:
		r.document.iface(l.Name, "inet", "ipv4ll")
	case c.LinkLocal.Value && c.Method.Value != ir.MethodStatic && c.Method.Value != ir.MethodShared:
		r.document.iface(l.Name, "inet", "ipv4ll")
	case c.Method.Value == ir.MethodShared:
		r.lose(l, diag.Connectivity, "ipv4", "method", c.Method.Span, "only NetworkManager shares a connection",
			"Machines behind the link will have no DHCP and no way out. Set up a DHCP server and address translation on the new host.")
	}
	if c.LinkLocal.Value && (c.Method.Value == ir.MethodDHCP || c.Method.Value == ir.MethodStatic || c.Method.Value == ir.MethodShared) {
		r.lose(l, diag.Behaviour, "ipv4", "linkLocal", c.LinkLocal.Span, "a link-local address beside others is networkd's and NetworkManager's", "The link has no such address.")
	}
	if c.DAD.Set {
		r.lose(l, diag.Behaviour, "ipv4", "dad", c.DAD.Span, "ifupdown does not look for IPv4 addresses that are taken", "The host will take its addresses without asking whether another one has them.")
	}
	if c.Method.Value != ir.MethodDHCP {
		r.idle4(l)
	}
}

// dhcp writes what dhclient is told, and announces the rest.
func (r *raiser) dhcp(l *ir.Link, s *stanza) {
	c := &l.IPv4
	switch host := c.Hostname; {
	case !host.Set:
	case !loss.ValidHost(host.Value):
		r.lose(l, diag.Behaviour, "ipv4", "hostname", host.Span, "it is no name of a host", "The DHCP server will see the system's own name.")
	default:
		s.set("hostname", host.Value)
	}
	r.number(l, s, "metric", "ipv4", "routeMetric", c.RouteMetric, 0, 1<<31-1)
	const detail = "dhclient takes all that the server sends. Its own file, /etc/dhcp/dhclient.conf, can say otherwise (request, supersede)."
	for _, x := range []struct {
		item string
		o    ir.Opt[bool]
	}{{"useDNS", c.UseDNS}, {"useRoutes", c.UseRoutes}, {"neverDefault", c.NeverDefault}} {
		if x.o.Set {
			class := diag.Behaviour
			if x.o.Value == (x.item != "neverDefault") {
				class = diag.Bookkeeping
			}
			r.lose(l, class, "ipv4", x.item, x.o.Span, "it is a matter of the DHCP client", detail)
		}
	}
	if c.ClientID.Set {
		r.lose(l, diag.Behaviour, "ipv4", "clientID", c.ClientID.Span, "it is a matter of the DHCP client", "The DHCP server may see another client identifier and give another address. "+detail)
	}
}

// idle4 announces what is said about DHCP where there is none.
func (r *raiser) idle4(l *ir.Link) {
	c := &l.IPv4
	idle := func(item string, set bool, o ir.Opt[bool]) {
		if set {
			r.lose(l, diag.Bookkeeping, "ipv4", item, o.Span, "it is about DHCP, which does not run", "Nothing changes on the machine.")
		}
	}
	idle("useDNS", c.UseDNS.Set, c.UseDNS)
	idle("useRoutes", c.UseRoutes.Set, c.UseRoutes)
	idle("neverDefault", c.NeverDefault.Set, c.NeverDefault)
	idle("routeMetric", c.RouteMetric.Set, ir.Opt[bool]{Span: c.RouteMetric.Span})
	idle("clientID", c.ClientID.Set, ir.Opt[bool]{Span: c.ClientID.Span})
	idle("hostname", c.Hostname.Set, ir.Opt[bool]{Span: c.Hostname.Span})
}

// ipv6 writes the method of IPv6 where no address of its own says enough.
func (r *raiser) ipv6(l *ir.Link, rest map[string]*stanza) {
	c := &l.IPv6
	ra, dhcp := effect.RA(c), effect.AsksDHCP6(c)
	switch {
	case dhcp:
		s := r.document.iface(l.Name, "inet6", "dhcp")
		s.set("accept_ra", zeroOne(ra))
		rest["inet6"] = first(rest["inet6"], s)
		if c.Privacy.Set && len(s.lines) == 1 && rest["inet6"] == s {
			r.lose(l, diag.Behaviour, "ipv6", "privacy", c.Privacy.Span, "the method dhcp has no temporary addresses", "The kernel's own setting applies (net.ipv6.conf.*.use_tempaddr).")
		}
	case rest["inet6"] == nil && (!ra || c.Method.Value == ir.MethodAuto || c.RA.Set || c.Privacy.Set):
		s := r.document.iface(l.Name, "inet6", "auto")
		rest["inet6"] = s
		r.advertised(l, s, true)
	case c.Method.Value == ir.MethodAuto:
		r.document.iface(l.Name, "inet6", "auto")
	}
	if !c.LinkLocal.Or(c.Method.Value != ir.MethodDisabled) {
		r.lose(l, diag.Behaviour, "ipv6", "linkLocal", c.Method.Span, "ifupdown leaves link-local addresses to the kernel",
			"The link has a link-local IPv6 address. To switch IPv6 off, set net.ipv6.conf."+l.Name+".disable_ipv6 = 1 in /etc/sysctl.d on the new host.")
	}
	const detail = "The kernel, or dhclient, takes all that is sent. Switch advertisements off if the link must not have it, and write its addresses and routes."
	for _, x := range []struct {
		item string
		set  bool
		o    ir.Opt[bool]
	}{{"useDNS", c.UseDNS.Set, c.UseDNS}, {"useRoutes", c.UseRoutes.Set, c.UseRoutes}, {"neverDefault", c.NeverDefault.Set, c.NeverDefault}} {
		if x.set {
			r.lose(l, diag.Behaviour, "ipv6", x.item, x.o.Span, "ifupdown has no word for it", detail)
		}
	}
	r.ledger.RouterMetric(l, "ifupdown has no word for it")
}

func first(a, b *stanza) *stanza {
	if a != nil {
		return a
	}
	return b
}

// advertised writes whether advertisements are taken, and temporary addresses.
// The method static takes routes from them, but no addresses unless it is told
// to (interfaces(5), autoconf; seen with ifupdown 0.8.41): a file of the same
// dialect that does not say so is left alone.
func (r *raiser) advertised(l *ir.Link, s *stanza, alone bool) {
	c := &l.IPv6
	ra := effect.RA(c)
	switch {
	case !alone && ra && (c.RA.Set || r.host.Dialect() != "ifupdown"):
		s.set("accept_ra", zeroOne(ra))
		s.set("autoconf", zeroOne(ra))
	case !ra || alone && c.RA.Set && c.Method.Value != ir.MethodAuto:
		s.set("accept_ra", zeroOne(ra))
	}
	if c.Privacy.Set {
		s.set("privext", map[bool]string{true: "2", false: "0"}[c.Privacy.Value])
	}
}

func zeroOne(on bool) string {
	return strconv.Itoa(map[bool]int{true: 1, false: 0}[on])
}
