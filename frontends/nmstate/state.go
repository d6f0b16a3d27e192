package nmstate

import (
	"github.com/bondc/bondc/frontends/internal/linkindex"
	"math"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// reader lowers states.
type reader struct {
	*yamlkeys.Reader
	host *ir.Host
	// named are the host's links by name, the first of each.
	named linkindex.Names
	// under are the links that name their controller themselves.
	under []controlled
	// routes, rules and dns have to find their links.
	routes []routeOf
	rules  []ir.Rule
	dns    ir.DNS
	// late are findings of what all files together amount to.
	late diag.List
}

// controlled is a link with the key "controller".
type controlled struct {
	port string
	by   ir.Opt[string]
}

// routeOf is a route with the link that it names.
type routeOf struct {
	link  ir.Opt[string]
	route ir.Route
}

// state reads the keys of a state.
func (r *reader) state(m *yamlkeys.Map) {
	if v := m.Get("interfaces"); v != nil {
		for _, item := range v.Items() {
			if !item.IsMap() {
				item.Bad("an item of \"interfaces\" must be a mapping")
				continue
			}
			r.interfaceItem(item.Map())
		}
	}
	if v := m.Get("routes"); v != nil {
		r.configured(v.Map(), r.route)
	}
	if v := m.Get("route-rules"); v != nil {
		r.configured(v.Map(), r.rule)
	}
	if v := m.Get("dns-resolver"); v != nil {
		r.resolver(v.Map())
	}
	m.Leave(diag.Behaviour, "hostname")
	m.Leave(diag.Connectivity, "ovs-db", "ovn")
	m.Close(diag.Connectivity)
}

// configured reads the list "config" and passes over "running".
func (r *reader) configured(m *yamlkeys.Map, read func(*yamlkeys.Map)) {
	if v := m.Get("config"); v != nil {
		for _, item := range v.Items() {
			if !item.IsMap() {
				item.Bad("an item of \"config\" must be a mapping")
				continue
			}
			read(item.Map())
		}
	}
	m.Leave(diag.Bookkeeping, "running")
	m.Close(diag.Connectivity)
}

// interfaceItem reads one link.
func (r *reader) interfaceItem(m *yamlkeys.Map) {
	name := m.Get("name")
	if name == nil || !name.IsScalar() {
		r.Report(diag.Diagnostic{Code: diag.BadValue, Severity: diag.Error, Span: m.Span, Message: "this interface has no \"name\"", Detail: refuses})
		m.LeaveAll(diag.Connectivity, "the link has no name")
		return
	}
	m.Belongs(name.Text())
	name.Use("link")
	state := m.Peek("state")
	if state == "absent" || state == "ignore" {
		m.UseAll(state)
		return
	}
	if known := r.named.Known(r.host, name.Text()); known != nil && (userspace(m.Peek("type")) != userspace(known.OtherKind)) {
		m.LeaveAll(diag.Connectivity, "bondc knows one link of a name")
		return
	}
	l := r.declare(name.Text(), name.Span)
	if l == nil {
		m.LeaveAll(diag.Connectivity, "the link was declared before")
		return
	}
	r.kind(m, l)
	if l.Kind == ir.Other {
		m.LeaveAll(diag.Connectivity, "bondc does not model links of kind "+l.OtherKind)
		return
	}
	r.base(m, l)
	r.families(m, l)
	switch l.Kind {
	case ir.BondKind:
		r.bond(m, l)
	case ir.VLANKind:
		r.vlan(m, l)
	case ir.BridgeKind:
		r.bridge(m, l)
	}
	m.Leave(diag.Behaviour, "ethernet", "ethtool", "lldp", "mptcp", "accept-all-mac-addresses", "wait-ip", "dispatch", "alt-names")
	m.Leave(diag.Bookkeeping, "description", "min-mtu", "max-mtu", "permanent-mac-address", "driver")
	m.Leave(diag.Connectivity, "802.1x", "ovs-db", "vrf")
	m.Close(diag.Connectivity)
}

// userspace reports whether an interface of the type is none of the kernel's, so
// that one of the kernel's may have its name: an Open vSwitch bridge and its
// internal port most often do (rust/src/lib/iface.rs, USERSPACE_IFACE_TYPES).
func userspace(kind string) bool { return kind == "ovs-bridge" || kind == "ipsec" }

// declare begins a link; nil where another item declares it already.
func (r *reader) declare(name string, span source.Span) *ir.Link {
	if known := r.named.Known(r.host, name); known != nil {
		r.Report(diag.Diagnostic{
			Code: diag.DuplicateKey, Severity: diag.Error, Span: span, Link: name,
			Message: "interface \"" + name + "\" is declared a second time",
			Detail:  "nmstate takes one of the two items. Put all about the link into one.",
			Related: []diag.Related{{Message: "first declared here", Span: known.Span}},
		})
		return nil
	}
	l := &ir.Link{Name: name, Span: span}
	r.named.Add(r.host, l)
	return l
}

// kind reads the type of a link.
func (r *reader) kind(m *yamlkeys.Map, l *ir.Link) {
	v := m.Get("type")
	if v == nil {
		return // nmstate looks at the machine what it is
	}
	switch v.Text() {
	case "ethernet", "unknown":
	case "bond":
		l.Kind, l.Bond = ir.BondKind, &ir.Bond{}
	case "vlan":
		l.Kind, l.VLAN = ir.VLANKind, &ir.VLAN{}
	case "linux-bridge":
		l.Kind, l.Bridge = ir.BridgeKind, &ir.Bridge{}
	default:
		l.Kind, l.OtherKind = ir.Other, v.Text()
		return
	}
	v.Use("type")
}

// base reads what every link has.
func (r *reader) base(m *yamlkeys.Map, l *ir.Link) {
	if v := m.Get("state"); v != nil {
		switch v.Text() {
		case "up":
			l.Activation = ir.Some(ir.Boot, v.Span)
			v.Use("activation")
		case "down":
			l.Activation = ir.Some(ir.Off, v.Span)
			v.Use("activation")
		default:
			v.BadWant("a state (up, down, absent, ignore)")
		}
	}
	if v := m.Get("mtu"); v != nil {
		l.MTU = v.Int(math.MaxUint32, "mtu")
	}
	r.identity(m, l)
	if v := m.Get("controller"); v != nil {
		if by := v.String("ports"); by.Value != "" {
			r.under = append(r.under, controlled{l.Name, by})
		}
	}
}

// identity reads which device a link is, and the address that it is given. With
// "identifier: mac-address" the address is what the device is found by
// (InterfaceIdentifier::MacAddress).
func (r *reader) identity(m *yamlkeys.Map, l *ir.Link) {
	by := m.Get("identifier")
	mac := m.Get("mac-address")
	switch {
	case by != nil && by.Text() == "mac-address":
		by.Use("match")
		if mac != nil {
			l.Match.PermanentMAC = mac.MAC("match")
		}
	case mac != nil:
		l.MAC = mac.MAC("mac")
	}
	if by != nil && by.Text() != "mac-address" {
		if by.Text() == "name" {
			by.Use("silence")
		} else {
			by.Leave(diag.Connectivity, "bondc finds devices by name and by hardware address")
		}
	}
	m.Leave(diag.Bookkeeping, "profile-name")
	if v := m.Get("copy-mac-from"); v != nil {
		first := firstPort(m)
		if first != "" && first == v.Text() {
			l.KernelMAC = ir.Some(true, v.Span)
			v.Use("mac")
		} else {
			v.Leave(diag.Connectivity, "the address is found out on the machine")
		}
	}
}
