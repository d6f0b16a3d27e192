package loss

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Lose notes that a facet of a link is not written, for the common case of one
// sentence and one explanation.
func (g *Ledger) Lose(l *ir.Link, class diag.Class, what, item string, span source.Span, why, detail string) {
	g.Add(Loss{Link: l, Class: class, What: what, Item: item, Span: span, Why: why, Detail: detail})
}

// Zone announces the firewall zone of a link for a target without zones.
func (g *Ledger) Zone(l *ir.Link) {
	if l.Zone.Set {
		g.Lose(l, diag.Connectivity, "zone", "", l.Zone.Span, "it has no firewall zones",
			fmt.Sprintf("firewalld will put %q into its default zone, which may close ports that are open today or open closed ones. Assign the zone on the new host: firewall-cmd --permanent --zone=%s --add-interface=%s.", l.Name, l.Zone.Value, l.Name))
	}
}

// NoDomain announces a search domain that is none: no resolver makes anything
// of it.
func (g *Ledger) NoDomain(l *ir.Link, s *ir.Search) {
	g.Lose(l, diag.Behaviour, "dns", s.Domain, s.Span, "it is no domain name", "It has no effect today. Correct it, or take it out of the input.")
}

// RoutesOnly announces a domain with "~", which is no search domain, for a
// target whose name servers stand in /etc/resolv.conf, and reports whether it is
// one.
func (g *Ledger) RoutesOnly(l *ir.Link, s *ir.Search) bool {
	if !strings.HasPrefix(s.Domain, "~") {
		return false
	}
	g.Lose(l, diag.Connectivity, "dns", s.Domain, s.Span, "it only sends queries to the link's servers, and resolv.conf knows no such thing",
		"Names below it may be asked of servers that do not know them. Have systemd-resolved do it, or a local resolver such as dnsmasq.")
	return true
}

// Managed announces a link that NetworkManager is kept away from.
func (g *Ledger) Managed(l *ir.Link, to target.Via) {
	switch {
	case !l.Managed.Set || l.Managed.Value:
	case to == target.NetworkManager:
		g.Lose(l, diag.Behaviour, "managed", "", l.Managed.Span, "NetworkManager is the one who will apply the link",
			"The input keeps NetworkManager away from the link, the target hands it over. Make sure that nothing else configures it there.")
	default:
		g.Lose(l, diag.Bookkeeping, "managed", "", l.Managed.Span, "it is a matter of NetworkManager's own files",
			"If NetworkManager runs on the new host too, keep it away there: unmanaged-devices in NetworkManager.conf.")
	}
}

// Device announces what only an Ethernet device has, on a link that is none:
// what it matches, and wake-on-LAN.
func (g *Ledger) Device(l *ir.Link) {
	if l.Kind == ir.Ethernet {
		return
	}
	const detail = "The link is made by software and found by its name. Remove the line; if it was meant for a port, write it there."
	for _, m := range []struct {
		item string
		o    ir.Opt[string]
	}{{"name", l.Match.Name}, {"permanentMAC", l.Match.PermanentMAC}, {"driver", l.Match.Driver}} {
		if m.o.Set {
			g.Lose(l, diag.Behaviour, "match", m.item, m.o.Span, "only Ethernet devices are matched", detail)
		}
	}
	if l.Match.Rename.Set || l.Match.Any() {
		g.Lose(l, diag.Behaviour, "match", "rename", l.Match.Rename.Span, "only Ethernet devices are renamed", detail)
	}
	if l.WakeOnLAN.Set {
		g.Lose(l, diag.Behaviour, "wol", "", l.WakeOnLAN.Span, "only Ethernet devices wake a machine", detail)
	}
}

// BridgeOptions announces a bridge's options in the words of sysfs.
func (g *Ledger) BridgeOptions(l *ir.Link) {
	for i := range l.Bridge.Options {
		s := &l.Bridge.Options[i]
		g.Lose(l, diag.Behaviour, "bridge", s.Key, s.Span, "bondc does not know what it does",
			fmt.Sprintf("The bridge will run without %s=%s. If it matters, set it on the new host under /sys/class/net/%s/bridge.", s.Key, s.Raw, l.Name))
	}
}

