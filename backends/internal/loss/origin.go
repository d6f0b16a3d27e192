package loss

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// MAC returns the MAC address to write for a link, "" for none. One that is
// no address, or that the kernel would not use, is announced.
func (g *Ledger) MAC(l *ir.Link) string {
	switch {
	case !l.MAC.Set:
		return ""
	case !ValidMAC(l.MAC.Value):
		g.Add(Loss{
			Link: l, Class: diag.Connectivity, What: "mac", Span: l.MAC.Span, Why: fmt.Sprintf("%q is no Ethernet address", l.MAC.Value),
			Detail: "A MAC address is six pairs of hexadecimal digits, joined by colons.",
		})
		return ""
	case ownMACIgnored(l):
		g.Add(Loss{
			Link: l, Class: diag.Behaviour, What: "mac", Span: l.MAC.Span,
			Why:    "the kernel ignores it, because with this failover policy the ports keep their own addresses",
			Detail: "An active-backup bond whose ports keep their addresses accepts another one without an error and without a change (bond_main.c, bond_set_mac_address). Remove one of the two from the input.",
		})
		return ""
	}
	return strings.ToLower(l.MAC.Value)
}

// ownMACIgnored reports whether a bond is in the one mode whose policies keep
// the ports' addresses, with one of them.
func ownMACIgnored(l *ir.Link) bool {
	if l.Kind != ir.BondKind || l.Bond == nil {
		return false
	}
	mode, _ := effect.ModeOf(l.Bond)
	setting, policy := effect.Written(l.Bond, option.FailOverMAC)
	return mode == option.ActiveBackup && setting != nil && policy != option.Get(option.FailOverMAC).Default
}

// KernelMAC reports whether a bond or bridge without a MAC address of its own
// leaves it to the kernel today.
func (g *Ledger) KernelMAC(l *ir.Link) bool {
	return (!l.MAC.Set || ownMACIgnored(l)) && (l.Kind == ir.BondKind || l.Kind == ir.BridgeKind) &&
		effect.MACOrigin(l, g.source(l)) != effect.Generated
}

// source is who applies the link where the host's files come from.
func (g *Ledger) source(l *ir.Link) target.Via { return effect.Via(g.host, l, target.Target{}) }

// Renames reports whether the device that the link matches gets the link's
// name where the host's files come from.
func (g *Ledger) Renames(l *ir.Link) bool { return effect.Renames(l, g.source(l)) }

// MACOrigin announces that a bond or bridge without a MAC address of its own
// gets another one than today, if the target's applier makes it up and cannot
// be told to leave it to the kernel.
func (g *Ledger) MACOrigin(l *ir.Link, to target.Via) {
	untold := *l
	untold.KernelMAC = ir.Opt[bool]{}
	if !g.KernelMAC(l) || effect.MACOrigin(&untold, to) != effect.Generated {
		return
	}
	x := Loss{
		Link: l, Class: diag.Behaviour, What: "mac",
		Message: fmt.Sprintf("%q gets another MAC address: today it is %s, under %s it is %s", l.Name, effect.FromPort, g.to, effect.Generated),
		Detail:  g.advice(l),
	}
	if effect.MACOrigin(l, g.source(l)) == effect.Random {
		x.Class = diag.Bookkeeping
		x.Message = fmt.Sprintf("%q gets a MAC address that stays the same: today it is %s, under %s it is %s", l.Name, effect.Random, g.to, effect.Generated)
		x.Detail = "Nobody can have relied on the address of today. Write one down if the new one must be known beforehand."
	}
	g.Add(x)
}

// MACOfAnyPort announces that the kernel gives a bond the address of the port
// that is attached first, and that the target attaches them in no fixed order
// (networkd: as the devices appear; seen with systemd 252, where the second
// port came first). A bridge has the lowest address of all ports whatever the
// order (net/bridge/br_stp_if.c, br_stp_recalculate_bridge_id).
func (g *Ledger) MACOfAnyPort(l *ir.Link) {
	ports := g.Ports(l)
	if l.Kind != ir.BondKind || len(ports) < 2 || followsActive(l) {
		return
	}
	g.Add(Loss{
		Link: l, Class: diag.Behaviour, What: "mac",
		Message: fmt.Sprintf("%q may get the MAC address of another port than %q: %s attaches ports in the order in which they appear", l.Name, ports[0].Name, g.to),
		Detail:  g.advice(l),
	})
}

// followsActive reports whether the bond has the address of its active port,
// whichever was attached first.
func followsActive(l *ir.Link) bool {
	return l.Kind == ir.BondKind && effect.MACOrigin(&ir.Link{Kind: l.Kind, Bond: l.Bond}, target.NetworkdVia) == effect.FromPort
}

// advice says what another address means for the host and which one to write
// down.
func (g *Ledger) advice(l *ir.Link) string {
	risk := "Access lists, switch port security and neighbours' caches that know the address of today will not know the new one. "
	if g.dhcp(l) {
		risk = "DHCP runs on it or above it: the server will not know the new address, so that the host may come up with another IP address than its reservation says, or with none. " + risk
	}
	if ports := g.Ports(l); len(ports) > 0 {
		if first := g.Link(ports[0].Name); first != nil && first.Match.PermanentMAC.Set && !first.MAC.Set {
			return risk + fmt.Sprintf("Its first port has the hardware address %s: if \"ip link show %s\" agrees, write that as the MAC address of %q before converting.",
				first.Match.PermanentMAC.Value, l.Name, l.Name)
		}
	}
	return risk + fmt.Sprintf("Read the address on the running host (ip link show %s) and write it as the MAC address of %q before converting.", l.Name, l.Name)
}

// dhcp reports whether DHCP runs on the link or on what stands on it. Links
// that can be written stand in no circle.
func (g *Ledger) dhcp(l *ir.Link) bool {
	if known, ok := g.graph.dhcp[l.Name]; ok {
		return known
	}
	found := l.IPv4.Method.Value == ir.MethodDHCP || l.IPv6.DHCP.Or(l.IPv6.Method.Value == ir.MethodDHCP)
	for _, v := range g.VLANs(l.Name) {
		found = g.dhcp(v) || found
	}
	if owner := g.Owner(l.Name); owner != nil {
		found = g.dhcp(owner) || found
	}
	g.graph.dhcp[l.Name] = found
	return found
}

// Via announces that another applier takes over a link whose files name one.
func (g *Ledger) Via(l *ir.Link, to target.Via) {
	if l.Via.Set && l.Via.Value != to {
		g.Add(Loss{
			Link: l, Class: diag.Bookkeeping, What: "via", Span: l.Via.Span,
			Message: fmt.Sprintf("%q is applied by %s today and will be by %s", l.Name, l.Via.Value, to),
			Detail:  "What silence means differs between them; bondc has written out what would change.",
		})
	}
}
