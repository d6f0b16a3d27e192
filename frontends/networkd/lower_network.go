package networkd

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// network reads a .network file into the links that it is the first to match.
func (l *lowering) network(d *document, known []string) {
	m := l.matchOf(d, "Name")
	if !m.usable() {
		d.skip(diag.Connectivity, "networkd ignores a .network file that does not say in [Match] what it is for", "ignored")
		return
	}
	links := l.links(d, &m, known)
	if len(links) == 0 {
		for _, name := range known {
			if first := l.taken[name]; m.matches(name) && first != nil {
				d.shadowed(name, first)
				return
			}
		}
		return
	}
	s := d.merged("Network")
	var ports []*ir.Link
	var bond *ir.Link
	for _, link := range links {
		d.own(link.Name)
		l.device(link, d.merged("Link"))
		if of := l.attach(link, d, s); of != nil {
			ports, bond = append(ports, link), of
		}
		l.stacked(link, s)
		l.addressing(link, d, s)
		l.families(link, d, s)
	}
	if bond != nil {
		l.marks(ports, bond, s)
	}
}

// shadowed keeps one key as residue for a file that comes too late: the first
// file that matches a link is the only one.
func (d *document) shadowed(name string, first *document) {
	for _, k := range d.keys() {
		k.use("shadowed")
		k.entry.Link = name
	}
	for _, k := range d.merged("Match").keys {
		if k.Key == "Name" {
			k.entry.UsedBy, k.entry.Class = "", diag.Behaviour
			k.entry.Reason = fmt.Sprintf("%s configures %q: the first file that matches a link is the only one", first.base, name)
		}
	}
}

// device reads [Link].
func (l *lowering) device(link *ir.Link, s *section) {
	if k := s.last("MACAddress"); k != nil {
		if o := l.mac(k, "mac"); o.Set {
			link.MAC = o
		}
	}
	if o := l.size(s, "mtu", "MTUBytes"); o.Set {
		link.MTU = o
	}
	if k := s.last("RequiredForOnline"); k != nil {
		on, p := option.DecodeFlag(k.Value)
		if k.use("optional"); p.Kind != option.NoProblem {
			on = true // a state that is waited for
			k.entry.UsedBy, k.entry.Class = "", diag.Behaviour
			k.entry.Reason = "boot waits until the link has this state; the output waits for the usual one"
		}
		link.Optional = ir.Some(!on, k.ValueSpan)
	}
	k := s.last("ActivationPolicy")
	if k == nil {
		return
	}
	switch k.Value {
	case "up", "always-up":
		link.Activation = ir.Some(ir.Boot, k.ValueSpan)
	case "manual":
		link.Activation = ir.Some(ir.Manual, k.ValueSpan)
	case "down", "always-down":
		link.Activation = ir.Some(ir.Off, k.ValueSpan)
	default:
		k.entry.Class = diag.Connectivity
		return
	}
	k.use("activation")
}

// attach reads whose port the link is, and returns the bond where it is one's.
// With KeepMaster=yes networkd takes no notice of what says so
// (networkd-network.c, network_verify).
func (l *lowering) attach(link *ir.Link, d *document, s *section) *ir.Link {
	if keep := s.last("KeepMaster"); keep != nil {
		if on, p := option.DecodeFlag(keep.Value); p.Kind == option.NoProblem && on {
			for _, k := range s.list("Bond", "Bridge") {
				k.use("kept")
			}
			return nil
		}
	}
	if k := s.last("Bond"); k != nil {
		if bond := l.netdevOf(k, k.Value, k.ValueSpan, ir.BondKind); bond != nil {
			k.use("port")
			bond.Bond.Ports = append(bond.Bond.Ports, ir.Port{Name: link.Name, Span: k.ValueSpan})
			return bond
		}
		return nil
	}
	k := s.last("Bridge")
	if k == nil {
		return nil
	}
	if bridge := l.netdevOf(k, k.Value, k.ValueSpan, ir.BridgeKind); bridge != nil {
		k.use("port")
		b := d.merged("Bridge")
		bridge.Bridge.Ports = append(bridge.Bridge.Ports, ir.Port{
			Name: link.Name, Span: k.ValueSpan,
			PathCost: l.number(b, "port-option", 1, 65535, "Cost"), Priority: l.number(b, "port-option", 0, 63, "Priority"),
		})
	}
	return nil
}

// marks reads the options of a bond that stand in the file of the port that is
// meant. A file for several ports says it for each of them in turn, as it is
// attached (networkd-setlink.c, link_configure_fill_message): the last one is what
// is left.
func (l *lowering) marks(ports []*ir.Link, bond *ir.Link, s *section) {
	meant := ports[len(ports)-1]
	for i := range option.Rows() {
		id := option.Rows()[i].ID
		cell := option.Spell(id, option.Networkd)
		if cell.Place != option.MarksPort {
			continue
		}
		k := s.last(cell.Key)
		if on := l.flag(s, "option", cell.Key); !on.Value {
			continue
		}
		bond.Bond.Settings = append(bond.Bond.Settings, ir.Setting{ID: id, Key: k.Key, Value: meant.Name, Raw: k.Value, KeySpan: k.KeySpan, Span: k.ValueSpan})
		if len(ports) > 1 {
			l.report(diag.OverriddenOption, k.Span, bond.Name,
				fmt.Sprintf("%q stands in a file for %d ports, and a bond has one %s", k.Key, len(ports), option.Get(id).Kernel),
				fmt.Sprintf("networkd says it of each port when it attaches it, and the last one counts: that is %q here, and may be another one after a boot in which the devices come in another order. Give the port that is meant a file of its own.", meant.Name))
		}
	}
}

