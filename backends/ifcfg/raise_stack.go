package ifcfg

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// vlan writes what makes the link a VLAN. VLAN=yes stands with the device.
func (r *raiser) vlan() {
	l := r.link
	if l.Kind != ir.VLANKind {
		return
	}
	v := l.VLAN
	id := v.ID.Value
	switch l.Name {
	case fmt.Sprintf("%s.%d", v.Link.Value, id):
		// NetworkManager cuts the name at its first dot, initscripts at the last.
		if strings.Contains(v.Link.Value, ".") {
			r.vars.set("PHYSDEV", v.Link.Value)
		}
	case fmt.Sprintf("vlan%d", id):
		r.vars.set("PHYSDEV", v.Link.Value)
	default:
		r.namedVLAN(id)
	}
	r.vlanFlags()
	if v.Protocol.Set && v.Protocol.Value != "802.1q" {
		r.lose(diag.Connectivity, "vlan", "protocol", v.Protocol.Span, "VLANs there are always 802.1q",
			"Frames would be tagged with another protocol than the switch expects, so nothing would get through. Create this VLAN by hand: ip link add link "+v.Link.Value+" type vlan protocol 802.1ad.")
	}
}

// namedVLAN writes a VLAN whose name does not say its id. initscripts know
// VID since RHEL 7 (ifup), NetworkManager VLAN_ID, over which a number in the
// name wins (nms-ifcfg-rh-reader.c, make_vlan_setting).
func (r *raiser) namedVLAN(id int) {
	v := r.link.VLAN
	r.vars.set("PHYSDEV", v.Link.Value)
	r.vars.set("VID", strconv.Itoa(id))
	if !r.nm() {
		if r.rhel == 5 || r.rhel == 6 {
			r.lose(diag.Connectivity, "vlan", "id", v.ID.Span, "initscripts know VID from RHEL 7 on",
				"The VLAN would not come up. Rename it to "+v.Link.Value+"."+strconv.Itoa(id)+" with --rename and convert again.")
		}
		return
	}
	r.vars.set("VLAN_ID", strconv.Itoa(id))
	number, found := strings.CutPrefix(r.link.Name, "vlan")
	if _, rest, dotted := strings.Cut(r.link.Name, "."); dotted {
		number, found = rest, true
	}
	if n, err := strconv.ParseUint(number, 10, 12); found && err == nil && int(n) != id {
		r.lose(diag.Connectivity, "vlan", "id", v.ID.Span, fmt.Sprintf("NetworkManager reads the id %d out of the name %q", n, r.link.Name),
			"The VLAN would come up with the wrong id. Rename it with --rename and convert again.")
	}
}

// vlanFlags writes the kernel's flags: REORDER_HDR and GVRP for initscripts,
// VLAN_FLAGS, GVRP and MVRP for NetworkManager.
func (r *raiser) vlanFlags() {
	v := r.link.VLAN
	var flags []string
	if v.ReorderHeader.Set {
		r.vars.flag("REORDER_HDR", v.ReorderHeader.Value)
		if !v.ReorderHeader.Value {
			flags = append(flags, "NO_REORDER_HDR")
		}
	}
	if v.GVRP.Set {
		r.vars.flag("GVRP", v.GVRP.Value)
	}
	const detail = "The VLAN works, but without this flag. Set it by hand: ip link set NAME type vlan."
	switch {
	case v.MVRP.Set && r.nm():
		r.vars.flag("MVRP", v.MVRP.Value)
	case v.MVRP.Value:
		r.lose(diag.Behaviour, "vlan", "mvrp", v.MVRP.Span, "initscripts have no key for it", detail)
	}
	switch {
	case !v.LooseBinding.Value:
	case r.nm():
		flags = append(flags, "LOOSE_BINDING")
	default:
		r.lose(diag.Behaviour, "vlan", "looseBinding", v.LooseBinding.Span, "initscripts have no key for it", detail)
	}
	if len(flags) > 0 && r.nm() {
		r.vars.set("VLAN_FLAGS", strings.Join(flags, ","))
	}
}