// withoutSTP is why the times and the priority of a bridge do not matter where
// its spanning tree is off. That holds for the forward delay from Linux 2.6.39 on
// (net/bridge/br_stp.c, br_make_forwarding; seen with 6.1 by a default of 15 s).
const withoutSTP = "Without the spanning tree it has no effect."

// ZeroDelay announces a forward delay of 0, which NetworkManager takes for its
// default, or refuses, and reports whether it is one.
func (g *Ledger) ZeroDelay(l *ir.Link) bool {
	b := l.Bridge
	if !effect.ZeroDelay(b, target.NetworkManager) {
		return false
	}
	class, why, detail := diag.Bookkeeping, "NetworkManager takes 0 for its default of 15 seconds", withoutSTP
	if b.STP.Value {
		class, why, detail = diag.Behaviour, "NetworkManager takes 2 to 30 for it beside a spanning tree", "The bridge comes up with the default of 15 seconds. Write what the spanning tree of the network uses."
	}
	g.Lose(l, class, "bridge", "forwardDelay", b.ForwardDelay.Span, why, detail)
	return true
}

// OnlyWithSTP announces what NetworkManager reads from an ifcfg file only where
// the spanning tree is on (nms-ifcfg-rh-reader.c, handle_bridge_option,
// only_with_stp).
func (g *Ledger) OnlyWithSTP(l *ir.Link) {
	if l.Bridge.STP.Value {
		return
	}
	for _, x := range times(l.Bridge) {
		if x.Set {
			g.Lose(l, diag.Bookkeeping, "bridge", x.item, x.Span, "NetworkManager takes it only with STP on", withoutSTP)
		}
	}
}

// BridgeZeros announces settings of a bridge that are 0, which networkd does
// not pass on (netdev/bridge.c, netdev_bridge_post_create_message): the
// kernel's default applies.
func (g *Ledger) BridgeZeros(l *ir.Link) {
	b := l.Bridge
	for _, z := range times(b) {
		if !z.Set || z.Value != 0 {
			continue
		}
		class, detail := diag.Behaviour, "The bridge runs with the kernel's default. Set it on the new host by other means, or write another number."
		if !b.STP.Value {
			class, detail = diag.Bookkeeping, withoutSTP
		}
		g.Lose(l, class, "bridge", z.item, z.Span, "networkd does not pass a 0 on", detail)
	}
}

// spanning is a setting of the spanning tree.
type spanning struct {
	item string
	ir.Opt[int]
}

func times(b *ir.Bridge) []spanning {
	return []spanning{{"forwardDelay", b.ForwardDelay}, {"helloTime", b.HelloTime}, {"maxAge", b.MaxAge}, {"priority", b.Priority}}
}

// LoseRoute notes that a route is not written, or not all of it.
func (g *Ledger) LoseRoute(l *ir.Link, class diag.Class, r *ir.Route, why, detail string) {
	g.Add(Loss{
		Link: l, Class: class, What: "route", Item: r.Dest(), Span: r.Span,
		Message: fmt.Sprintf("the route %q of %q cannot be written to %s: %s", effect.RouteText(r), l.Name, g.to, why), Detail: detail,
	})
}

// Unmatched announces that nothing is left that says which device a link is,
// so that it is found by its name.
func (g *Ledger) Unmatched(l *ir.Link) {
	g.Add(Loss{
		Link: l, Class: diag.Connectivity, What: "match", Item: "rename", Span: l.Match.Rename.Span,
		Message: fmt.Sprintf("%q is found by its name, because nothing else of what it matches can be written to %s", l.Name, g.to),
		Detail:  "If the device has another name on the new host, the link stays unconfigured. Look up the name there.",
	})
}
