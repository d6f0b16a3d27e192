package ir

import "slices"

// Clone returns a copy whose links, with all that hangs on them, may be
// changed without changing h. Entries, files and module options are shared.
func (h *Host) Clone() *Host {
	c := *h
	c.index = nil
	c.Links = make([]*Link, len(h.Links))
	for i, l := range h.Links {
		c.Links[i] = l.clone()
	}
	c.DNS = h.DNS.clone()
	return &c
}

func (l *Link) clone() *Link {
	c := *l
	c.Addresses = slices.Clone(l.Addresses)
	c.Routes = slices.Clone(l.Routes)
	c.Rules = slices.Clone(l.Rules)
	c.DNS = l.DNS.clone()
	if l.Bond != nil {
		b := *l.Bond
		b.Defaults = slices.Clone(b.Defaults)
		b.Settings = slices.Clone(b.Settings)
		b.Ports = clonePorts(b.Ports)
		c.Bond = &b
	}
	if l.VLAN != nil {
		v := *l.VLAN
		c.VLAN = &v
	}
	if l.Bridge != nil {
		b := *l.Bridge
		b.Ports = clonePorts(b.Ports)
		b.Options = slices.Clone(b.Options)
		c.Bridge = &b
	}
	return &c
}

func clonePorts(ports []Port) []Port {
	out := slices.Clone(ports)
	for i := range out {
		out[i].Settings = slices.Clone(out[i].Settings)
	}
	return out
}

func (d *DNS) clone() DNS {
	return DNS{Servers: slices.Clone(d.Servers), Search: slices.Clone(d.Search)}
}
