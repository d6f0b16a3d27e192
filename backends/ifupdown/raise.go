package ifupdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

type raiser struct {
	host     *ir.Host
	ledger   *loss.Ledger
	document document
	// written are the entries that have been put back as they were.
	written map[*ir.Entry]bool
}

// lose notes that a facet of the link is not written.
func (r *raiser) lose(l *ir.Link, class diag.Class, what, item string, span source.Span, why, detail string) {
	r.ledger.Lose(l, class, what, item, span, why, detail)
}

// misread says that the name of a link means something to ifupdown that the link
// is not: "none" stands for no ports, and a VLAN is made of what is called by a
// link, a dot and a number (interfaces(5), VLAN INTERFACES).
func misread(l *ir.Link) string {
	if l.Name == "none" {
		return "ifupdown takes the name for no port; --rename gives it another"
	}
	dot := strings.LastIndexByte(l.Name, '.')
	if dot <= 0 {
		return ""
	}
	id, err := strconv.ParseUint(l.Name[dot+1:], 10, 16)
	switch {
	case err != nil:
		return ""
	case l.Kind != ir.VLANKind:
		return fmt.Sprintf("ifupdown makes a VLAN of the name, and it is of kind %q; --rename gives it another", l.Kind)
	case l.VLAN.Link.Value != l.Name[:dot] || l.VLAN.ID.Value != int(id):
		return fmt.Sprintf("ifupdown makes the VLAN %d on %q of the name, and it is %d on %q; --rename gives it another", id, l.Name[:dot], l.VLAN.ID.Value, l.VLAN.Link.Value)
	}
	return ""
}

// link writes the stanzas of a link: first the one that holds its device, then
// one for each further address and family.
func (r *raiser) link(l *ir.Link) {
	r.ledger.Via(l, target.Ifupdown)
	r.ledger.Zone(l)
	r.ledger.Managed(l, target.Ifupdown)
	r.ledger.Device(l)
	if l.Name == "lo" {
		r.lose(l, diag.Connectivity, "link", "", l.Span, "the stanza of lo stands in /etc/network/interfaces",
			"Its addresses will not be on the new host. Write them there by hand.")
		return
	}
	owner := r.ledger.Owner(l.Name)
	first := r.first(l)
	r.start(l, owner, first)
	r.device(l, first)
	switch l.Kind {
	case ir.BondKind:
		r.bond(l, first)
	case ir.VLANKind:
		r.vlan(l, first)
	case ir.BridgeKind:
		r.bridge(l, first)
	}
	r.dns(l, first)
	rest := r.families(l, first)
	for i := range l.Routes {
		r.route(l, first, rest, &l.Routes[i])
	}
	for i := range l.Rules {
		r.rule(l, first, &l.Rules[i])
	}
	r.putBack(l, first, rest)
	if n := len(r.document.stanzas); owner != nil && len(first.before) < 2 && len(first.lines) == 0 && r.document.stanzas[n-1] == first {
		r.document.stanzas = r.document.stanzas[:n-1] // the list of ports names it
	}
}

// first begins the stanza that holds the device. The method dhcp has no MTU
// (interfaces(5)), so that a link with both has one more.
func (r *raiser) first(l *ir.Link) *stanza {
	switch {
	case l.IPv4.Method.Value == ir.MethodDHCP && !l.MTU.Set:
		return r.document.iface(l.Name, "inet", "dhcp")
	case l.IPv4.Method.Value == ir.MethodDHCP:
	case r.plain(l) != nil:
		return r.document.iface(l.Name, "inet", "static")
	}
	return r.document.iface(l.Name, "inet", "manual")
}

// start writes how the link is brought up: at boot, with its bond, or not.
func (r *raiser) start(l, owner *ir.Link, s *stanza) {
	r.match(l, s)
	if l.Optional.Set && l.Optional.Value {
		r.lose(l, diag.Behaviour, "optional", "", l.Optional.Span, "ifupdown waits for every link that it brings up", "Boot may take longer while the link has no carrier.")
	}
	a := l.Activation
	switch {
	case owner != nil && owner.Kind == ir.BondKind:
		// ifenslave brings up ports of this class with their bond.
		s.before = append(s.before, "allow-"+owner.Name+" "+l.Name)
	case a.Set && a.Value == ir.Off:
		r.lose(l, diag.Behaviour, "activation", "", a.Span, "ifupdown does not hold links down", "The link is not brought up at boot, and nobody keeps others from doing so.")
	case !a.Set || a.Value == ir.Boot:
		s.before = append(s.before, "auto "+l.Name)
	}
}

