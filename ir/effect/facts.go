package effect

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Fact is one thing that holds on a host once its files are applied.
type Fact struct {
	// Link is the link it is about, "" for the host.
	Link string
	// What is the facet, in the words of diag.Loss: "option", "route", "mtu".
	What string
	// Item is the thing within the facet; with Link and What it is unique.
	Item string
	// Value is what holds, "" where being there is all.
	Value string
	// Silent means that nobody wrote it: the applier's silence says so.
	Silent bool
	// Order is the list that the fact stands in, if its place there matters;
	// the facts of one list follow each other in its order.
	Order Order
	// Span is where it was written, or where the link is declared.
	Span source.Span
}

// Facts returns what holds on the host, link by link. The order is fixed but
// carries no meaning.
func Facts(h *ir.Host, t target.Target) []Fact {
	f := facts{host: h, target: t, list: make([]Fact, 0, likely(h))}
	for _, l := range h.Links {
		f.link(l)
	}
	f.skip = unapplied{}
	f.dns(&ir.Link{}, &h.DNS)
	return f.list
}

// likely is how many facts a host has, roughly: those of a bond are as many as
// the driver has options.
func likely(h *ir.Host) int {
	const ofLink, ofBond = 6, 32
	n := ofLink * len(h.Links)
	for _, l := range h.Links {
		if l.Bond != nil {
			n += ofBond
		}
	}
	return n
}

type facts struct {
	host   *ir.Host
	target target.Target
	list   []Fact
	via    target.Via
	// skip is what of the link at hand is never applied.
	skip unapplied
}

func (f *facts) add(l *ir.Link, what, item, value string, span source.Span) {
	if !span.Known() {
		span = l.Span
	}
	f.list = append(f.list, Fact{Link: l.Name, What: what, Item: item, Value: value, Span: span})
}

// ordered adds a fact that stands in a list.
func (f *facts) ordered(order Order, l *ir.Link, what, item, value string, span source.Span) {
	f.add(l, what, item, value, span)
	f.list[len(f.list)-1].Order = order
}

func (f *facts) silent(l *ir.Link, what, item, value string) {
	f.list = append(f.list, Fact{Link: l.Name, What: what, Item: item, Value: value, Silent: true, Span: l.Span})
}

func (f *facts) link(l *ir.Link) {
	f.via = Via(f.host, l, f.target)
	f.skip = unappliedOf(f.host, l, f.via)
	kind := l.Kind.String()
	if l.Kind == ir.Other {
		kind += " " + l.OtherKind
	}
	f.add(l, "link", "", kind, l.Span)
	port := f.host.BondOf(l.Name) != nil || f.host.BridgeOf(l.Name) != nil
	if !port {
		f.activation(l)
		f.families(l)
		f.addresses(l)
		f.routes(l)
		f.rules(l)
		f.dns(l, &l.DNS)
	}
	f.device(l)
	f.bond(l)
	f.vlan(l)
	f.bridge(l)
}

func (f *facts) activation(l *ir.Link) {
	if startedByPorts(f.host, l, f.via) {
		f.add(l, "activation", "", string(ir.Boot), l.Activation.Span)
	} else if l.Activation.Set {
		f.add(l, "activation", "", string(l.Activation.Value), l.Activation.Span)
	} else {
		f.silent(l, "activation", "", string(ir.Boot))
	}
	if l.Optional.Set && l.Optional.Value {
		f.add(l, "optional", "", "true", l.Optional.Span)
	}
}

// device is what belongs to the device and not to its addressing.
func (f *facts) device(l *ir.Link) {
	if l.Match.Name.Value != l.Name {
		addText(f, l, "match", "name", l.Match.Name)
	}
	addText(f, l, "match", "permanentMAC", l.Match.PermanentMAC)
	addText(f, l, "match", "driver", l.Match.Driver)
	if Renames(l, f.via) {
		f.add(l, "match", "rename", "true", l.Match.Rename.Span)
	}
	// No device has an MTU of 0: netplan and NetworkManager take it for none,
	// and the kernel refuses it from the others (net/core/dev.c, dev_validate_mtu).
	if l.MTU.Set && l.MTU.Value != 0 {
		f.add(l, "mtu", "", strconv.Itoa(l.MTU.Value), l.MTU.Span)
	}
	if l.WakeOnLAN.Set {
		f.add(l, "wol", "", strconv.FormatBool(l.WakeOnLAN.Value), l.WakeOnLAN.Span)
	}
	addText(f, l, "zone", "", l.Zone)
	f.mac(l)
}

