package rules

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var arpTargetOffLink = lint.Rule{
	ID:       "arp-target-off-link",
	Title:    "an ARP target is in no network of the bond",
	Severity: diag.Warning,
	Category: lint.Monitoring,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_arp_send_all"),
		howto("chapter 7.1"),
	},
	Covers: []string{"B11"},
	Check:  checkARPTargetOffLink,
}

func checkARPTargetOffLink(p *lint.Pass) {
	if p.Absent() || hasStrangers(p.Host) || slices.ContainsFunc(p.Host.Beside, func(h *ir.Host) bool { return len(h.Links) > 0 }) {
		return // addresses may stand in files that are not here or not modelled
	}
	for b := range bondsIn(p, option.ARPCapable) {
		interval, _, known := b.number(option.ARPInterval)
		list, at, also := b.value(option.ARPIPTarget)
		if !known || interval <= 0 || !also || at == nil || list == "" {
			continue
		}
		networks, all := networksOn(p.Host, b.Link)
		if !all || len(networks) == 0 {
			continue // the addresses come from elsewhere
		}
		targets, off := strings.Split(list, ","), []string(nil)
		for _, t := range targets {
			ip, err := netip.ParseAddr(t)
			if err == nil && !slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(ip) }) {
				off = append(off, t)
			}
		}
		if len(off) > 0 {
			p.Report(offLink(b, at, off, networks, len(off) == len(targets)))
		}
	}
}

// hasStrangers reports whether the host has links that bondc does not model,
// which may stand on a bond: a tunnel, a macvlan.
func hasStrangers(h *ir.Host) bool {
	return slices.ContainsFunc(h.Links, func(l *ir.Link) bool { return l.Kind == ir.Other && h.BondOf(l.Name) == nil })
}

// networksOn returns the IPv4 networks that are reached without a gateway over
// a link or over what stands on it: VLANs, bridges and what stands on these.
// The second result is false where files do not tell all of them.
func networksOn(h *ir.Host, l *ir.Link) (networks []netip.Prefix, all bool) {
	stack := []*ir.Link{l}
	for i := 0; i < len(stack); i++ {
		on := stack[i]
		switch on.IPv4.Method.Or(ir.MethodNone) {
		case ir.MethodNone, ir.MethodStatic, ir.MethodDisabled:
		default:
			return nil, false
		}
		if on.IPv4.LinkLocal.Value {
			return nil, false
		}
		for _, a := range on.Addresses {
			if a.Prefix.Addr().Is4() {
				networks = append(networks, a.Prefix.Masked())
			}
		}
		for _, r := range on.Routes {
			if r.Via.Is4() {
				networks = append(networks, netip.PrefixFrom(r.Via, r.Via.BitLen())) // a gateway is a neighbour
			}
			if r.To.IsValid() && r.To.Addr().Is4() && !r.Via.IsValid() {
				networks = append(networks, r.To)
			}
			if r.Default && r.Family == 4 && !r.Via.IsValid() {
				return nil, false // everything is on this link
			}
		}
		for _, above := range h.Links {
			if standsOn(above, on.Name) && !slices.Contains(stack, above) {
				stack = append(stack, above)
			}
		}
	}
	return networks, true
}

// standsOn reports whether a link is a VLAN on another, or a bridge that has it
// as a port.
func standsOn(l *ir.Link, below string) bool {
	if l.VLAN != nil && l.VLAN.Link.Value == below {
		return true
	}
	return l.Bridge != nil && slices.ContainsFunc(l.Bridge.Ports, func(port ir.Port) bool { return port.Name == below })
}

func offLink(b *bond, at *ir.Setting, off []string, networks []netip.Prefix, every bool) lint.Finding {
	var known []string
	for _, n := range networks {
		if !n.IsSingleIP() && !slices.Contains(known, n.String()) {
			known = append(known, n.String())
		}
	}
	verb, noun := "is", "an address"
	if len(off) > 1 {
		verb, noun = "are", "addresses"
	}
	has := ""
	if len(known) > 0 {
		has = ": it has " + list(known)
	}
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%s %s in no network of %q%s", list(off), verb, b.Name, has),
		Detail:  "ARP asks the local network only, and does not pass a router. Where the route to a target leaves by another link, the driver does not ask at all; else it asks for somebody who cannot hear it. Only a router that answers in his place (proxy ARP) would help.",
		Fix:     &lint.Fix{Message: fmt.Sprintf("name %s in the network of the bond, such as its gateway", noun)},
	}
	if every {
		f.Detail += fmt.Sprintf(" No other target is left: the driver takes working ports for dead, and %q loses its carrier or goes from port to port.", b.Name)
	}
	return f
}
