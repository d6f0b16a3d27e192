package networkd

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// netdev is the file that creates a bond, bridge or VLAN.
func (r *raiser) netdev(l *ir.Link, mac string) *unit {
	u := &unit{suffix: ".netdev"}
	s := u.section("NetDev")
	s.set("Name", l.Name)
	s.set("Kind", l.Kind.String())
	if l.MTU.Set && validMTU(l.MTU.Value) {
		s.set("MTUBytes", strconv.Itoa(l.MTU.Value))
	}
	switch {
	case mac != "":
		s.set("MACAddress", mac)
	case r.kernelMAC(l):
		s.set("MACAddress", "none")
		r.ledger.MACOfAnyPort(l)
	default:
		r.ledger.MACOrigin(l, target.NetworkdVia)
	}
	switch l.Kind {
	case ir.BondKind:
		u.sections = append(u.sections, r.bonds[l])
	case ir.BridgeKind:
		r.bridge(l, u.section("Bridge"))
	case ir.VLANKind:
		r.vlan(l, u.section("VLAN"))
	}
	return u
}

func validMTU(n int) bool { return n > 0 && n <= 1<<31-1 }

// bond raises the options of a bond: its own section, and the marks in the
// files of its ports (PrimarySlave=).
func (r *raiser) bond(l *ir.Link) {
	if r.bonds == nil {
		r.bonds = map[*ir.Link]*section{}
	}
	s := &section{name: "Bond"}
	r.bonds[l] = s
	ports := r.ledger.Ports(l)
	r.ledger.Options(l, r.column(), func(o loss.Option) string {
		switch o.Spelling.Place {
		case option.MarksPort:
			if !slices.ContainsFunc(ports, func(p ir.Port) bool { return p.Name == o.Value }) {
				return fmt.Sprintf("%q is no port of the bond, and it would stand in the port's file", o.Value)
			}
			r.marks[o.Value] = o.Key
		default:
			s.set(o.Key, o.Text)
		}
		return ""
	})
	for i := range ports {
		r.ledger.PortOptions(l, &ports[i], r.column(), func(loss.Option) string {
			return "networkd has no settings of single ports"
		})
	}
}

// maxSeconds bounds the times of a bridge: the kernel counts them in hundredths
// of a second in 32 bits.
const maxSeconds = 1<<31/100 - 1

// bridge writes the settings of a bridge. The spanning tree is off where
// nobody says anything, as in the kernel.
func (r *raiser) bridge(l *ir.Link, s *section) {
	b := l.Bridge
	if b.STP.Set {
		s.set("STP", yesNo(b.STP.Value))
	}
	r.ledger.BridgeZeros(l)
	r.seconds(l, s, "ForwardDelaySec", "forwardDelay", b.ForwardDelay)
	r.seconds(l, s, "HelloTimeSec", "helloTime", b.HelloTime)
	r.seconds(l, s, "MaxAgeSec", "maxAge", b.MaxAge)
	r.seconds(l, s, "AgeingTimeSec", "ageingTime", b.AgeingTime)
	r.number(l, s, "Priority", "bridge", "priority", b.Priority, 0, 65535)
	r.ledger.BridgeOptions(l)
}

// seconds writes a time of a bridge.
func (r *raiser) seconds(l *ir.Link, s *section, key, item string, o ir.Opt[int]) {
	before := len(s.lines)
	r.number(l, s, key, "bridge", item, o, 0, maxSeconds)
	if len(s.lines) > before {
		s.lines[before] += "s"
	}
}

// vlan writes the ID and the kernel's flags.
func (r *raiser) vlan(l *ir.Link, s *section) {
	v := l.VLAN
	s.set("Id", strconv.Itoa(v.ID.Value))
	switch p := v.Protocol; {
	case !p.Set || p.Value == "802.1q":
	case p.Value != "802.1ad":
		r.lose(l, diag.Connectivity, "vlan", "protocol", p.Span, fmt.Sprintf("%q is no protocol of VLANs: 802.1q, 802.1ad", p.Value), "The VLAN would be tagged by 802.1Q.")
	case r.before("248"):
		r.lose(l, diag.Connectivity, "vlan", "protocol", p.Span, r.lacks("248"), "The VLAN would be tagged by 802.1Q instead of 802.1ad, and the other side would not see its frames.")
	default:
		s.set("Protocol", p.Value)
	}
	for _, f := range []struct {
		key string
		o   ir.Opt[bool]
	}{{"ReorderHeader", v.ReorderHeader}, {"GVRP", v.GVRP}, {"MVRP", v.MVRP}, {"LooseBinding", v.LooseBinding}} {
		if f.o.Set {
			s.set(f.key, yesNo(f.o.Value))
		}
	}
}
