package effect

import (
	"slices"
	"strconv"

	"github.com/bondc/bondc/ir"
)

// unwritten reports whether a fact of a running host is what it is where no
// file says anything: then nobody misses it in the files.
func (v *view) unwritten(f *Fact) bool {
	switch f.What {
	case "match":
		return true // every device has its address
	case "mtu":
		return v.plainMTU(f)
	case "bridge":
		return slices.Contains(plainBridge(), [2]string{f.Item, f.Value})
	}
	return false
}

// plainMTU reports whether an MTU is the kernel's own: a port of a bond has its
// bond's (bond_main.c, bond_enslave), a VLAN its parent's (net/8021q/vlan_dev.c,
// vlan_dev_init), a bridge the smallest of its ports (net/bridge/br_if.c,
// br_mtu_auto_adjust), anything else that of Ethernet.
func (v *view) plainMTU(f *Fact) bool {
	l := v.links[f.Link]
	above := v.host.BondOf(l.Name)
	if l.VLAN != nil {
		above = v.host.Link(l.VLAN.Link.Value)
	}
	if above != nil && above.MTU.Set {
		return strconv.Itoa(above.MTU.Value) == f.Value
	}
	if l.Bridge != nil {
		for _, p := range l.Bridge.Ports {
			if port := v.host.Link(p.Name); port != nil && strconv.Itoa(port.MTU.Value) == f.Value {
				return true
			}
		}
	}
	return f.Value == "1500"
}

// plainBridge is what a new bridge has (net/bridge/br_device.c, br_dev_setup).
func plainBridge() [][2]string {
	return [][2]string{{"forwardDelay", "15"}, {"helloTime", "2"}, {"maxAge", "20"}, {"ageingTime", "300"}, {"priority", "32768"}}
}

// beside returns the facts that can be held against those of the other side.
func (v *view) beside(other *view) []Fact {
	var list []Fact
	for i := range v.facts {
		f := v.facts[i]
		switch {
		case f.What == "link":
			if other.links[f.Link] == nil && !v.missed(&f, other) {
				continue
			}
		case f.What == "dns":
			if !v.tells(&f, other) {
				continue
			}
		case other.links[f.Link] == nil, v.links[f.Link].Kind != other.links[f.Link].Kind:
			continue // that the link is none, or another, says it all
		case f.What == "option", f.What == "match":
			if other.has[f.key()] == nil {
				continue
			}
		case f.What == "address", f.What == "route":
			if !v.tells(&f, other) {
				continue
			}
			f.Value = v.metric(&f, other)
		case f.What == "mac":
			if !v.knowsMAC(&f, other) {
				continue
			}
		case Running(other.host) && !other.shows(&f):
			continue
		}
		list = append(list, f)
	}
	return list
}

// missed reports whether a link that the other side lacks is missed there. A
// device that no file names is nobody's concern, and a copy of /proc/net/bonding
// alone shows bonds alone.
func (v *view) missed(f *Fact, other *view) bool {
	if v.links[f.Link].Kind == ir.BondKind {
		return true
	}
	if Running(v.host) && v.links[f.Link].Kind == ir.Ethernet {
		return false
	}
	return !Running(other.host) || len(other.address) > 0
}

// shows reports whether a running host has shown what the fact is about.
func (v *view) shows(f *Fact) bool {
	l := v.links[f.Link]
	switch {
	case f.What == "mtu":
		return l.MTU.Set
	case l.VLAN != nil && f.What == "vlan":
		return l.VLAN.ID.Set
	case l.Bridge != nil:
		return l.Bridge.STP.Set
	}
	return true
}

// knowsMAC reports whether an address tells a difference. Where the files leave
// it to a generator whose key is the host's own, nobody can tell what it should
// be; where they give the one that the link has, all is well.
func (v *view) knowsMAC(f *Fact, other *view) bool {
	theirs := other.has[f.key()]
	if !Running(v.host) {
		v, other, f, theirs = other, v, theirs, f
	}
	switch {
	case theirs == nil, theirs.Silent && theirs.Value != FromPort:
		return false
	case theirs.Silent, Running(other.host):
		return true
	}
	return v.address[theirs.Link] != "" && v.address[theirs.Link] != theirs.Value
}