// match writes which device gets the link's name, where its address tells.
func (r *raiser) match(l *ir.Link, s *stanza) {
	m := &l.Match
	if l.Kind != ir.Ethernet || !m.Any() && !m.Rename.Set {
		return
	}
	const detail = "The device is found by its name. If it has another one on the new host, the link stays unconfigured: look it up there."
	renames := r.ledger.Renames(l)
	if m.PermanentMAC.Set && loss.ValidMAC(m.PermanentMAC.Value) && renames {
		s.before = append(s.before, "rename mac/"+strings.ToLower(m.PermanentMAC.Value)+"="+l.Name)
	} else if m.PermanentMAC.Set {
		r.lose(l, diag.Behaviour, "match", "permanentMAC", m.PermanentMAC.Span, "a stanza is for the device of its name", detail)
	}
	if renames && !m.PermanentMAC.Set {
		r.ledger.Unmatched(l)
	}
	if m.Rename.Set && !renames && m.Any() {
		r.lose(l, diag.Bookkeeping, "match", "rename", m.Rename.Span, "a stanza is for the device of its name", "Nothing is renamed, as today.")
	}
	for _, x := range []struct {
		item string
		o    ir.Opt[string]
	}{{"name", m.Name}, {"driver", m.Driver}} {
		if x.o.Set {
			r.lose(l, diag.Connectivity, "match", x.item, x.o.Span, "a stanza is for the device of its name", detail)
		}
	}
}

// device writes what belongs to the device and not to its addressing.
func (r *raiser) device(l *ir.Link, s *stanza) {
	if mac := r.ledger.MAC(l); mac != "" {
		s.set("hwaddress", mac)
	}
	r.ledger.MACOrigin(l, target.Ifupdown)
	if l.MTU.Set {
		r.number(l, s, "mtu", "mtu", "", l.MTU, 1, 1<<31-1)
	}
	if l.WakeOnLAN.Set && l.Kind == ir.Ethernet {
		s.set("ethernet-wol", map[bool]string{true: "g", false: "d"}[l.WakeOnLAN.Value])
	}
}

// number writes a number in a range, or announces that it is outside.
func (r *raiser) number(l *ir.Link, s *stanza, key, what, item string, o ir.Opt[int], low, high int) {
	switch {
	case !o.Set:
	case o.Value < low || o.Value > high:
		r.lose(l, diag.Behaviour, what, item, o.Span, fmt.Sprintf("%d is not in %d..%d", o.Value, low, high), "The kernel's default applies instead. Correct the number.")
	default:
		s.set(key, strconv.Itoa(o.Value))
	}
}

// dns writes the link's name servers and search domains.
func (r *raiser) dns(l *ir.Link, s *stanza) {
	var servers, domains []string
	for _, x := range l.DNS.Servers {
		if zone := x.Addr.Zone(); !x.Addr.IsValid() || (zone != "" && !loss.ValidName(zone)) {
			r.lose(l, diag.Connectivity, "dns", x.Addr.String(), x.Span, "it is no address", "Names that need it will not be resolved on the new host.")
			continue
		}
		servers = append(servers, x.Addr.String())
	}
	for _, x := range l.DNS.Search {
		if !loss.ValidDomain(x.Domain) {
			r.ledger.NoDomain(l, &x)
			continue
		}
		if r.ledger.RoutesOnly(l, &x) {
			continue
		}
		domains = append(domains, x.Domain)
	}
	if len(servers) > 0 {
		s.set("dns-nameservers", strings.Join(servers, " "))
	}
	if len(domains) > 0 {
		s.set("dns-search", strings.Join(domains, " "))
	}
}

// putBack writes the lines of a link of the same dialect that the model has no
// place for into the stanza of their family. Options of a bond stay out of other
// stanzas, which they would make those of a bond.
func (r *raiser) putBack(l *ir.Link, first *stanza, rest map[string]*stanza) {
	if r.host.Dialect() != "ifupdown" {
		return
	}
	for _, e := range r.host.Entries {
		if e.Link != l.Name || e.UsedBy != "" || e.Key == "iface" || e.Section == "" || e.Value == "" || clean(e.Value) != e.Value || clean(e.Key) != e.Key {
			continue
		}
		if l.Bond == nil && strings.HasPrefix(strings.ReplaceAll(e.Key, "_", "-"), "bond-") {
			continue
		}
		s := first
		if rest[e.Section] != nil {
			s = rest[e.Section]
		}
		if strings.HasSuffix(s.head, " static") && slices.Contains([]string{"address", "netmask", "gateway"}, e.Key) {
			continue // the method of its own stanza passes it over, and this one would not
		}
		s.set(e.Key, e.Value)
		r.written[e] = true
	}
}