// stacked reads which VLANs stand on the link.
func (l *lowering) stacked(link *ir.Link, s *section) {
	for _, k := range s.list("VLAN") {
		for _, w := range k.Words() {
			vlan := l.netdevOf(k, w.Text, w.Span, ir.VLANKind)
			if vlan == nil {
				continue
			}
			k.use("vlan")
			if !vlan.VLAN.Link.Set {
				vlan.VLAN.Link = ir.Some(link.Name, w.Span)
				l.vlans = append(l.vlans, vlan.Name)
			}
		}
	}
}

// addressing reads addresses, routes, rules and name servers.
func (l *lowering) addressing(link *ir.Link, d *document, s *section) {
	for _, k := range s.list("Address") {
		if p, ok := l.hostPrefix(k); ok {
			k.use("address")
			link.Addresses = append(link.Addresses, ir.Address{Prefix: p, Span: k.ValueSpan})
		}
	}
	for _, sec := range d.each("Address") {
		l.address(link, sec)
	}
	for _, k := range s.list("Gateway") {
		a, err := netip.ParseAddr(k.Value)
		if err != nil || a.IsUnspecified() {
			if k.Value != "_dhcp4" && k.Value != "_ipv6ra" {
				l.bad(k, "it is no address")
			}
			continue
		}
		k.use("route")
		link.Routes = append(link.Routes, ir.Route{Default: true, Family: familyOf(a), Via: a, Span: k.ValueSpan})
	}
	for _, sec := range d.each("Route") {
		l.route(link, sec)
	}
	for _, sec := range d.each("RoutingPolicyRule") {
		l.rule(link, sec)
	}
	l.dns(link, s)
	if k := s.last("ConfigureWithoutCarrier"); k != nil {
		if on, p := option.DecodeFlag(k.Value); p.Kind == option.NoProblem && on && link.Kind != ir.Ethernet {
			k.use("carrier")
		}
	}
}

func familyOf(a netip.Addr) int {
	if a.Is4() {
		return 4
	}
	return 6
}

// hostPrefix reads the address of a host.
func (l *lowering) hostPrefix(k *key) (netip.Prefix, bool) {
	p, ok := prefix(k.Value, false)
	switch {
	case !ok:
		l.bad(k, "it is no address")
		return p, false
	case p.Addr().IsUnspecified():
		k.entry.Class, k.entry.Reason = diag.Connectivity, "networkd picks a free network for it"
		return p, false
	}
	return p, true
}

// address reads an [Address] section.
func (l *lowering) address(link *ir.Link, s *section) {
	k := s.last("Address")
	if k == nil {
		return
	}
	p, ok := l.hostPrefix(k)
	if !ok {
		return
	}
	k.use("address")
	a := ir.Address{Prefix: p, Span: k.ValueSpan}
	if o := text(s, "address", "Label"); o.Set {
		a.Label = o.Value
	}
	if life := s.last("PreferredLifetime"); life != nil {
		switch life.Value {
		case "0", "0s":
			a.Lifetime = "0"
		case "forever", "infinity":
			a.Lifetime = "forever"
		}
		if a.Lifetime != "" {
			life.use("address")
		}
	}
	if dad := s.last("DuplicateAddressDetection"); dad != nil && p.Addr().Is4() {
		switch dad.Value {
		case "ipv4", "both", "yes":
			link.IPv4.DAD = ir.Some(true, dad.ValueSpan)
			dad.use("dad")
		case "none", "no", "ipv6":
			dad.use("dad")
		}
	}
	link.Addresses = append(link.Addresses, a)
}

// dns reads name servers and search domains; a domain with "~" only routes
// queries, and keeps its sign in the model.
func (l *lowering) dns(link *ir.Link, s *section) {
	for _, k := range s.list("DNS") {
		for _, w := range k.Words() {
			a, err := netip.ParseAddr(strings.Trim(w.Text, "[]"))
			if err != nil {
				k.entry.UsedBy = ""
				k.entry.Reason = "a port or server name of a name server is kept by networkd only"
				break
			}
			k.use("dns")
			link.DNS.Servers = append(link.DNS.Servers, ir.DNSServer{Addr: a, Span: w.Span})
		}
	}
	for _, k := range s.list("Domains") {
		k.use("dns")
		for _, w := range k.Words() {
			link.DNS.Search = append(link.DNS.Search, ir.Search{Domain: w.Text, Span: w.Span})
		}
	}
}
