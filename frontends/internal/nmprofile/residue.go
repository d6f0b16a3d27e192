package nmprofile

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// finish says of what nobody used why that is, and what is lost with it.
func (l *lowering) finish() {
	for _, d := range l.devices {
		for _, p := range d.all {
			if p != d.main {
				l.beside(d, p)
			}
		}
		if d.main == nil {
			continue
		}
		for _, o := range d.main.Options {
			if d.link.Bond == nil && o.Entry.UsedBy == "" {
				o.Entry.Class, o.Entry.Reason = diag.Behaviour, fmt.Sprintf("the link is no bond but of kind %s", d.link.Kind)
			}
		}
	}
	for _, p := range l.profiles {
		for _, e := range p.Entries {
			switch {
			case e.UsedBy != "":
			case e.Value == "" && e.Reason == "":
				e.UsedBy = "silence"
			case e.Class == 0:
				e.Class = classOf(e.Key, e.Value)
			}
		}
	}
}

// beside keeps one entry of a further profile of a device as residue: it stands
// for the profile. One that is never started by itself loses nothing.
func (l *lowering) beside(d *device, p *Profile) {
	said := false
	for _, e := range p.Entries {
		if said || e.UsedBy != "" {
			if e.UsedBy == "" {
				e.UsedBy = "another profile"
			}
			continue
		}
		said = true
		e.Class, e.Reason = diag.Behaviour, fmt.Sprintf("%q is another profile of %q, which is read from the profile %q", p.ID, d.link.Name, d.main.ID)
		if !autoconnects(p) {
			e.Class = diag.Bookkeeping
			e.Reason += "; it does not start by itself"
		}
	}
}

// classOf returns what is lost with a property that nobody used.
func classOf(key, value string) ir.EntryClass {
	setting, property, _ := strings.Cut(key, ".")
	switch setting {
	case "802-1x", "802-11-wireless", "802-11-wireless-security", "vpn", "wireguard", "vrf", "macvlan", "infiniband", "ip-tunnel":
		return diag.Connectivity
	case "proxy", "user":
		return diag.Bookkeeping
	case "ipv4", "ipv6":
		return familyClass(property, value)
	case "match":
		return diag.Connectivity
	case "connection":
		switch property {
		case "id", "uuid", "timestamp", "read-only", "permissions", "autoconnect-priority", "origin":
			return diag.Bookkeeping
		case "controller", "master", "secondaries":
			return diag.Connectivity
		}
	}
	return diag.Behaviour
}

// familyClass is that of an addressing property: with the value of silence it
// says nothing.
func familyClass(property, value string) ir.EntryClass {
	is, ok := Truth(value)
	switch property {
	case "addresses", "gateway", "routes", "routing-rules", "dns", "dns-search", "method", "route-table", "token", "dhcp-duid", "dhcp-iaid":
		if value == "0" && property == "route-table" {
			return diag.Bookkeeping
		}
		return diag.Connectivity
	case "may-fail", "dhcp-send-hostname":
		if ok && is {
			return diag.Bookkeeping
		}
	case "dns-priority", "dhcp-timeout", "required-timeout", "mtu", "ra-timeout":
		if value == "0" || value == "-1" {
			return diag.Bookkeeping
		}
	}
	return diag.Behaviour
}
