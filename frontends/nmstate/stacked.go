package nmstate

import (
	"math"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// The links that stand on others: bonds, VLANs and bridges.

// aggregation returns the mapping of a bond; the second name is nmstate's own
// alias.
func aggregation(m *yamlkeys.Map) *yamlkeys.Value {
	if v := m.Get("link-aggregation"); v != nil {
		return v
	}
	return m.Get("bond")
}

func (r *reader) bond(m *yamlkeys.Map, l *ir.Link) {
	v := aggregation(m)
	if v == nil {
		return
	}
	in := v.Map()
	if v := in.Get(option.Spell(option.ModeOpt, option.Nmstate).Key); v != nil {
		r.setting(&l.Bond.Settings, option.ModeOpt, v)
	}
	if v := in.Get("options"); v != nil {
		options := v.Map()
		l.Bond.SettingsSpan = v.Span
		for _, one := range options.Rest() {
			id, _ := option.Lookup(option.Nmstate, one.Name)
			r.setting(&l.Bond.Settings, id, one)
		}
	}
	for _, key := range []string{"port", "ports", "slaves"} {
		if v := in.Get(key); v != nil {
			for _, item := range v.Items() {
				if name := item.String("ports"); name.Set {
					l.Bond.Ports = append(l.Bond.Ports, ir.Port{Name: name.Value, Span: name.Span})
				}
			}
		}
	}
	if v := in.Get("ports-config"); v != nil {
		for _, item := range v.Items() {
			r.portConfig(item, l.Bond)
		}
	}
	in.Close(diag.Behaviour)
}

// firstPort returns the first port of a bond, without taking anything.
func firstPort(m *yamlkeys.Map) string {
	return m.First("link-aggregation", "port", "ports", "slaves")
}

// portConfig reads the options of one port, which need not be in the list of
// ports.
func (r *reader) portConfig(item *yamlkeys.Value, b *ir.Bond) {
	if !item.IsMap() {
		item.Bad("an item of \"ports-config\" must be a mapping")
		return
	}
	m := item.Map()
	name := m.Get("name")
	if name == nil {
		m.LeaveAll(diag.Behaviour, "the port has no name")
		return
	}
	port := findPort(b, name.String("ports"))
	for _, v := range m.Rest() {
		id, _ := option.Lookup(option.Nmstate, "ports-config."+v.Name)
		if id != option.Unknown {
			r.setting(&port.Settings, id, v)
		}
	}
	m.Close(diag.Behaviour)
}

func findPort(b *ir.Bond, name ir.Opt[string]) *ir.Port {
	for i := range b.Ports {
		if b.Ports[i].Name == name.Value {
			return &b.Ports[i]
		}
	}
	b.Ports = append(b.Ports, ir.Port{Name: name.Value, Span: name.Span})
	return &b.Ports[len(b.Ports)-1]
}

// setting reads one option. One that nmstate does not have makes it refuse the
// state, which the rules about options say.
func (r *reader) setting(dest *[]ir.Setting, id option.ID, v *yamlkeys.Value) {
	s := ir.Setting{ID: id, Key: v.Name, Raw: v.Text(), KeySpan: v.KeySpan, Span: v.Span}
	switch {
	case id == option.Unknown:
		s.ID, s.Problem = unknownOption(v.Name)
	case v.IsMap():
		v.BadWant("a single value")
		return
	case v.Empty():
		v.Use("silence") // nmstate drops empty lists of targets
		return
	case v.IsList():
		var items []string
		for _, item := range v.Items() {
			items = append(items, item.Text())
			item.Use("option")
		}
		s.Raw = v.Span.Text()
		s.Value, s.Problem = option.DecodeList(option.Nmstate, id, items)
	default:
		s.Value, s.Problem = option.Decode(option.Nmstate, id, kernelWord(id, v.Text()))
	}
	v.Use("option")
	*dest = append(*dest, s)
}

// kernelWord turns words that are nmstate's own into the kernel's.
func kernelWord(id option.ID, text string) string {
	switch {
	case id == option.ModeOpt && text == "lacp":
		return option.LACP.String()
	case id == option.AllPortsActive && text == "dropped":
		return "0"
	case id == option.AllPortsActive && text == "delivered":
		return "1"
	}
	return text
}

// unknownOption says what is wrong with an option that nmstate does not have.
func unknownOption(key string) (option.ID, option.Problem) {
	if id := option.LookupKernel(strings.ReplaceAll(key, "-", "_")); id != option.Unknown {
		cell := option.Spell(id, option.Nmstate)
		if !cell.Supported() {
			return id, option.Problem{Kind: option.NotHere, Text: cell.Unsupported}
		}
	}
	p := option.Problem{Kind: option.UnknownOption, Text: "nmstate has no such option and refuses the state"}
	if near := option.Suggest(option.Nmstate, key); near != "" {
		p.Text += "; did you mean \"" + near + "\"?"
	}
	return option.Unknown, p
}

func (r *reader) vlan(m *yamlkeys.Map, l *ir.Link) {
	v := m.Get("vlan")
	if v == nil {
		return
	}
	in := v.Map()
	if v := in.Get("id"); v != nil {
		l.VLAN.ID = v.Int(math.MaxUint16, "vlan")
	}
	if v := in.Get("base-iface"); v != nil {
		l.VLAN.Link = v.String("vlan")
	}
	if v := in.Get("protocol"); v != nil {
		l.VLAN.Protocol = v.String("vlan")
	}
	if v := in.Get("reorder-headers"); v != nil {
		l.VLAN.ReorderHeader = v.Bool("vlan")
	}
	if v := in.Get("loose-binding"); v != nil {
		l.VLAN.LooseBinding = v.Bool("vlan")
	}
	if v := in.Get("registration-protocol"); v != nil {
		switch v.Text() {
		case "gvrp":
			l.VLAN.GVRP = ir.Some(true, v.Span)
		case "mvrp":
			l.VLAN.MVRP = ir.Some(true, v.Span)
		case "none":
		default:
			v.BadWant("one of gvrp, mvrp, none")
		}
		v.Use("vlan")
	}
	in.Leave(diag.Behaviour, "ingress-qos-map", "egress-qos-map")
	in.Close(diag.Behaviour)
}

func (r *reader) bridge(m *yamlkeys.Map, l *ir.Link) {
	v := m.Get("bridge")
	if v == nil {
		return
	}
	in, b := v.Map(), l.Bridge
	if v := in.Get("options"); v != nil {
		r.bridgeOptions(v.Map(), b)
	}
	for _, key := range []string{"port", "ports"} {
		if v := in.Get(key); v != nil {
			for _, item := range v.Items() {
				r.bridgePort(item, b)
			}
		}
	}
	in.Close(diag.Behaviour)
}

func (r *reader) bridgeOptions(m *yamlkeys.Map, b *ir.Bridge) {
	number := func(in *yamlkeys.Map, key string, dest *ir.Opt[int]) {
		if v := in.Get(key); v != nil {
			*dest = v.Int(math.MaxUint32, "bridge")
		}
	}
	number(m, "mac-ageing-time", &b.AgeingTime)
	if v := m.Get("stp"); v != nil {
		stp := v.Map()
		if v := stp.Get("enabled"); v != nil {
			b.STP = v.Bool("stp")
		}
		number(stp, "forward-delay", &b.ForwardDelay)
		number(stp, "hello-time", &b.HelloTime)
		number(stp, "max-age", &b.MaxAge)
		number(stp, "priority", &b.Priority)
		stp.Close(diag.Behaviour)
	}
	m.LeaveAll(diag.Behaviour, "")
}

func (r *reader) bridgePort(item *yamlkeys.Value, b *ir.Bridge) {
	if !item.IsMap() {
		item.Bad("a port of a bridge must be a mapping with a \"name\"")
		return
	}
	m := item.Map()
	name := m.Get("name")
	if name == nil {
		m.LeaveAll(diag.Connectivity, "the port has no name")
		return
	}
	p := ir.Port{Name: name.String("ports").Value, Span: name.Span}
	if v := m.Get("stp-path-cost"); v != nil {
		p.PathCost = v.Int(math.MaxUint32, "bridge")
	}
	if v := m.Get("stp-priority"); v != nil {
		p.Priority = v.Int(math.MaxUint16, "bridge")
	}
	m.LeaveAll(diag.Behaviour, "")
	b.Ports = append(b.Ports, p)
}
