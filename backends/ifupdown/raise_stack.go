package ifupdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// column is the column of the table: ifenslave writes options one by one, and
// one that the kernel refuses costs none of the others.
func column() loss.Column {
	return loss.Column{Dialect: option.Ifupdown, Via: target.Ifupdown, Refused: true}
}

// bond writes the ports and the options of a bond.
func (r *raiser) bond(l *ir.Link, s *stanza) {
	ports := r.ledger.Ports(l)
	s.set("bond-slaves", names(ports))
	r.ledger.Options(l, column(), func(o loss.Option) string {
		if o.Row.Kind == option.IfName && !loss.ValidName(o.Value) {
			return fmt.Sprintf("%q is no name that every tool takes for a link", o.Value)
		}
		s.set(o.Key, o.Text)
		return ""
	})
	for i := range ports {
		r.ledger.PortOptions(l, &ports[i], column(), func(loss.Option) string { return "ifenslave sets no options of ports" })
	}
}

// names lists ports, or says that there are none.
func names(ports []ir.Port) string {
	var list []string
	for _, p := range ports {
		list = append(list, p.Name)
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, " ")
}

// vlan writes a VLAN. ifupdown makes one whose name is the parent's with a dot
// and the number, the vlan package one called "vlan" with the number
// (vlan-interfaces(5)); any other is made by a command.
func (r *raiser) vlan(l *ir.Link, s *stanza) {
	v := l.VLAN
	id := strconv.Itoa(v.ID.Value)
	proto := v.Protocol.Or("802.1q")
	if proto != "802.1q" && proto != "802.1ad" {
		r.lose(l, diag.Connectivity, "vlan", "protocol", v.Protocol.Span, fmt.Sprintf("%q is no protocol of VLANs: 802.1q, 802.1ad", proto), "The VLAN would be tagged by 802.1Q.")
		proto = "802.1q"
	}
	command := "ip link add link " + v.Link.Value + " name " + l.Name + " type vlan"
	flags := false
	if proto != "802.1q" {
		command, flags = command+" protocol "+proto, true
	}
	command += " id " + id
	for _, f := range []struct {
		word    string
		o       ir.Opt[bool]
		silence bool
	}{{"reorder_hdr", v.ReorderHeader, true}, {"gvrp", v.GVRP, false}, {"mvrp", v.MVRP, false}, {"loose_binding", v.LooseBinding, false}} {
		if f.o.Set && f.o.Value != f.silence {
			command, flags = command+" "+f.word+" "+map[bool]string{true: "on", false: "off"}[f.o.Value], true
		}
	}
	switch {
	case !flags && (l.Name == v.Link.Value+"."+id || l.Name == "vlan"+id):
		s.set("vlan-raw-device", v.Link.Value)
	default:
		s.set("pre-up", command)
		s.set("post-down", "ip link del "+l.Name)
	}
}

// maxSeconds bounds the times of a bridge, which the kernel counts in hundredths
// of a second.
const maxSeconds = 1<<24 - 1

// bridge writes a bridge as bridge-utils has it. Its scripts wait for the bridge
// to forward unless they are told not to, which is theirs alone.
func (r *raiser) bridge(l *ir.Link, s *stanza) {
	b := l.Bridge
	ports := r.ledger.Ports(l)
	s.set("bridge_ports", names(ports))
	if b.STP.Set {
		s.set("bridge_stp", map[bool]string{true: "on", false: "off"}[b.STP.Value])
	}
	r.number(l, s, "bridge_fd", "bridge", "forwardDelay", b.ForwardDelay, 0, maxSeconds)
	r.number(l, s, "bridge_hello", "bridge", "helloTime", b.HelloTime, 0, maxSeconds)
	r.number(l, s, "bridge_maxage", "bridge", "maxAge", b.MaxAge, 0, maxSeconds)
	r.number(l, s, "bridge_ageing", "bridge", "ageingTime", b.AgeingTime, 0, maxSeconds)
	r.number(l, s, "bridge_bridgeprio", "bridge", "priority", b.Priority, 0, 65535)
	for _, p := range ports {
		r.number(l, s, "bridge_pathcost "+p.Name, "port-option", p.Name+"/pathCost", p.PathCost, 1, 65535)
		r.number(l, s, "bridge_portprio "+p.Name, "port-option", p.Name+"/priority", p.Priority, 0, 255)
	}
	r.ledger.BridgeOptions(l)
}
