package nmprofile

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

func lowerCase(text string) string { return strings.ToLower(text) }

// vlanFlags reads the flags as a number or as words, as nmcli takes them
// (_NM_VLAN_FLAGS, seen with nmcli 1.42.4).
func (l *lowering) vlanFlags(d *device) ir.Opt[int] {
	it := d.main.item("vlan.flags")
	if it == nil {
		return ir.Opt[int]{}
	}
	flags := 0
	for _, word := range strings.FieldsFunc(it.Value, func(r rune) bool { return r == ',' || r == ' ' || r == '|' }) {
		if n, err := strconv.ParseUint(word, 0, 8); err == nil {
			flags |= int(n)
			continue
		}
		switch lowerCase(word) {
		case "reorder-headers", "reorder_headers":
			flags |= reorderHeaders
		case "gvrp":
			flags |= gvrp
		case "loose-binding", "loose_binding":
			flags |= looseBinding
		case "mvrp":
			flags |= mvrp
		default:
			l.bad(d, "vlan.flags", it, "the flags are reorder-headers, gvrp, loose-binding and mvrp, or their number")
			return ir.Opt[int]{}
		}
	}
	it.use("vlan")
	return ir.Some(flags, it.Span)
}

// device reads what belongs to the device and not to its addressing.
func (l *lowering) device(d *device) {
	p, link := d.main, d.link
	l.activation(d)
	if it := p.item("connection.zone"); it != nil {
		link.Zone = ir.Some(it.Value, it.Span)
		it.use("zone")
	}
	if mtu := l.number(d, ethernet+".mtu", "mtu"); mtu.Value != 0 {
		link.MTU = mtu // 0 is automatic
	}
	l.mac(d)
	l.wakeOnLAN(d)
	if link.Kind != ir.Ethernet {
		return
	}
	for _, x := range []struct {
		name string
		to   *ir.Opt[string]
	}{{"match.interface-name", &link.Match.Name}, {"match.driver", &link.Match.Driver}} {
		if list := p.Items(x.name); len(list) == 1 {
			*x.to = ir.Some(list[0].Value, list[0].Span)
			list[0].use("match")
		} else {
			for i := range list {
				list[i].spare(diag.Connectivity, "bondc knows one pattern for a link, not several")
			}
		}
	}
	if name := p.text("connection.interface-name"); (name == "" || name == "*") && link.Match.Any() {
		// The link's name is only the profile's: the device keeps its own.
		link.Match.Rename = ir.Some(false, p.Span)
	}
}

// activation is autoconnect; a port that does not connect by itself comes up
// with its controller where that one says so (man nm-settings-nmcli,
// autoconnect-ports).
func (l *lowering) activation(d *device) {
	p := d.main
	if is, ok := p.truth(p.text("connection.autoconnect")); ok && !is && l.broughtUp(p) {
		p.item("connection.autoconnect").use(ir.WithController)
	} else if auto := l.flag(d, "connection.autoconnect", "activation"); auto.Set {
		d.link.Activation = ir.Some(ir.Boot, auto.Span)
		if !auto.Value {
			d.link.Activation.Value = ir.Manual
		}
	}
	for _, name := range []string{"connection.autoconnect-ports", "connection.autoconnect-slaves"} {
		p.item(name).use("activation")
	}
	if len(d.all) > 1 {
		p.item("connection.autoconnect-priority").use("activation")
	}
}

// broughtUp reports whether the controller of a port brings it up.
func (l *lowering) broughtUp(p *Profile) bool {
	owner := p.first("connection.controller", "connection.master")
	if owner == nil {
		return false
	}
	c := l.byName[l.parentName(owner.Value)]
	if c == nil || c.main == nil {
		return false
	}
	is, ok := Truth(c.main.text("connection.autoconnect-ports", "connection.autoconnect-slaves"))
	return ok && is
}

// mac reads the address that is set, and the permanent one that the device is
// found by.
func (l *lowering) mac(d *device) {
	p := d.main
	for _, name := range []string{ethernet + ".cloned-mac-address", "bridge.mac-address"} {
		it := p.item(name)
		if it == nil {
			continue
		}
		switch mac, ok := ir.ParseMAC(it.Value); {
		case ok:
			d.link.MAC = ir.Some(mac, it.Span)
			it.use("mac")
		case it.Value == "preserve" || it.Value == "permanent":
			it.spare(diag.Bookkeeping, "the device keeps the address that it has")
		case it.Value == "random" || it.Value == "stable" || it.Value == "stable-ssid":
			it.spare(diag.Behaviour, "NetworkManager makes up an address, and no other tool makes up the same")
		default:
			l.bad(d, name, it, "it is no MAC address")
		}
	}
	name := ethernet + ".mac-address"
	if it := p.item(name); it != nil && d.link.Kind == ir.Ethernet {
		mac, ok := ir.ParseMAC(it.Value)
		if !ok {
			l.bad(d, name, it, "it is no MAC address")
			return
		}
		d.link.Match.PermanentMAC = ir.Some(mac, it.Span)
		it.use("match")
	}
}

