package cloudinit

import (
	"fmt"
	"github.com/bondc/bondc/frontends/internal/linkindex"
	"math"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// reader lowers a configuration of version 1.
type reader struct {
	*yamlkeys.Reader
	host *ir.Host
	// named are the host's links by name, the first of each.
	named linkindex.Names
	// routes and servers are items that name their link or have to find it.
	routes  []ir.Route
	servers []*servers
}

// lowerFirst reads a document of version 1, or one that says that there is
// none, into the host.
func lowerFirst(d *document, host *ir.Host) diag.List {
	r := &reader{host: host, Reader: &yamlkeys.Reader{
		Host: host, File: d.file, Tool: "cloud-init", Refuses: refuses, Unknown: diag.Warning,
		Ignores: "cloud-init warns that its schema does not have the key, and goes on without it.",
	}}
	top := r.Top(d.network, "")
	if v := top.Get("version"); v != nil {
		v.Use("version")
	}
	if v := top.Get("config"); v != nil {
		if d.version == disabled {
			v.Use("disabled")
		} else {
			r.config(v)
		}
	}
	if d.version == disabled {
		top.LeaveAll(diag.Bookkeeping, "cloud-init is told to leave the network alone")
	}
	top.Close(diag.Behaviour)
	r.imply()
	r.settleRoutes()
	r.settleServers()
	for _, l := range host.Links {
		methods(l)
	}
	r.Finish()
	return r.Diags
}

// config reads the list of items.
func (r *reader) config(v *yamlkeys.Value) {
	if !v.IsList() {
		v.Bad("value of \"config\" must be a list of items, or disabled")
		return
	}
	for _, item := range v.Items() {
		if !item.IsMap() {
			item.Bad("an item of \"config\" must be a mapping")
			continue
		}
		r.item(item)
	}
}

// item reads one item, by its type.
func (r *reader) item(v *yamlkeys.Value) {
	m := v.Map()
	kind := m.Get("type")
	if kind == nil {
		r.missing(m, "type")
		m.LeaveAll(diag.Connectivity, "cloud-init does not know what it is")
		return
	}
	read := r.byType(kind.Text())
	if read == nil {
		kind.BadWant("a type of item (physical, bond, bridge, vlan, nameserver, route)")
		m.LeaveAll(diag.Connectivity, "cloud-init does not know the type")
		return
	}
	kind.Use("type")
	read(m)
	m.Close(diag.Behaviour)
}

// byType returns what reads an item of a type, nil for none.
func (r *reader) byType(kind string) func(*yamlkeys.Map) {
	switch kind {
	case "physical":
		return r.physical
	case "bond":
		return r.bond
	case "bridge":
		return r.bridge
	case "vlan":
		return r.vlan
	case "infiniband":
		return r.infiniband
	case "loopback":
		return r.loopback
	case "nameserver":
		return r.nameserver
	case "route":
		return r.route
	}
	return nil
}

// missing reports a key without which cloud-init skips the item
// (network_state.py, ensure_command_keys).
func (r *reader) missing(m *yamlkeys.Map, key string) {
	r.Report(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: m.Span,
		Message: fmt.Sprintf("this item has no %q", key),
		Detail:  "cloud-init logs a warning and goes on without the item: the link, address or route is not there after boot.",
	})
}

// link begins a link that an item declares; nil where it has no name.
func (r *reader) link(m *yamlkeys.Map, kind ir.Kind) *ir.Link {
	v := m.Get("name")
	if v == nil || !v.IsScalar() {
		r.missing(m, "name")
		m.LeaveAll(diag.Connectivity, "the link has no name")
		return nil
	}
	m.Belongs(v.Text())
	l := &ir.Link{Name: v.Text(), Kind: kind, Span: v.Span}
	v.Use("link")
	if known := r.named.Known(r.host, l.Name); known != nil {
		r.Report(diag.Diagnostic{
			Code: diag.DuplicateKey, Severity: diag.Error, Span: l.Span, Link: l.Name,
			Message: fmt.Sprintf("link %q is declared a second time", l.Name),
			Detail:  "cloud-init takes the later item and forgets most of the earlier one. Put all about the link into one item.",
			Related: []diag.Related{{Message: "first declared here", Span: known.Span}},
		})
		m.LeaveAll(diag.Connectivity, "the link was declared before")
		return nil
	}
	r.named.Add(r.host, l)
	if v := m.Get("mtu"); v != nil {
		l.MTU = v.Int(math.MaxUint32, "mtu")
	}
	if v := m.Get("accept-ra"); v != nil {
		l.IPv6.RA = v.Bool("ra")
	}
	if v := m.Get("wakeonlan"); v != nil {
		l.WakeOnLAN = v.Bool("wakeonlan")
	}
	m.Leave(diag.Behaviour, "keep_configuration", "optional")
	r.subnets(m, l)
	return l
}

// physical reads a device. Its address is what it is found by, and it gets the
// name (netplan.py, _render_content: match and set-name).
func (r *reader) physical(m *yamlkeys.Map) {
	l := r.link(m, ir.Ethernet)
	if l == nil {
		return
	}
	if v := m.Get("mac_address"); v != nil {
		l.Match.PermanentMAC = v.MAC("match")
		l.Match.Rename = ir.Some(true, v.Span)
	}
	m.Leave(diag.Behaviour, "params", "match")
}

// loopback leaves the loopback device alone, which the kernel makes. An address
// of its own is nothing that the model has a place for.
func (r *reader) loopback(m *yamlkeys.Map) {
	class, reason := diag.Bookkeeping, "the loopback device is there anyway"
	if v := m.Get("subnets"); v != nil {
		for _, item := range v.Items() {
			if item.IsMap() {
				sub := item.Map()
				if sub.Has("address") || sub.Has("routes") || sub.Has("dns_nameservers") {
					class, reason = diag.Connectivity, "bondc does not model the loopback device"
				}
				sub.LeaveAll(class, reason)
				continue
			}
			item.Leave(class, reason)
		}
	}
	m.LeaveAll(class, reason)
}

func (r *reader) infiniband(m *yamlkeys.Map) {
	v := m.Get("name")
	if v == nil {
		r.missing(m, "name")
	} else {
		m.Belongs(v.Text())
		r.named.Add(r.host, &ir.Link{Name: v.Text(), Kind: ir.Other, OtherKind: "infiniband", Span: v.Span})
		v.Leave(diag.Connectivity, "bondc does not model links of kind infiniband")
	}
	m.LeaveAll(diag.Connectivity, "bondc does not model links of kind infiniband")
}

// setMAC reads the address that a virtual link is given.
func setMAC(m *yamlkeys.Map, l *ir.Link) {
	if v := m.Get("mac_address"); v != nil {
		l.MAC = v.MAC("mac")
	}
}
