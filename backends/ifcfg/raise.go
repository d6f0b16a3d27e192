package ifcfg

import (
	"net/netip"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// raiser writes one link.
type raiser struct {
	*emitter
	link *ir.Link
	via  target.Via
	vars file
	// aliases are the files of labelled addresses, in order.
	aliases []alias
	// lines are those of the route and rule files, by the file's first word.
	lines map[string][]string
}

// alias is the file of one labelled address.
type alias struct {
	label string
	addr  netip.Addr
	vars  file
}

func (r *raiser) nm() bool { return r.via == target.NetworkManager }

// lose announces what is not written of the link.
func (r *raiser) lose(class diag.Class, what, item string, span source.Span, why, detail string) {
	r.ledger.Lose(r.link, class, what, item, span, why, detail)
}

// changed announces what is written, but not quite as it was: message is the
// whole sentence.
func (r *raiser) changed(class diag.Class, what, item string, span source.Span, message, detail string) {
	r.ledger.Add(loss.Loss{Link: r.link, Class: class, What: what, Item: item, Span: span, Message: message, Detail: detail})
}

// text writes a key whose value is free text, or announces why it cannot.
func (r *raiser) text(key, what, item string, o ir.Opt[string], class diag.Class) {
	if o.Set && !r.vars.set(key, o.Value) {
		r.lose(class, what, item, o.Span, "the value holds characters that no line of a file can carry",
			"The link comes up without it. Correct the value in the input.")
	}
}

// mac writes a key whose value is a MAC address.
func (r *raiser) mac(key, what, item string, o ir.Opt[string]) {
	if o.Set && (!loss.ValidMAC(o.Value) || !r.vars.set(key, o.Value)) {
		r.lose(diag.Connectivity, what, item, o.Span, "it is no MAC address", "The link comes up without it. Correct the value in the input.")
	}
}

// device writes what belongs to the device and not to its addressing.
func (r *raiser) device() {
	l := r.link
	r.vars.set("DEVICE", l.Name)
	switch l.Kind {
	case ir.BondKind:
		r.vars.set("TYPE", "Bond")
		r.vars.set("BONDING_MASTER", "yes")
	case ir.VLANKind:
		r.vars.set("TYPE", "Vlan")
		r.vars.set("VLAN", "yes")
	case ir.BridgeKind:
		r.vars.set("TYPE", "Bridge")
	default:
		r.vars.set("TYPE", "Ethernet")
	}
	r.match()
	r.mac("MACADDR", "mac", "", l.MAC)
	r.number("MTU", "mtu", "", l.MTU)
	if l.WakeOnLAN.Set {
		letter := "d"
		if l.WakeOnLAN.Value {
			letter = "g"
		}
		r.vars.set("ETHTOOL_OPTS", "wol "+letter)
	}
	r.activation()
	if l.Managed.Set {
		r.vars.flag("NM_CONTROLLED", l.Managed.Value)
	}
	r.text("ZONE", "zone", "", l.Zone, diag.Connectivity)
	r.ledger.Via(l, r.via)
}

// activation writes ONBOOT also where silence says the same, for the reader. To
// NetworkManager a port that starts by itself starts its controller too, so there
// it waits for one that is left to a person.
func (r *raiser) activation() {
	l := r.link
	r.vars.flag("ONBOOT", r.starts(l))
	if ports := r.ledger.Ports(l); r.nm() && len(ports) > 0 && !r.starts(l) && !slices.ContainsFunc(ports, r.waits) {
		r.vars.set("AUTOCONNECT_SLAVES", "yes")
	}
	if l.Activation.Value == ir.Off {
		r.lose(diag.Behaviour, "activation", "", l.Activation.Span, "a link can be left down at boot, but not kept down",
			"It stays down at boot (ONBOOT=no), but ifup and NetworkManager's users can bring it up.")
	}
	if l.Optional.Value {
		r.lose(diag.Behaviour, "optional", "", l.Optional.Span, "boot waits for every link that it starts",
			"If the link has no carrier, boot takes longer: initscripts give DHCP up after about a minute.")
	}
}

// starts reports whether a link is brought up at boot.
func (r *raiser) starts(l *ir.Link) bool {
	up := l.Activation.Or(ir.Boot) == ir.Boot
	if owner := r.ledger.Owner(l.Name); up && r.nm() && owner != nil {
		return r.starts(owner)
	}
	return up
}

// waits reports whether a port stays down when its controller comes up.
func (r *raiser) waits(p ir.Port) bool {
	l := r.ledger.Link(p.Name)
	return l != nil && l.Activation.Or(ir.Boot) != ir.Boot
}

// match writes the hardware address by which an Ethernet device is found.
// HWADDR is the current address to initscripts and the permanent one to
// NetworkManager; at boot the two are the same (facts/dialects.md 2.4).
func (r *raiser) match() {
	l := r.link
	device := *l
	device.WakeOnLAN = ir.Opt[bool]{} // ETHTOOL_OPTS may stand in every file
	r.ledger.Device(&device)
	if l.Kind != ir.Ethernet || (!l.Match.Any() && !l.Match.Rename.Set) {
		return
	}
	m := &l.Match
	r.mac("HWADDR", "match", "permanentMAC", m.PermanentMAC)
	for _, x := range []struct {
		item string
		o    ir.Opt[string]
	}{{"name", m.Name}, {"driver", m.Driver}} {
		if x.o.Set {
			r.lose(diag.Connectivity, "match", x.item, x.o.Span, "a file names its device, or gives its hardware address",
				"The file says DEVICE="+l.Name+". If the device has another name on the new host it stays down; find it there (ip link) and correct the file.")
		}
	}
	r.rename(m)
}

// rename announces where the device would get another name than today:
// initscripts rename by HWADDR, NetworkManager never renames.
func (r *raiser) rename(m *ir.Match) {
	renames := r.via == target.Initscripts && m.PermanentMAC.Set
	if !m.Rename.Set || m.Rename.Value == renames {
		return
	}
	if renames {
		r.lose(diag.Behaviour, "match", "rename", m.Rename.Span, "initscripts give the device the name that goes with its HWADDR",
			"The device is called "+r.link.Name+" from then on. What knows it under its old name (firewall rules, monitoring) has to be changed.")
		return
	}
	r.lose(diag.Connectivity, "match", "rename", m.Rename.Span, "nothing there gives a device a name",
		"The file is for a device called "+r.link.Name+". Name it by a udev rule or a .link file on the new host, or the link stays down.")
}

// attach makes the link a port of its bond or bridge.
func (r *raiser) attach() {
	owner := r.ledger.Owner(r.link.Name)
	if owner == nil || r.lost[owner.Name] {
		return
	}
	if owner.Kind == ir.BridgeKind {
		r.vars.set("BRIDGE", owner.Name)
		r.bridgePort(owner)
		return
	}
	r.vars.set("MASTER", owner.Name)
	r.vars.set("SLAVE", "yes")
	r.bondPort(owner)
}

// isPort reports whether another link owns this one.
func (r *raiser) isPort() bool {
	owner := r.ledger.Owner(r.link.Name)
	return owner != nil && !r.lost[owner.Name]
}

// putBack writes what the input said in this dialect and bondc did not
// understand, or only in part, into the file that it came from. Where a line
// of bondc's own has the key, the input's line takes its place.
func (r *raiser) putBack() {
	for _, e := range r.host.Residue() {
		if e.Dialect != "ifcfg" || e.Link != r.link.Name || e.File == nil || e.Unknown || unknown(e) {
			continue
		}
		base := path.Base(e.File.Path)
		_, label, isAlias := strings.Cut(base, ":")
		switch {
		case !strings.HasPrefix(base, "ifcfg-"), tie(e.Key) && (r.nm() || r.tied()), r.wouldRead(e.Key):
		case e.Class == diag.Connectivity && (tie(e.Key) || e.Key == "BRIDGE"):
			// Who it names cannot be written, and would be made anew of this line.
		case !isAlias && r.link.Implied:
			// An alias in a file of another name says nothing of the link itself.
		case !isAlias && r.link.Bridge != nil && e.Key == bridgingOpts:
			// Its words are among the bridge's options, and written in the unit
			// of whoever reads them.
			r.residue[e] = r.vars.has(e.Key)
		case !isAlias:
			r.residue[e] = r.vars.replace(e.Key, e.Value)
		default:
			for i := range r.aliases {
				if r.aliases[i].label == r.link.Name+":"+label {
					r.residue[e] = r.aliases[i].vars.replace(e.Key, e.Value)
				}
			}
		}
	}
}

// tie reports whether a key that initscripts passed over, for want of the other
// of the two, would make the link a port to NetworkManager, which does not look
// at SLAVE (nms-ifcfg-rh-reader.c, check_if_bond_port).
func tie(key string) bool { return key == "MASTER" || key == "SLAVE" }

// wouldRead reports whether a key that the input's reader passed over is one that
// another reader takes: initscripts read DNS1 to DNS3, NetworkManager up to the
// first that is missing, and SEARCH; without IPV6INIT=yes it passes over what else
// is said of IPv6, which initscripts read.
func (r *raiser) wouldRead(key string) bool {
	ofIPv6 := []string{"IPV6_PRIVACY", "IPV6_PEERDNS", "IPV6_PEERROUTES", "IPV6_DEFROUTE", "IPV6_ROUTE_METRIC"}
	switch {
	case strings.HasPrefix(key, "DNS"):
		return true
	case key == "RESOLV_MODS": // NetworkManager does not know it
		return !r.nm()
	case r.nm():
		return key == "SEARCH"
	}
	return slices.Contains(ofIPv6, key)
}

// tied reports whether the input has both keys, of which initscripts passed over
// one for its value (SLAVE=Yes, to those of RHEL 6): others would take it.
func (r *raiser) tied() bool {
	keys := map[string]bool{}
	for _, e := range r.host.Entries {
		if e.Link == r.link.Name && e.UsedBy == "" && tie(e.Key) {
			keys[e.Key] = true
		}
	}
	return len(keys) == 2
}

// bridgingOpts is the key of what has no key of its own on a bridge or its
// port.
const bridgingOpts = "BRIDGING_OPTS"

// unknown reports whether a value would have been computed by a shell: then
// what the entry holds is the text as it stands, quotes and all.
func unknown(e *ir.Entry) bool {
	return e.Value == e.Raw && strings.ContainsAny(e.Value, "$`\"'\\()<>|&;")
}

// finish adds the files to the output.
func (r *raiser) finish() {
	name := r.link.Name
	r.out.Add(folder+"ifcfg-"+name, 0o644, render(r.vars.lines))
	for _, a := range r.aliases {
		r.out.Add(folder+"ifcfg-"+a.label, 0o644, render(a.vars.lines))
	}
	for _, kind := range []string{"route", "route6", "rule", "rule6"} {
		if lines := r.lines[kind]; len(lines) > 0 {
			r.out.Add(folder+kind+"-"+name, 0o644, render(lines))
		}
	}
}
