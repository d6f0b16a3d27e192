package networkd

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// udev reads a .link file: what a device is called, its wake-on-LAN, and who
// chooses its address.
func (l *lowering) udev(d *document) {
	m := l.matchOf(d, "OriginalName")
	s := d.merged("Link")
	for _, k := range s.keys {
		switch {
		case k.Key == "NamePolicy" && k.Value != "" && s.last("Name") != nil:
			k.entry.Class, k.entry.Reason = diag.Behaviour, "udev asks it first, and takes Name= only where none of the policies gives a name (systemd.link(5))"
		case slices.Contains([]string{"NamePolicy", "AlternativeNamesPolicy"}, k.Key):
			k.use("naming")
		}
	}
	link := l.renamed(d, &m, s)
	if link == nil {
		link = l.matched(d, &m)
	}
	if k := s.last("MACAddressPolicy"); k != nil && (link == nil || link.KernelMAC.Value) && k.Value == "none" {
		k.use("mac")
	}
	if link == nil {
		return
	}
	d.own(link.Name)
	if k := s.last("WakeOnLan"); k != nil {
		switch k.Value {
		case "magic", "off":
			k.use("wol")
			link.WakeOnLAN = ir.Some(k.Value == "magic", k.ValueSpan)
		}
	}
	if k := s.last("MACAddress"); k != nil && !link.MAC.Set {
		link.MAC = l.mac(k, "mac")
	}
	if o := l.size(s, "mtu", "MTUBytes"); o.Set && !link.MTU.Set {
		link.MTU = o
	}
}

// renamed returns the link that the file names, nil where it names none.
func (l *lowering) renamed(d *document, m *match, s *section) *ir.Link {
	k := s.last("Name")
	if k == nil || !m.usable() || m.other != nil && len(m.names) == 0 && !m.permanent.Set && !m.driver.Set {
		return nil
	}
	k.use("name")
	link := l.declared(k.Value, k.ValueSpan)
	if link.Kind != ir.Ethernet || link.Match.Rename.Set {
		return nil
	}
	link.Match.PermanentMAC, link.Match.Driver = m.permanent, m.driver
	if m.nameKey != nil {
		link.Match.Name = ir.Some(strings.Join(m.names, " "), m.nameKey.ValueSpan)
	}
	link.Match.Rename = ir.Some(true, k.ValueSpan)
	return link
}

// matched returns the link that the file is for, nil where that cannot be
// told.
func (l *lowering) matched(d *document, m *match) *ir.Link {
	if len(m.names) == 1 && m.literal() {
		if link := l.byName[m.names[0]]; link != nil {
			return link
		}
	}
	for _, link := range l.host.Links {
		if m.permanent.Set && link.Match.PermanentMAC.Value == m.permanent.Value {
			return link
		}
	}
	name, generated := fileName(d)
	if link := l.byName[name]; generated && link != nil {
		return link
	}
	if len(m.names) == 1 && m.literal() && ir.ValidName(m.names[0]) {
		return l.declared(m.names[0], m.nameKey.ValueSpan)
	}
	return nil
}
