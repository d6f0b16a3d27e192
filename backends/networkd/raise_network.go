package networkd

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// network is the file that configures a link: how it is brought up, on what it
// is a port, what stands on it, and its addressing.
func (r *raiser) network(l *ir.Link, mac string) *unit {
	u := &unit{suffix: ".network"}
	r.unmatched(l)
	if s := u.section("Match"); l.Kind != ir.Ethernet || r.renames(l) || !r.match(l, s, "Name") {
		s.set("Name", l.Name)
	}
	device := u.section("Link")
	if mac != "" && l.Kind == ir.Ethernet {
		device.set("MACAddress", mac)
	}
	if l.MTU.Set {
		r.number(l, device, "MTUBytes", "mtu", "", l.MTU, 1, 1<<31-1)
	}
	r.start(l, device)
	s := u.section("Network")
	owner := r.ledger.Owner(l.Name)
	r.attach(l, owner, u, s)
	for _, v := range r.ledger.VLANs(l.Name) {
		s.set("VLAN", v.Name)
	}
	r.families(l, u, s)
	if l.Kind != ir.Ethernet && owner == nil && r.keepsAddresses(l) && !r.before("235") {
		// Without it networkd takes the addresses away while a bond has no
		// carrier; everybody else leaves them (facts/dialects.md 5.4, 7.5).
		s.set("ConfigureWithoutCarrier", "yes")
	}
	r.addresses(l, u, s)
	r.dns(l, s)
	r.routes(l, u)
	r.rules(l, u)
	return u
}

// attach writes whose port the link is.
func (r *raiser) attach(l, owner *ir.Link, u *unit, s *section) {
	switch {
	case owner == nil:
	case owner.Kind == ir.BondKind:
		s.set("Bond", owner.Name)
		if key := r.marks[l.Name]; key != "" {
			s.set(key, "true")
		}
	default:
		s.set("Bridge", owner.Name)
		p, b := r.ledger.Port(l.Name), u.section("Bridge")
		r.number(owner, b, "Cost", "port-option", p.Name+"/pathCost", p.PathCost, 1, 65535)
		r.number(owner, b, "Priority", "port-option", p.Name+"/priority", p.Priority, 0, 63)
	}
}

// start writes whether the link is brought up, and whether boot waits for it.
func (r *raiser) start(l *ir.Link, s *section) {
	if l.Optional.Set {
		s.set("RequiredForOnline", yesNo(!l.Optional.Value))
	}
	switch a := l.Activation; {
	case !a.Set || a.Value == ir.Boot:
	case r.before("248"):
		r.lose(l, diag.Connectivity, "activation", "", a.Span, r.lacks("248"),
			fmt.Sprintf("%q is not brought up at boot today, and would be then, with its addresses: if another host uses them, both lose their connections. Take the link out of the input, or convert for a newer target.", l.Name))
	case a.Value == ir.Off:
		s.set("ActivationPolicy", "always-down")
	default:
		s.set("ActivationPolicy", "manual")
	}
}

// addresses writes the addresses in their order: as plain lines, or as sections
// where one of them has more to say.
func (r *raiser) addresses(l *ir.Link, u *unit, s *section) {
	plain := true
	for i := range l.Addresses {
		plain = plain && l.Addresses[i].Label == "" && l.Addresses[i].Lifetime == "" && !l.IPv4.DAD.Value
	}
	for i := range l.Addresses {
		a := &l.Addresses[i]
		switch {
		case !a.Prefix.IsValid() || a.Prefix.Addr().IsUnspecified():
			r.lose(l, diag.Connectivity, "address", a.Prefix.String(), a.Span, "it is no address of a host", "networkd would ask for any free network instead. Correct it, or the host will not have the address.")
		case plain:
			s.set("Address", a.Prefix.String())
		default:
			r.address(l, u.fresh("Address"), a)
		}
	}
}

// address writes an address in a section of its own.
func (r *raiser) address(l *ir.Link, s *section, a *ir.Address) {
	s.set("Address", a.Prefix.String())
	lose := func(why, detail string) {
		r.lose(l, diag.Behaviour, "address", a.Prefix.String(), a.Span, why, detail)
	}
	const unlabelled = "The address itself is written. Programs that look for the alias by its name will not find it."
	v4 := a.Prefix.Addr().Is4()
	switch {
	case a.Label == "":
	case !v4:
		lose("IPv6 addresses have no labels", unlabelled)
	case !loss.ValidLabel(a.Label):
		lose(fmt.Sprintf("%q is no label of 1 to 15 letters and digits", a.Label), unlabelled)
	default:
		s.set("Label", a.Label)
	}
	switch a.Lifetime {
	case "":
	case "0", "forever":
		s.set("PreferredLifetime", a.Lifetime)
	default:
		lose("networkd knows the lifetimes 0 and forever", "The address is written without it and will be preferred as a source address.")
	}
	if l.IPv4.DAD.Value && v4 && !r.before("246") {
		s.set("DuplicateAddressDetection", "ipv4")
	}
}

// dns writes the link's name servers and search domains.
func (r *raiser) dns(l *ir.Link, s *section) {
	const detail = "Names that need it will not be resolved on the new host."
	for _, x := range l.DNS.Servers {
		if zone := x.Addr.Zone(); !x.Addr.IsValid() || (zone != "" && !loss.ValidName(zone)) {
			r.lose(l, diag.Connectivity, "dns", x.Addr.String(), x.Span, "it is no address", detail)
			continue
		}
		s.set("DNS", x.Addr.String())
	}
	var domains []string
	for _, x := range l.DNS.Search {
		if !loss.ValidDomain(x.Domain) {
			r.ledger.NoDomain(l, &x)
			continue
		}
		domains = append(domains, x.Domain)
	}
	if len(domains) > 0 {
		s.set("Domains", strings.Join(domains, " "))
	}
}
