package ifcfg

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// device reads what belongs to the device and not to its addressing.
func (r *reader) device(p *profile) {
	l := p.link
	if v := p.get("ONBOOT"); v != nil {
		v.use("activation")
		l.Activation = ir.Some(ir.Boot, v.span())
		if on, ok := truth(v.value()); ok && !on {
			l.Activation.Value = ir.Manual
		}
	}
	l.Managed = p.flag("NM_CONTROLLED", "managed")
	if l.Kind == ir.Other {
		return
	}
	l.MTU = r.number(p, "MTU", "mtu")
	l.Zone = some(p.get("ZONE"), "zone")
	l.Match.PermanentMAC = r.mac(p, "HWADDR", "match")
	if l.Match.PermanentMAC.Set && p.get("DEVICE") == nil {
		// Nothing names the device: the file's name is only the file's.
		l.Match.Rename = ir.Some(false, l.Match.PermanentMAC.Span)
	}
	l.MAC = r.mac(p, "MACADDR", "mac")
	r.wakeOnLAN(p)
}

// withController reads whether a bond or bridge brings its ports up, which only
// NetworkManager asks (nms-ifcfg-rh-reader.c, make_connection_setting); to
// initscripts it always does. ONBOOT=no of a port then says no more than that it
// does not start by itself.
func (r *reader) withController(p *profile) {
	var ports []ir.Port
	switch {
	case p.link.Bond != nil:
		ports = p.link.Bond.Ports
	case p.link.Bridge != nil:
		ports = p.link.Bridge.Ports
	}
	v := p.get("AUTOCONNECT_SLAVES")
	if v == nil || len(ports) == 0 {
		return
	}
	on, ok := truth(v.value())
	if !ok {
		return
	}
	v.use("activation")
	for _, port := range ports {
		if q := r.byName[port.Name]; on && q != nil && q.link.Activation.Value == ir.Manual {
			q.link.Activation = ir.Opt[ir.Activation]{}
			q.get("ONBOOT").use(ir.WithController)
		}
	}
}

// mac reads an Ethernet address. NetworkManager's words for MACADDR, such as
// "random", are no address and stay residue.
func (r *reader) mac(p *profile, key, by string) ir.Opt[string] {
	v := p.get(key)
	if v == nil {
		return ir.Opt[string]{}
	}
	switch strings.ToLower(v.value()) {
	case "preserve", "permanent", "random", "stable", "stable-ssid":
		v.spare(diag.Connectivity, "it is a policy of NetworkManager's and no address")
		return ir.Opt[string]{}
	}
	hw, ok := ir.ParseMAC(v.value())
	if !ok || len(hw) != len("02:00:00:00:00:00") || strings.Contains(v.value(), ".") {
		r.bad(v, p.link.Name, fmt.Sprintf("%q is no MAC address: it is six pairs of hexadecimal digits with colons", v.value()))
		return ir.Opt[string]{}
	}
	v.use(by)
	return ir.Some(hw, v.span())
}

// wakeOnLAN reads "wol g" and "wol d" in ETHTOOL_OPTS, which is one or several
// argument lists of ethtool(8) with semicolons between them (network-functions,
// ethtool_set). Anything else in it stays residue, whole.
func (r *reader) wakeOnLAN(p *profile) {
	v := p.text("ETHTOOL_OPTS")
	if v == nil {
		return
	}
	fields, rest := v.item.Fields(), 0
	for i := 0; i < len(fields); i++ {
		switch {
		case fields[i].Text == "-s":
			i++
		case fields[i].Text != "wol" || i+1 == len(fields):
			rest++
		default:
			i++
			flags := strings.TrimSuffix(fields[i].Text, ";")
			span := v.item.At(fields[i].From, fields[i].From+len(flags))
			switch {
			case strings.Contains(flags, "g"):
				p.link.WakeOnLAN = ir.Some(true, span)
			case flags == "d":
				p.link.WakeOnLAN = ir.Some(false, span)
			}
			if flags != "g" && flags != "d" {
				rest++
			}
		}
	}
	if rest == 0 && p.link.WakeOnLAN.Set {
		v.use("wol")
		return
	}
	v.spare(diag.Behaviour, "bondc models only wake on LAN by magic packet")
}
