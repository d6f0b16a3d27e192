package nmprofile

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
)

// device is a link with all profiles that are for it.
type device struct {
	link *ir.Link
	// main is the profile that the link is lowered from.
	main *Profile
	all  []*Profile
}

// baseKind returns what the type of a profile makes of its link, and the word
// for one of kind Other.
func baseKind(p *Profile) (ir.Kind, string) {
	switch word := p.text("connection.type"); word {
	case "ethernet", ethernet, "bond-slave", "bridge-slave":
		return ir.Ethernet, ""
	case "bond":
		return ir.BondKind, ""
	case "vlan":
		return ir.VLANKind, ""
	case "bridge":
		return ir.BridgeKind, ""
	case "":
		if p.Elsewhere && len(p.Options) > 0 {
			return ir.BondKind, ""
		}
		return ir.Ethernet, ""
	case "802-11-wireless":
		return ir.Other, "wifi"
	case "team-slave":
		return ir.Other, "teamport"
	default:
		return ir.Other, word
	}
}

// deviceName returns the name of the link that a profile is for. Without
// connection.interface-name NetworkManager calls a VLAN by parent and ID
// (nm-device-vlan.c, get_connection_iface) and an Ethernet profile is for every
// device that matches; the profile's own name stands for that one. A profile
// that was made elsewhere is most often called like its device.
func (l *lowering) deviceName(p *Profile) string {
	if it := p.first("connection.interface-name", "vlan.interface-name", "bond.interface-name", "bridge.interface-name"); it != nil && it.Value != "*" {
		return it.Value
	}
	if kind, _ := baseKind(p); kind == ir.VLANKind && p.text("vlan.parent") != "" {
		return l.parentName(p.text("vlan.parent")) + "." + p.text("vlan.id")
	}
	if kind, _ := baseKind(p); l.host.Dialect() == "nmcli" && !p.Elsewhere && (kind == ir.BondKind || kind == ir.BridgeKind) {
		return "nm-" + kind.String() // seen with nmcli 1.42.4 and 1.52.1
	}
	if owner := p.text("connection.controller", "connection.master"); owner != "" {
		// So bondc, like nmcli's manual, calls the profile of a port.
		return given(p, strings.TrimPrefix(p.ID, l.parentName(owner)+"-port-"))
	}
	return given(p, p.ID)
}

// given takes the name of the device out of that of its profile where cloud-init
// (cloudinit/net/network_manager.py, NMConnection.__init__) or NetworkManager itself,
// from an ifcfg file (nms-ifcfg-rh-reader.c, make_connection_name), put it there
// and the profile finds the device by its address.
func given(p *Profile, name string) string {
	for _, prefix := range []string{"cloud-init ", "System "} {
		if device, ok := strings.CutPrefix(name, prefix); ok && ir.ValidName(device) && p.first(ethernet+".mac-address") != nil {
			return device
		}
	}
	return name
}

// parentName resolves what names a profile or device: a UUID or a profile's
// name stands for its device.
func (l *lowering) parentName(word string) string {
	p := l.byReference(word)
	if p == nil {
		return word
	}
	if l.naming[p] {
		return p.ID // it stands on itself
	}
	l.naming[p] = true
	defer delete(l.naming, p)
	return l.deviceName(p)
}

// byReference finds the profile that a word names by UUID or, where no device
// has the name, by its own; nil if none does.
func (l *lowering) byReference(word string) *Profile {
	switch {
	case l.refs.devices[word]:
		return nil
	case l.refs.uuids[strings.ToLower(word)] != nil:
		return l.refs.uuids[strings.ToLower(word)]
	}
	return l.refs.ids[word]
}

// references are the profiles, and the devices that they name.
type references struct {
	devices    map[string]bool
	uuids, ids map[string]*Profile
}

func index(profiles []*Profile) references {
	r := references{map[string]bool{}, map[string]*Profile{}, map[string]*Profile{}}
	for _, p := range profiles {
		name, uuid := p.text("connection.interface-name"), strings.ToLower(p.text("connection.uuid"))
		if name != "" && name != "*" {
			r.devices[name] = true
		}
		if r.ids[p.ID] == nil {
			r.ids[p.ID] = p
		}
		if UUIDLike(uuid) && r.uuids[uuid] == nil {
			r.uuids[uuid] = p
		}
	}
	return r
}

// group finds the device of each profile and chooses, of those for one device,
// the one that NetworkManager is most likely to activate.
func (l *lowering) group() {
	for _, p := range l.profiles {
		name := l.deviceName(p)
		d := l.byName[name]
		if d == nil {
			d = &device{}
			l.byName[name] = d
			l.devices = append(l.devices, d)
			d.link = &ir.Link{Name: name}
		}
		d.all = append(d.all, p)
		for _, e := range p.Entries {
			e.Link = name
		}
		if d.main == nil || better(p, d.main) {
			d.main = p
		}
	}
}

// better reports whether NetworkManager prefers profile a to b. Of one that was
// made elsewhere too little is known.
func better(a, b *Profile) bool {
	if a.Elsewhere != b.Elsewhere {
		return b.Elsewhere
	}
	if x, y := autoconnects(a), autoconnects(b); x != y {
		return x
	}
	if x, y := priority(a), priority(b); x != y {
		return x > y
	}
	return isPort(a) && !isPort(b)
}

func autoconnects(p *Profile) bool {
	is, ok := p.truth(p.text("connection.autoconnect"))
	return is || !ok
}

func priority(p *Profile) int {
	n, err := strconv.Atoi(p.text("connection.autoconnect-priority"))
	if err != nil {
		return 0
	}
	return n
}

func isPort(p *Profile) bool { return p.text("connection.controller", "connection.master") != "" }