// wakeOnLAN reads the flags of NMSettingWiredWakeOnLan: 64 is magic packets, 1
// NetworkManager's default and 32768 hands off.
func (l *lowering) wakeOnLAN(d *device) {
	it := d.main.item(ethernet + ".wake-on-lan")
	if it == nil {
		return
	}
	n, err := strconv.ParseUint(it.Value, 0, 16)
	switch word := lowerCase(it.Value); {
	case word == "magic" || (err == nil && n == 64):
		d.link.WakeOnLAN = ir.Some(true, it.Span)
		it.use("wol")
	case err == nil && n == 0:
		d.link.WakeOnLAN = ir.Some(false, it.Span)
		it.use("wol")
	case word == "default" || (err == nil && n == 1):
		it.use("silence")
	default:
		it.spare(diag.Behaviour, "bondc knows magic packets and none")
	}
}

// bond reads the options of a bond.
func (l *lowering) bond(d *device) {
	p := d.main
	if d.link.Bond == nil {
		return
	}
	d.link.Bond.SettingsSpan = p.OptionsSpan
	for i := range p.Options {
		o := &p.Options[i]
		d.link.Bond.Settings = append(d.link.Bond.Settings, setting(o))
		o.Entry.UsedBy = "bond"
	}
}

func setting(o *Option) ir.Setting {
	s := ir.Setting{Key: o.Key, Raw: o.Value, KeySpan: o.KeySpan, Span: o.Span}
	s.ID, _ = option.Lookup(option.NM, o.Key)
	switch {
	case s.ID == option.Unknown, option.Spell(s.ID, option.NM).Place != option.InBond:
		s.Problem = unknown(o.Key)
		if s.Problem.Kind == option.UnknownOption {
			s.ID = option.Unknown
		}
	case !o.Assigned:
		s.Problem = option.Problem{Kind: option.BadWord, Text: strconv.Quote(o.Key) + " has no value; it takes the form " + o.Key + "=VALUE"}
	default:
		s.Value, s.Problem = option.Decode(option.NM, s.ID, o.Value)
	}
	return s
}

// unknown says why a bond's profile has no such option.
func unknown(key string) option.Problem {
	id := option.LookupKernel(key)
	if id == option.Unknown {
		id, _, _ = option.Elsewhere(key)
	}
	cell := option.Spell(id, option.NM)
	switch {
	case id == option.Unknown:
		text := strconv.Quote(key) + " is no bonding option"
		if near := option.Suggest(option.NM, key); near != "" {
			text += "; did you mean " + strconv.Quote(near) + "?"
		}
		return option.Problem{Kind: option.UnknownOption, Text: text}
	case !cell.Supported():
		return option.Problem{Kind: option.NotHere, Text: cell.Unsupported}
	case cell.Place == option.InPort:
		return option.Problem{Kind: option.NotHere, Text: "it is called " + cell.Key + " here and stands in the profile of the port"}
	}
	return option.Problem{Kind: option.NotHere, Text: "it is called " + strconv.Quote(cell.Key) + " here"}
}

// bridge reads the bridge's own settings.
func (l *lowering) bridge(d *device) {
	b := d.link.Bridge
	if b == nil {
		return
	}
	b.STP = l.flag(d, "bridge.stp", "bridge")
	for _, x := range []struct {
		name string
		to   *ir.Opt[int]
	}{
		{"forward-delay", &b.ForwardDelay}, {"hello-time", &b.HelloTime}, {"max-age", &b.MaxAge},
		{"ageing-time", &b.AgeingTime}, {"priority", &b.Priority},
	} {
		*x.to = l.number(d, "bridge."+x.name, "bridge")
	}
	for _, x := range BridgeOptions() {
		it := d.main.item("bridge." + x.Property)
		if it == nil {
			continue
		}
		value := it.Value
		if is, ok := Truth(value); ok {
			value = "0"
			if is {
				value = "1"
			}
		}
		b.Options = append(b.Options, ir.Setting{Key: x.Sysfs, Value: value, Raw: it.Value, KeySpan: it.Entries[0].KeySpan, Span: it.Span})
		it.use("bridge")
	}
}

// BridgeOption is a property of a bridge that the model keeps in the words of
// sysfs.
type BridgeOption struct{ Sysfs, Property string }

// BridgeOptions returns the properties with the same meaning in sysfs.
func BridgeOptions() []BridgeOption {
	return []BridgeOption{
		{"multicast_snooping", "multicast-snooping"}, {"group_fwd_mask", "group-forward-mask"}, {"vlan_filtering", "vlan-filtering"},
	}
}

// Unmanaged notes that NetworkManager is kept away from a device.
func Unmanaged(h *ir.Host, name string, it Item) {
	l := h.Link(name)
	if l == nil {
		l = &ir.Link{Name: name, Span: it.Span, Implied: true}
		h.Links = append(h.Links, l)
	}
	l.Managed = ir.Some(false, it.Span)
	it.use(target.NetworkManager.String())
}
