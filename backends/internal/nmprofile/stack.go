package nmprofile

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// The flags of a VLAN (libnm, NMVlanFlags; man nm-settings-nmcli, vlan.flags).
const (
	reorderHeaders = 1 << iota
	gvrp
	looseBinding
	mvrp
)

// vlan writes what makes the link a VLAN. The flags are always written, since
// the ones of an earlier run would stay.
func (r *raiser) vlan() {
	l := r.link
	if l.Kind != ir.VLANKind {
		return
	}
	v := l.VLAN
	r.set("vlan.parent", v.Link.Value)
	if parent := r.made[v.Link.Value]; parent != nil && parent.Device == "*" {
		// The device may have another name than the link: NetworkManager looks
		// for a device of the name, then for a profile of the UUID
		// (nm-manager.c, find_parent_device_for_connection).
		r.profile.Get("vlan.parent").Of = parent
	}
	r.set("vlan.id", strconv.Itoa(v.ID.Value))
	flags := 0
	for _, x := range []struct {
		on  bool
		bit int
	}{
		{v.ReorderHeader.Or(true), reorderHeaders}, {v.GVRP.Value, gvrp},
		{v.LooseBinding.Value, looseBinding}, {v.MVRP.Value, mvrp},
	} {
		if x.on {
			flags |= x.bit
		}
	}
	r.set("vlan.flags", strconv.Itoa(flags))
	if !v.Protocol.Set || v.Protocol.Value == "802.1q" {
		return
	}
	const detail = "Frames would be tagged with another protocol than the switch expects, so nothing would get through. Create this VLAN by hand."
	switch {
	case v.Protocol.Value != "802.1ad":
		r.lose(diag.Connectivity, "vlan", "protocol", v.Protocol.Span, "it is neither 802.1q nor 802.1ad", detail)
	case r.nm.Before("1.42"):
		r.lose(diag.Connectivity, "vlan", "protocol", v.Protocol.Span, "NetworkManager knows 802.1ad from 1.42 on", detail)
	default:
		r.set("vlan.protocol", v.Protocol.Value)
	}
}

// bridge writes the bridge's own settings, in NetworkManager's ranges (man
// nm-settings-nmcli, bridge). STP is always written: nmcli's silence is yes,
// the kernel's is no.
func (r *raiser) bridge() {
	l := r.link
	if l.Kind != ir.BridgeKind {
		return
	}
	b := l.Bridge
	r.flag("bridge.stp", b.STP.Value)
	if !r.ledger.ZeroDelay(l) {
		r.number("bridge.forward-delay", "bridge", "forwardDelay", b.ForwardDelay, 2, 30)
	}
	r.number("bridge.hello-time", "bridge", "helloTime", b.HelloTime, 1, 10)
	r.number("bridge.max-age", "bridge", "maxAge", b.MaxAge, 6, 40)
	r.number("bridge.ageing-time", "bridge", "ageingTime", b.AgeingTime, 0, 1000000)
	r.number("bridge.priority", "bridge", "priority", b.Priority, 0, 1<<16-1)
	for i := range b.Options {
		s := &b.Options[i]
		if key, value, ok := bridgeOption(s); !ok || !r.set(key, value) {
			r.lose(diag.Behaviour, "bridge", s.Key, s.Span, "bondc knows no property for it",
				"The bridge runs without it. If it matters, set it on the new host under /sys/class/net/"+l.Name+"/bridge.")
		}
	}
}

// bridgeOption returns the property of an option in the words of sysfs, for
// the ones that every version since 1.10 or 1.18 knows.
func bridgeOption(s *ir.Setting) (key, value string, ok bool) {
	value = s.Value
	if value == "" {
		value = s.Raw
	}
	_, err := strconv.ParseUint(value, 10, 16)
	for _, name := range []struct{ sysfs, property string }{
		{"multicast_snooping", "bridge.multicast-snooping"},
		{"group_fwd_mask", "bridge.group-forward-mask"},
		{"vlan_filtering", "bridge.vlan-filtering"},
	} {
		if name.sysfs == s.Key {
			return name.property, strings.TrimSpace(value), err == nil
		}
	}
	return "", "", false
}
