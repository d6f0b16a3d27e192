package ifupdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// vlan reads a VLAN: its name is the parent's with a dot and the number
// (interfaces(5), VLAN INTERFACES), or "vlan" with the number beside a line that
// names the parent (vlan-interfaces(5)).
func (s *scope) vlan() {
	raw, number := s.find("vlan-raw-device"), s.find("vlan-id")
	name, at := s.link.Name, s.head.span
	dot := strings.LastIndexByte(name, '.')
	digits, parent, span := "", "", at
	switch {
	case raw != nil:
		raw.use("vlan")
		parent, span = raw.value.text, raw.value.span
		if dot >= 0 {
			digits = name[dot+1:]
		} else {
			digits = strings.TrimPrefix(name, "vlan")
		}
	case dot > 0 && isNumber(name[dot+1:]):
		parent, digits = name[:dot], name[dot+1:]
	case number != nil && strings.HasPrefix(name, "vlan"):
		digits = number.value.text
	default:
		return
	}
	idSpan := at
	if number != nil {
		number.use("vlan")
		digits, idSpan = number.value.text, number.value.span
	}
	s.stand(parent, span, digits, idSpan)
}

func isNumber(text string) bool {
	_, err := strconv.ParseUint(text, 10, 16)
	return err == nil
}

// stand makes the link a VLAN on its parent.
func (s *scope) stand(parent string, span source.Span, digits string, idSpan source.Span) {
	if !become(s.link, ir.VLANKind) {
		return
	}
	v := s.link.VLAN
	if id, err := strconv.ParseUint(digits, 10, 12); err == nil && id < 4095 {
		v.ID = ir.Some(int(id), idSpan)
	} else {
		s.report(diag.BadValue, idSpan, s.link.Name, fmt.Sprintf("the VLAN %q has no number in 0..4094", s.link.Name),
			"The link does not come up. The number is what stands behind the last dot of the name, or behind \"vlan\".")
	}
	if parent != "" {
		v.Link = ir.Some(parent, span)
		s.lowering.link(parent, span)
	}
}

// bridge reads the lines of bridge-utils (bridge-utils-interfaces(5)).
func (s *scope) bridge() {
	list := s.all("bridge-ports")
	if len(list) == 0 {
		return
	}
	if !become(s.link, ir.BridgeKind) {
		for _, o := range list {
			o.spare(diag.Connectivity, fmt.Sprintf("%q is of kind %s", s.link.Name, s.link.Kind))
		}
		return
	}
	b := s.link.Bridge
	for _, o := range list {
		s.bridgePorts(b, o)
	}
	if o := s.find("bridge-stp"); o != nil {
		on := o.value.text == "on" || o.value.text == "yes"
		if on || o.value.text == "off" || o.value.text == "no" {
			o.use("bridge")
			b.STP = ir.Some(on, o.value.span)
		} else {
			s.bad(o, "it is neither on nor off")
		}
	}
	for _, x := range []struct {
		key string
		to  *ir.Opt[int]
	}{{"bridge-fd", &b.ForwardDelay}, {"bridge-hello", &b.HelloTime}, {"bridge-maxage", &b.MaxAge}, {"bridge-ageing", &b.AgeingTime}} {
		s.seconds(x.key, x.to)
	}
	if n := s.number("bridge", 0, 65535, "bridge-bridgeprio"); n.Set {
		b.Priority = n
	}
	for _, o := range s.all("bridge-waitport", "bridge-maxwait") {
		if o.word(1).text == "0" {
			o.spare(diag.Bookkeeping, "it keeps bridge-utils from waiting, and nobody else waits")
		}
	}
	for _, o := range s.all("bridge-pathcost", "bridge-portprio") {
		s.portNumber(b, o)
	}
}

func (s *scope) bridgePorts(b *ir.Bridge, o *item) {
	o.use("ports")
	for _, w := range o.words[1:] {
		switch w.text {
		case "none":
		case "all", "regex", "noregex", "glob", "*":
			o.entry.UsedBy = ""
			o.spare(diag.Connectivity, "the devices are known only on the machine")
			return
		default:
			b.Ports = append(b.Ports, ir.Port{Name: w.text, Span: w.span})
			s.lowering.link(w.text, w.span)
		}
	}
}

// vlanPorts makes VLANs of the ports of bridges that no stanza is about and
// whose names are those of VLANs: bridge-utils makes them with the bridge
// (bridge-utils.sh, create_vlan_port), and so does ifupdown2.
func (l *lowering) vlanPorts() {
	for _, br := range slices.Clone(l.host.Links) {
		if br.Bridge == nil {
			continue
		}
		for _, p := range br.Bridge.Ports {
			link := l.byName[p.Name]
			dot := strings.LastIndexByte(p.Name, '.')
			if !link.Implied || link.Kind != ir.Ethernet || dot < 1 || !isNumber(p.Name[dot+1:]) {
				continue
			}
			link.Implied = false
			s := scope{lowering: l, link: link}
			s.stand(p.Name[:dot], p.Span, p.Name[dot+1:], p.Span)
		}
	}
}

// seconds reads a time, of which the model knows whole seconds.
func (s *scope) seconds(key string, to *ir.Opt[int]) {
	o := s.find(key)
	if o == nil {
		return
	}
	f, err := strconv.ParseFloat(o.value.text, 64)
	switch {
	case err != nil || !(f >= 0 && f < 1<<24):
		s.bad(o, "it is no number of seconds")
	case f != float64(int(f)):
		o.spare(diag.Behaviour, "bondc knows whole seconds")
	default:
		o.use("bridge")
		*to = ir.Some(int(f), o.value.span)
	}
}

// portNumber reads the cost or priority of one port.
func (s *scope) portNumber(b *ir.Bridge, o *item) {
	n, err := strconv.ParseUint(o.word(2).text, 10, 31)
	for i := range b.Ports {
		if p := &b.Ports[i]; p.Name == o.word(1).text && err == nil && len(o.words) == 3 {
			o.use("bridge")
			if o.key == "bridge-pathcost" {
				p.PathCost = ir.Some(int(n), o.word(2).span)
			} else {
				p.Priority = ir.Some(int(n), o.word(2).span)
			}
			return
		}
	}
	o.spare(diag.Behaviour, "it takes a port of the bridge and a number")
}
