package networkd

import (
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// match is the [Match] of a .network or .link file.
type match struct {
	names     []string
	nameKey   *key
	permanent ir.Opt[string]
	driver    ir.Opt[string]
	// ether means that only devices without a type of their own are matched:
	// no bond, bridge or VLAN, which udev tells by DEVTYPE
	// (net_get_type_string in libsystemd-network).
	ether bool
	// other is a criterion that the model has no place for.
	other *key
}

// matchOf reads a [Match]; nameKey is what it calls the device's name.
func (l *lowering) matchOf(d *document, nameKey string) match {
	s := d.merged("Match")
	var m match
	for _, k := range s.list(nameKey) {
		k.use("match")
		m.nameKey = k
		m.names = append(m.names, strings.Fields(k.Value)...)
	}
	for _, k := range s.list("PermanentMACAddress", "MACAddress") {
		if m.permanent.Set || len(strings.Fields(k.Value)) > 1 {
			m.other = k
			continue
		}
		m.permanent = l.mac(k, "match")
	}
	if k := s.last("Driver"); k != nil {
		k.use("match")
		m.driver = ir.Some(strings.Join(strings.Fields(k.Value), " "), k.ValueSpan)
	}
	for _, k := range s.keys {
		if k.Key == "Type" && k.Value == "ether" && (m.names != nil || m.permanent.Set || m.driver.Set) {
			k.use("match")
			m.ether = true
		}
		if k.entry.UsedBy == "" && k.Value != "" && m.other == nil {
			m.other = k
		}
	}
	return m
}

// usable reports whether the file says anything about what it is for. Without
// that networkd ignores it (networkd-network.c, network_verify).
func (m *match) usable() bool {
	return m.names != nil || m.permanent.Set || m.driver.Set || m.other != nil
}

// literal reports whether the names are names and no patterns.
func (m *match) literal() bool {
	return len(m.names) > 0 && !slices.ContainsFunc(m.names, isPattern)
}

func isPattern(name string) bool { return strings.ContainsAny(name, "*?[!") }

// matches reports whether a name is among the names and patterns. A "!" before
// the first turns the whole list around (systemd.network(5), [Match]).
func (m *match) matches(name string) bool {
	names, invert := slices.Clone(m.names), false
	if len(names) > 0 && strings.HasPrefix(names[0], "!") {
		names[0], invert = names[0][1:], true
	}
	found := slices.ContainsFunc(names, func(pattern string) bool {
		ok, err := path.Match(strings.ReplaceAll(pattern, "[!", "[^"), name)
		return err == nil && ok
	})
	return len(names) > 0 && found != invert
}

// known returns the names of links that the files speak of.
func (l *lowering) known() []string {
	var names []string
	add := func(name string) {
		if ir.ValidName(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, link := range l.host.Links {
		add(link.Name)
	}
	for _, d := range l.documents {
		switch d.kind {
		case networkSuffix:
			for _, k := range d.merged("Match").list("Name") {
				for _, name := range strings.Fields(k.Value) {
					if !isPattern(name) {
						add(name)
					}
				}
			}
		case linkSuffix:
			if k := d.merged("Link").last("Name"); k != nil {
				add(k.Value)
			}
		}
	}
	return names
}

// made reports whether a .netdev file makes the link.
func (l *lowering) made(name string) bool {
	link := l.byName[name]
	return link != nil && link.Kind != ir.Ethernet
}

// fileName is the name of a link after its file: what stands behind the prefix
// that bondc and netplan give their files, else behind the number. Generated
// reports whether it is such a prefix.
func fileName(d *document) (name string, generated bool) {
	stem := strings.TrimSuffix(d.base, path.Ext(d.base))
	for _, prefix := range []string{"10-bondc-", "10-netplan-"} {
		if name, ok := strings.CutPrefix(stem, prefix); ok && ir.ValidName(name) {
			return name, true
		}
	}
	if rest := strings.TrimLeft(stem, "0123456789"); strings.HasPrefix(rest, "-") && len(rest) > 1 {
		stem = rest[1:]
	}
	stem = strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f || r == ':' || r == '/' {
			return '-'
		}
		return r
	}, stem)
	return stem[:min(len(stem), 15)], false
}

// links returns the links that a .network file configures.
func (l *lowering) links(d *document, m *match, known []string) []*ir.Link {
	name, generated := fileName(d)
	free := func(names []string) []*ir.Link {
		var list []*ir.Link
		for _, n := range names {
			if l.taken[n] == nil {
				l.taken[n] = d
				list = append(list, l.declared(n, m.nameKey.ValueSpan))
			}
		}
		return list
	}
	other := generated && !slices.Contains(m.names, name)
	switch {
	case m.literal() && !other && (len(m.names) == 1 || !m.permanent.Set && !m.driver.Set):
		list := free(m.names)
		if len(list) == 1 && (m.permanent.Set || m.driver.Set) {
			list[0].Match.PermanentMAC, list[0].Match.Driver = m.permanent, m.driver
		}
		return list
	case m.names != nil && !other && !m.permanent.Set && !m.driver.Set:
		matching := slices.DeleteFunc(slices.Clone(known), func(n string) bool { return !m.matches(n) || m.ether && l.made(n) })
		if list := free(matching); len(list) > 0 || len(matching) > 0 && !slices.Contains(m.names, "*") {
			return list
		}
	}
	return []*ir.Link{l.byFile(d, m, name)}
}

// byFile makes a link for the devices that a file matches, named after it.
func (l *lowering) byFile(d *document, m *match, name string) *ir.Link {
	if l.taken[name] != nil || l.byName[name] != nil && l.byName[name].Kind != ir.Ethernet {
		stem := strings.TrimSuffix(d.base, path.Ext(d.base))
		name = stem[:min(len(stem), 15)]
	}
	l.taken[name] = d
	link := l.declared(name, d.merged("Match").span)
	link.Match.PermanentMAC, link.Match.Driver = m.permanent, m.driver
	if m.nameKey != nil {
		link.Match.Name = ir.Some(strings.Join(m.names, " "), m.nameKey.ValueSpan)
	}
	if m.other != nil && !link.Match.Any() {
		link.Kind, link.OtherKind = ir.Other, "devices matched by "+m.other.Key
		m.other.entry.Class = diag.Connectivity
	}
	return link
}
