package ir

// manyLinks is from how many links on looking them up one by one shows: a
// host with a thousand bonds would take seconds for what takes milliseconds.
const manyLinks = 32

// index finds links by names.
type index struct {
	link, bondOf, bridgeOf map[string]*Link
	vlansOn                map[string][]*Link
}

// Settle makes Link, BondOf, BridgeOf and VLANsOn fast on a host with many
// links. It is for a host that is read to its end: links and ports that change
// afterwards are not found. A clone starts unsettled. It must not run while
// another goroutine reads the host.
func (h *Host) Settle() {
	if h.index != nil || len(h.Links) < manyLinks {
		return
	}
	n := len(h.Links)
	x := &index{make(map[string]*Link, n), make(map[string]*Link, n), map[string]*Link{}, map[string][]*Link{}}
	for _, l := range h.Links {
		add(x.link, l.Name, l)
		if l.Bond != nil {
			addPorts(x.bondOf, l.Bond.Ports, l)
		}
		if l.Bridge != nil {
			addPorts(x.bridgeOf, l.Bridge.Ports, l)
		}
		if l.VLAN != nil {
			x.vlansOn[l.VLAN.Link.Value] = append(x.vlansOn[l.VLAN.Link.Value], l)
		}
	}
	h.index = x
}

// add keeps the first link of a name.
func add(links map[string]*Link, name string, l *Link) {
	if links[name] == nil {
		links[name] = l
	}
}

func addPorts(links map[string]*Link, ports []Port, l *Link) {
	for i := range ports {
		add(links, ports[i].Name, l)
	}
}

// Link returns the first link of a name, or nil.
func (h *Host) Link(name string) *Link {
	if h.index != nil {
		return h.index.link[name]
	}
	for _, l := range h.Links {
		if l.Name == name {
			return l
		}
	}
	return nil
}

// BondOf returns the first bond that has the named port, or nil.
func (h *Host) BondOf(port string) *Link {
	if h.index != nil {
		return h.index.bondOf[port]
	}
	for _, l := range h.Links {
		if l.Bond != nil && hasPort(l.Bond.Ports, port) {
			return l
		}
	}
	return nil
}

// BridgeOf returns the first bridge that has the named port, or nil.
func (h *Host) BridgeOf(port string) *Link {
	if h.index != nil {
		return h.index.bridgeOf[port]
	}
	for _, l := range h.Links {
		if l.Bridge != nil && hasPort(l.Bridge.Ports, port) {
			return l
		}
	}
	return nil
}

// VLANsOn returns the VLANs whose parent has the name, in the order of links.
func (h *Host) VLANsOn(parent string) []*Link {
	if h.index != nil {
		return h.index.vlansOn[parent]
	}
	var vlans []*Link
	for _, l := range h.Links {
		if l.VLAN != nil && l.VLAN.Link.Value == parent {
			vlans = append(vlans, l)
		}
	}
	return vlans
}