func (f *facts) mac(l *ir.Link) {
	switch {
	case l.MAC.Set:
		f.add(l, "mac", "", strings.ToLower(l.MAC.Value), l.MAC.Span)
	case l.Kind == ir.BondKind || l.Kind == ir.BridgeKind:
		f.silent(l, "mac", "", MACOrigin(l, f.via))
	}
}

// The origins of the MAC address of a bond or bridge without one of its own.
const (
	FromPort  = "taken from its first port"
	Generated = "generated from its name and the machine-id"
	Random    = "chosen at random each time it is made, as it has no ports"
)

// MACOrigin says where the MAC address of a bond or bridge comes from when
// none was written: networkd makes one up (systemd.netdev(5), MACAddress=),
// all others leave it to the kernel, which takes the first port's (bond_main.c,
// bond_enslave), and chooses one where there is no port (bond_main.c,
// bond_init; net/bridge/br_device.c, br_dev_setup). A bond whose address follows
// the active port has that one in either case (bond_main.c,
// bond_do_fail_over_mac). networkd leaves it to the kernel too where the file
// says so (MACAddress=none, systemd 250).
func MACOrigin(l *ir.Link, via target.Via) string {
	ports := l.Bond != nil && len(l.Bond.Ports) > 0 || l.Bridge != nil && len(l.Bridge.Ports) > 0
	follows := ports && followsActive(l.Bond)
	switch {
	case via == target.NetworkdVia && !l.KernelMAC.Value && !follows:
		return Generated
	case !ports:
		return Random
	}
	return FromPort
}

func followsActive(b *ir.Bond) bool {
	if b == nil {
		return false
	}
	mode, _ := ModeOf(b)
	policy, _ := b.Value(option.FailOverMAC)
	return mode == option.ActiveBackup && policy == "active"
}

// Renames reports whether the device gets the link's name: where it was
// written, else because initscripts rename by HWADDR (initscripts,
// rename_device; facts/dialects.md 2.4). It has to be found by something.
func Renames(l *ir.Link, via target.Via) bool {
	return l.Match.Any() && l.Match.Rename.Or(via == target.Initscripts && l.Match.PermanentMAC.Set)
}

func addText(f *facts, l *ir.Link, what, item string, o ir.Opt[string]) {
	if o.Set {
		f.add(l, what, item, o.Value, o.Span)
	}
}

func (f *facts) bond(l *ir.Link) {
	if l.Bond == nil {
		return
	}
	f.options(l)
	order := OfPorts
	if f.host.Dialect() == "networkd" {
		order = Unordered // each port says in its own file whose it is
	}
	for _, p := range l.Bond.Ports {
		f.ordered(order, l, "port", p.Name, "", p.Span)
		f.portOptions(l, p)
	}
}

// Undescribed reports whether a bond is only named, by its ports. What silence
// about its options would mean is then nobody's business: they are written
// elsewhere.
func Undescribed(l *ir.Link) bool {
	return l.Implied && l.Bond != nil && len(l.Bond.Settings)+len(l.Bond.Defaults) == 0
}

func (f *facts) options(l *ir.Link) {
	if Undescribed(l) {
		return
	}
	mode, known := ModeOf(l.Bond)
	if s, _ := Written(l.Bond, option.ModeOpt); s == nil {
		known = true // silence is a mode of its own
	}
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if row.Scope == option.Bond && row.AliasOf == option.Unknown && (row.Accepted.Has(mode) || !known) {
			f.option(l, row, mode)
		}
	}
}

func (f *facts) option(l *ir.Link, row *option.Row, mode option.Mode) {
	setting, value := Written(l.Bond, row.ID)
	if setting == nil {
		if row.Kind != option.None {
			f.silent(l, "option", row.Kernel, Silence(l.Bond, row.ID, mode, f.via))
		}
		return
	}
	f.add(l, "option", row.Kernel, canonical(row.ID, value), setting.Span)
}

