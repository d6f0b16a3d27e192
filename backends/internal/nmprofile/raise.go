package nmprofile

import (
	"strconv"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// raiser fills in the profile of one link.
type raiser struct {
	*emitter
	link *ir.Link
	// owner is the bond or bridge that the link is a port of, or nil.
	owner   *ir.Link
	profile *Profile
}

func (r *raiser) raise() {
	r.attach()
	r.activation()
	r.device()
	r.bond()
	r.vlan()
	r.bridge()
	r.addressing()
	r.putBack()
}

// lose announces what is not written of the link.
func (r *raiser) lose(class diag.Class, what, item string, span source.Span, why, detail string) {
	r.ledger.Lose(r.link, class, what, item, span, why, detail)
}

// changed announces what is written, but not quite as it was: message is the
// whole sentence.
func (r *raiser) changed(class diag.Class, what, item string, span source.Span, message, detail string) {
	r.ledger.Add(loss.Loss{Link: r.link, Class: class, What: what, Item: item, Span: span, Message: message, Detail: detail})
}

func (r *raiser) set(key, value string) bool { return r.profile.Set(key, value) }

func (r *raiser) flag(key string, on bool) {
	value := "no"
	if on {
		value = "yes"
	}
	if r.set(key, value) {
		r.profile.Get(key).Flag = true
	}
}

// attach makes the link a port. The type of the port comes first: the script
// tells ports from other profiles by it.
func (r *raiser) attach() {
	if r.owner == nil {
		return
	}
	r.set(r.words.PortType, r.owner.Kind.String())
	r.set(r.words.Controller, r.owner.Name)
}

// activation writes autoconnect. A port that connects by itself would start
// its controller too, so it does so only if that one is started at boot.
func (r *raiser) activation() {
	l := r.link
	r.profile.Up = r.starts(l)
	r.flag("connection.autoconnect", r.profile.Up)
	if ports := r.ledger.Ports(l); len(ports) > 0 {
		r.set(r.words.AutoconnectPorts, r.withPorts(ports))
	}
	if l.Activation.Value == ir.Off {
		r.lose(diag.Behaviour, "activation", "", l.Activation.Span, "a profile can be left inactive at boot, but not kept inactive",
			"It stays down at boot (autoconnect no), but any user who may run nmcli can bring it up.")
	}
	if l.Optional.Value {
		r.lose(diag.Behaviour, "optional", "", l.Optional.Span, "NetworkManager-wait-online waits for all profiles that connect by themselves",
			"If the link has no carrier, boot may take up to a minute longer. Disable NetworkManager-wait-online.service if nothing needs it.")
	}
}

// withPorts says whether a controller brings its ports up with it: unless one
// of them is to stay down (man nm-settings-nmcli, autoconnect-ports).
func (r *raiser) withPorts(ports []ir.Port) string {
	for _, p := range ports {
		if port := r.ledger.Link(p.Name); port != nil && port.Activation.Or(ir.Boot) != ir.Boot {
			return "0"
		}
	}
	return "1"
}

// device writes what belongs to the device and not to its addressing.
func (r *raiser) device() {
	l := r.link
	r.ledger.Device(l)
	r.ledger.Managed(l, target.NetworkManager)
	r.ledger.Via(l, target.NetworkManager)
	r.text("connection.zone", "zone", "", l.Zone, diag.Connectivity)
	if l.Kind == ir.Ethernet {
		r.match()
		if l.WakeOnLAN.Set {
			r.set("802-3-ethernet.wake-on-lan", wakeOnLAN(l.WakeOnLAN.Value))
		}
	}
	if l.MAC.Set {
		r.mac("802-3-ethernet.cloned-mac-address", "mac", "", l.MAC)
	}
	r.number("802-3-ethernet.mtu", "mtu", "", l.MTU, 0, 1<<32-1)
}

// wakeOnLAN is the flag for magic packets, or none.
func wakeOnLAN(on bool) string {
	if on {
		return "magic"
	}
	return "0"
}

// text writes a property whose value is free text.
func (r *raiser) text(key, what, item string, o ir.Opt[string], class diag.Class) {
	if o.Set && !r.set(key, o.Value) {
		r.lose(class, what, item, o.Span, "the value holds characters that no line can carry",
			"The link comes up without it. Correct the value in the input.")
	}
}

// mac writes a property whose value is a MAC address.
func (r *raiser) mac(key, what, item string, o ir.Opt[string]) {
	if !loss.ValidMAC(o.Value) || !r.set(key, o.Value) {
		r.lose(diag.Connectivity, what, item, o.Span, "it is no MAC address", "The link comes up without it. Correct the value in the input.")
	}
}

// number writes a property whose value is a number that NetworkManager takes
// only in a range.
func (r *raiser) number(key, what, item string, o ir.Opt[int], from, to int64) {
	switch {
	case !o.Set:
	case int64(o.Value) < from || int64(o.Value) > to:
		r.lose(diag.Behaviour, what, item, o.Span, "NetworkManager takes "+strconv.FormatInt(from, 10)+" to "+strconv.FormatInt(to, 10)+" for it",
			"The link comes up with the default instead. Correct the value in the input.")
	default:
		r.set(key, strconv.Itoa(o.Value))
	}
}

// match writes how the device is found: by its permanent address or, where the
// name of the link is not that of the device, by what matches it.
func (r *raiser) match() {
	m := &r.link.Match
	if m.PermanentMAC.Set {
		r.mac("802-3-ethernet.mac-address", "match", "permanentMAC", m.PermanentMAC)
	}
	if r.byName() {
		return
	}
	found := m.PermanentMAC.Set
	for _, x := range []struct {
		key, item, since string
		o                ir.Opt[string]
	}{
		{"match.interface-name", "name", "1.14", m.Name},
		{"match.driver", "driver", "1.26", m.Driver},
	} {
		if !x.o.Set {
			continue
		}
		if why := r.unmatched(x.o.Value, x.since); why != "" {
			class := diag.Connectivity
			if m.PermanentMAC.Set {
				class = diag.Behaviour
			}
			r.lose(class, "match", x.item, x.o.Span, why,
				"The profile may be for another device, or for none. Find the device on the new host (nmcli device) and correct the profile.")
			continue
		}
		found = r.set(x.key, x.o.Value) || found
	}
	if found {
		r.profile.Known, r.profile.Device = r.profile.Device, "*"
	}
	r.renamed()
}

// byName reports whether the name of the link is that of its device. netplan's
// name is only an identifier where something matches the device, and a name
// that has yet to be given is not there.
func (r *raiser) byName() bool {
	m := &r.link.Match
	return !m.Rename.Set && !m.Name.Set && !m.Driver.Set && (!m.PermanentMAC.Set || r.host.Dialect() != "netplan")
}

// unmatched says why a pattern cannot be matched: nmcli takes no "match" on
// ports (seen with 1.42.4 and 1.52.1), a keyfile may hold it.
func (r *raiser) unmatched(pattern, since string) string {
	switch {
	case r.owner != nil && !r.style.PortMatch:
		return "nmcli takes no match on ports"
	case r.nm.Before(since):
		return "NetworkManager matches it from " + since + " on"
	case !loss.ValidPattern(pattern):
		return "it is no pattern for names"
	}
	return ""
}

// renamed announces that the device keeps the name that it has. Where a VLAN
// or a routing rule finds it by the other name, that one comes to nothing.
func (r *raiser) renamed() {
	m := &r.link.Match
	if !m.Rename.Value {
		return
	}
	class := diag.Behaviour
	if len(r.ledger.VLANs(r.link.Name)) > 0 || r.ruled(r.link.Name) {
		class = diag.Connectivity
	}
	r.lose(class, "match", "rename", m.Rename.Span, "NetworkManager gives no device a name",
		"The profile finds the device by what matches it, under whichever name. What names it "+strconv.Quote(r.link.Name)+" (the primary port of a bond, the parent of a VLAN, firewall rules) finds it only if a udev rule or a .link file on the new host gives it that name.")
}

// ruled reports whether a rule of policy routing is about the link's name.
func (r *raiser) ruled(name string) bool {
	for _, l := range r.ledger.Links() {
		for i := range l.Rules {
			if l.Rules[i].IIF == name || l.Rules[i].OIF == name {
				return true
			}
		}
	}
	return false
}