// bridge writes the bridge's own settings. initscripts have keys for the
// delay, the ageing time and the priority, and write everything else to sysfs,
// where times are hundredths of a second; NetworkManager reads the same words
// from BRIDGING_OPTS in seconds (nms-ifcfg-rh-reader.c, handle_bridge_option).
func (r *raiser) bridge() {
	l := r.link
	if l.Kind != ir.BridgeKind {
		return
	}
	b := l.Bridge
	if b.STP.Set {
		r.vars.flag("STP", b.STP.Value)
	}
	if !r.nm() || !b.STP.Value || !r.ledger.ZeroDelay(l) {
		r.number("DELAY", "bridge", "forwardDelay", b.ForwardDelay)
	}
	var opts []string
	add := func(word string, o ir.Opt[int], unit int) {
		if o.Set {
			opts = append(opts, fmt.Sprintf("%s=%d", word, o.Value*unit))
		}
	}
	if r.nm() {
		add("priority", b.Priority, 1)
		add("hello_time", b.HelloTime, 1)
		add("max_age", b.MaxAge, 1)
		add("ageing_time", b.AgeingTime, 1)
		r.ledger.OnlyWithSTP(l)
	} else {
		r.number("PRIO", "bridge", "priority", b.Priority)
		r.number("AGEING", "bridge", "ageingTime", b.AgeingTime)
		add("hello_time", b.HelloTime, centiseconds)
		add("max_age", b.MaxAge, centiseconds)
	}
	for i := range b.Options {
		if key := b.Options[i].Key; r.nm() && (key == "forward_delay" || key == "hello_time" || key == "max_age" || key == "ageing_time") {
			r.lose(diag.Behaviour, "bridge", key, b.Options[i].Span, "it is no whole number of seconds, in which NetworkManager reads it",
				"The bridge runs without it. initscripts and the kernel count hundredths of a second.")
			continue
		}
		if word, ok := bridgeWord(&b.Options[i]); ok {
			opts = append(opts, word)
			continue
		}
		r.lose(diag.Behaviour, "bridge", b.Options[i].Key, b.Options[i].Span, "it is not one plain word",
			"The bridge runs without it.")
	}
	if len(opts) > 0 {
		r.vars.set(bridgingOpts, strings.Join(opts, " "))
	}
	r.lostPorts()
}

// centiseconds are what sysfs counts a bridge's times in (net/bridge/br_sysfs_br.c).
const centiseconds = 100

// number writes a key with a number.
func (r *raiser) number(key, what, item string, o ir.Opt[int]) {
	switch {
	case !o.Set:
	case o.Value < 0 || o.Value > math.MaxInt32:
		r.lose(diag.Behaviour, what, item, o.Span, fmt.Sprintf(outOfRange, o.Value, math.MaxInt32), wrongNumber)
	default:
		r.vars.set(key, strconv.Itoa(o.Value))
	}
}

// What is said of a number that no reader of ifcfg files takes.
const (
	outOfRange  = "%d is not in 0..%d"
	wrongNumber = "The kernel's default applies instead. Correct the number."
)

// bridgeWord returns an option in the words of sysfs as one word.
func bridgeWord(s *ir.Setting) (string, bool) {
	value := s.Value
	if value == "" {
		value = s.Raw
	}
	plain := func(text string) bool {
		return text != "" && !strings.ContainsFunc(text, func(c rune) bool { return special(c) || c == '=' })
	}
	return s.Key + "=" + value, plain(s.Key) && plain(value)
}

// bridgePort writes the options that a port of a bridge has of its own
// (initscripts write them to brport/ in sysfs).
func (r *raiser) bridgePort(owner *ir.Link) {
	for _, p := range r.ledger.Ports(owner) {
		if p.Name != r.link.Name {
			continue
		}
		var opts []string
		number := func(word, item string, o ir.Opt[int]) {
			switch {
			case !o.Set:
			case o.Value < 0 || o.Value > math.MaxInt32:
				r.ledger.Lose(owner, diag.Behaviour, "port-option", p.Name+"/"+item, o.Span, fmt.Sprintf(outOfRange, o.Value, math.MaxInt32), wrongNumber)
			default:
				opts = append(opts, word+"="+strconv.Itoa(o.Value))
			}
		}
		number("path_cost", "pathCost", p.PathCost)
		number("priority", "priority", p.Priority)
		if len(opts) > 0 {
			r.vars.set(bridgingOpts, strings.Join(opts, " "))
		}
		r.ledger.PortOptions(owner, &p, r.column(r.link), func(loss.Option) string {
			return "it is an option of a bond's port"
		})
	}
}