// canonical makes equal values equal texts: leading zeros have no meaning in a
// number and case has none in a MAC.
func canonical(id option.ID, value string) string {
	row := option.Get(id)
	switch row.Kind {
	case option.MAC:
		return strings.ToLower(value)
	case option.Int:
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return strconv.FormatInt(n, 10)
		}
	}
	return value
}

func (f *facts) portOptions(l *ir.Link, p ir.Port) {
	var seen [option.NumOptions]bool
	for i := range p.Settings {
		s := &p.Settings[i]
		if row := option.Get(s.ID); row != nil && s.Usable() && !seen[s.ID] {
			seen[s.ID] = true
			if value, _ := ir.ValueOf(p.Settings, s.ID); !option.Same(s.ID, value, row.Default) {
				f.add(l, "port-option", p.Name+"/"+row.Kernel, canonical(s.ID, value), s.Span)
			}
		}
	}
	if p.PathCost.Set {
		f.add(l, "port-option", p.Name+"/pathCost", strconv.Itoa(p.PathCost.Value), p.PathCost.Span)
	}
	if p.Priority.Set {
		f.add(l, "port-option", p.Name+"/priority", strconv.Itoa(p.Priority.Value), p.Priority.Span)
	}
}

// Written returns the last usable setting of an option or of one that shares
// its value (num_unsol_na), and the value that it leads to; nil if there is
// none in settings or module defaults.
func Written(b *ir.Bond, id option.ID) (*ir.Setting, string) {
	for _, layer := range [][]ir.Setting{b.Settings, b.Defaults} {
		for i := len(layer) - 1; i >= 0; i-- {
			s := &layer[i]
			if !s.Usable() || (s.ID != id && option.Get(s.ID).AliasOf != id) {
				continue
			}
			value, _ := ir.ValueOf(layer, s.ID)
			return s, value
		}
	}
	return nil, ""
}

func (f *facts) vlan(l *ir.Link) {
	v := l.VLAN
	if v == nil {
		return
	}
	if v.ID.Set {
		f.add(l, "vlan", "id", strconv.Itoa(v.ID.Value), v.ID.Span)
	}
	addText(f, l, "vlan", "link", v.Link)
	addFlag(f, l, "vlan", "reorderHeader", v.ReorderHeader, true)
	addFlag(f, l, "vlan", "gvrp", v.GVRP, false)
	addFlag(f, l, "vlan", "mvrp", v.MVRP, false)
	addFlag(f, l, "vlan", "looseBinding", v.LooseBinding, false)
	if v.Protocol.Set && v.Protocol.Value != "802.1q" {
		addText(f, l, "vlan", "protocol", v.Protocol)
	}
}

// addFlag adds a fact where the value differs from what silence means to all.
func addFlag(f *facts, l *ir.Link, what, item string, o ir.Opt[bool], silence bool) {
	if o.Set && o.Value != silence {
		f.add(l, what, item, strconv.FormatBool(o.Value), o.Span)
	}
}

func addInt(f *facts, l *ir.Link, what, item string, o ir.Opt[int]) {
	if o.Set {
		f.add(l, what, item, strconv.Itoa(o.Value), o.Span)
	}
}

func (f *facts) bridge(l *ir.Link) {
	b := l.Bridge
	if b == nil {
		return
	}
	for _, p := range b.Ports {
		f.add(l, "port", p.Name, "", p.Span)
		f.portOptions(l, p)
	}
	switch {
	case b.STP.Set:
		f.add(l, "bridge", "stp", strconv.FormatBool(b.STP.Value), b.STP.Span)
	case !l.Implied: // one that is only named is described elsewhere
		f.silent(l, "bridge", "stp", strconv.FormatBool(silentSTP(f.host.Dialect(), b)))
	}
	if !ZeroDelay(b, f.via) {
		addInt(f, l, "bridge", "forwardDelay", b.ForwardDelay)
	}
	addInt(f, l, "bridge", "helloTime", b.HelloTime)
	addInt(f, l, "bridge", "maxAge", b.MaxAge)
	addInt(f, l, "bridge", "ageingTime", b.AgeingTime)
	addInt(f, l, "bridge", "priority", b.Priority)
}

func portParameters(b *ir.Bridge) bool {
	for _, p := range b.Ports {
		if p.PathCost.Set || p.Priority.Set {
			return true
		}
	}
	return false
}
