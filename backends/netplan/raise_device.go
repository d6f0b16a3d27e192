package netplan

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// device writes what belongs to the device: what it matches, MAC address, MTU
// and wake-on-LAN.
func (r *raiser) device(l *ir.Link, t tree) {
	via := r.via(l)
	r.ledger.Device(l)
	r.match(l, t, via)
	if mac := r.ledger.MAC(l); mac != "" {
		t.set("macaddress", text(mac))
	}
	r.ledger.MACOrigin(l, via)
	switch mtu := l.MTU; {
	case !mtu.Set:
	case mtu.Value < 0 || mtu.Value > 1<<31-1:
		r.ledger.Lose(l, diag.Behaviour, "mtu", "", mtu.Span, fmt.Sprintf("%d is no MTU", mtu.Value), "The link will have the kernel's MTU. Correct the number.")
	default:
		t.set("mtu", number(mtu.Value))
	}
	if l.Kind == ir.Ethernet && l.WakeOnLAN.Set {
		t.set("wakeonlan", boolean(l.WakeOnLAN.Value))
		if via == target.NetworkManager && l.WakeOnLAN.Value {
			r.ledger.Lose(l, diag.Behaviour, "wol", "", l.WakeOnLAN.Span, "netplan hands it to NetworkManager as \"default\", which leaves the device as it is",
				fmt.Sprintf("Set it on the new host: nmcli connection modify netplan-%s 802-3-ethernet.wake-on-lan magic.", l.Name))
		}
	}
	if l.Kind == ir.Ethernet && !l.WakeOnLAN.Set && via == target.NetworkManager && !r.toldToday(l) {
		r.ledger.Add(loss.Loss{
			Link: l, Class: diag.Bookkeeping, What: "wol",
			Message: fmt.Sprintf("wake-on-LAN of %q is switched off: netplan tells NetworkManager so of each Ethernet link", l.Name),
			Detail:  "The machine wakes up by it no longer, if it does today. To leave it as the firmware has it, " + property("ethernet.wake-on-lan", "1") + ".",
		})
	}
	r.ledger.Zone(l)
	r.ledger.Managed(l, via)
}

// match writes which device an Ethernet link is. A device that gets the link's
// name needs set-name; one that keeps its own is known by the definition's ID
// only.
func (r *raiser) match(l *ir.Link, t tree, via target.Via) {
	if l.Kind != ir.Ethernet || !l.Match.Any() {
		return
	}
	m := newTree()
	r.pattern(l, m, "name", "name", l.Match.Name)
	switch mac := l.Match.PermanentMAC; {
	case !mac.Set:
	case !loss.ValidMAC(mac.Value):
		r.ledger.Lose(l, diag.Connectivity, "match", "permanentMAC", mac.Span, fmt.Sprintf("%q is no Ethernet address", mac.Value), "Correct the address, or the link cannot be told from others.")
	default:
		m.set("macaddress", text(strings.ToLower(mac.Value)))
	}
	r.drivers(l, m, via)
	if m.empty() {
		r.ledger.Unmatched(l)
		return
	}
	t.set("match", m.node)
	if r.ledger.Renames(l) {
		t.set("set-name", text(l.Name))
	}
}

func (r *raiser) pattern(l *ir.Link, m tree, key, item string, o ir.Opt[string]) {
	switch {
	case !o.Set:
	case !loss.ValidPattern(o.Value):
		r.ledger.Lose(l, diag.Connectivity, "match", item, o.Span, fmt.Sprintf("%q is no pattern that can be written", o.Value), "Correct it, or match the device by its hardware address.")
	default:
		m.set(key, text(o.Value))
	}
}

// drivers writes the drivers' names or patterns, any of which may match: one as
// it is, several as a list (netplan 0.104).
func (r *raiser) drivers(l *ir.Link, m tree, via target.Via) {
	names := strings.Fields(l.Match.Driver.Value)
	switch {
	case !l.Match.Driver.Set:
	case via == target.NetworkManager:
		r.ledger.Lose(l, diag.Connectivity, "match", "driver", l.Match.Driver.Span, "netplan matches drivers for networkd only", "Match the device by name or hardware address.")
	case len(names) == 1:
		r.pattern(l, m, "driver", "driver", l.Match.Driver)
	case len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return !loss.ValidPattern(n) }) || r.target.Netplan.Before("0.104"):
		r.ledger.Lose(l, diag.Connectivity, "match", "driver", l.Match.Driver.Span, "they are no list of patterns that the target's netplan reads", "Match the device by its hardware address.")
	default:
		var items []*yaml.Node
		for _, n := range names {
			items = append(items, text(n))
		}
		m.items("driver", items)
	}
}

// start writes whether the link is brought up, and whether boot waits for it.
func (r *raiser) start(l *ir.Link, t tree) {
	if l.Optional.Set {
		t.set("optional", boolean(l.Optional.Value))
	}
	a := l.Activation
	if !a.Set || a.Value == ir.Boot {
		return
	}
	why := ""
	switch networkd := r.via(l) == target.NetworkdVia; {
	case r.target.Netplan.Before("0.103"):
		why = fmt.Sprintf("it needs netplan 0.103 and the target has %s", r.target.Netplan)
	case networkd && r.target.Systemd.Before("248"):
		why = fmt.Sprintf("it needs systemd 248 and the target has %s", r.target.Systemd)
	case !networkd && a.Value == ir.Off:
		why = "NetworkManager cannot keep a link down"
	default:
		t.set("activation-mode", text(string(a.Value)))
		return
	}
	r.ledger.Lose(l, diag.Connectivity, "activation", "", a.Span, why,
		fmt.Sprintf("%q is not brought up at boot today, and would be then, with its addresses: if another host uses them, both lose their connections. Take the link out of the input, or convert for a newer target.", l.Name))
}
