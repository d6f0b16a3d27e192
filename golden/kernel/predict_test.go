package kernel

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/bondc/bondc/golden/kernel/state"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

//go:embed initscripts.sh
var initscripts string

// prediction is what bondc says of a host, as lines that the state has too:
// "bond0 option miimon 100", "bond0 address 192.0.2.1/24".
type prediction struct {
	trial  *trial
	target target.Target
	lines  []string
}

func predict(t *trial) []string {
	p := &prediction{trial: t, target: debian12()}
	p.target.Via = t.path.via
	facts := effect.Facts(t.host, p.target)
	for _, l := range t.host.Links {
		if l.Bond != nil {
			p.bond(l)
		}
	}
	if t.path.tool == state.Script {
		return p.lines
	}
	for i := range facts {
		p.fact(&facts[i])
	}
	return p.lines
}

func (p *prediction) add(format string, args ...any) {
	if line := fmt.Sprintf(format, args...); !slices.Contains(p.lines, line) {
		p.lines = append(p.lines, line)
	}
}

func (p *prediction) bond(l *ir.Link) {
	out := effect.Effective(p.trial.host, l, p.target)
	if !out.Created {
		return
	}
	p.add("%s is a bond", l.Name)
	for _, v := range out.Values {
		p.add("%s option %s %s", l.Name, option.Get(v.Option).Kernel, v.Value)
	}
	mtu := 1500
	if l.MTU.Set {
		mtu = l.MTU.Value
	}
	p.add("%s mtu %d", l.Name, mtu)
	for _, port := range l.Bond.Ports {
		p.add("%s port %s", l.Name, port.Name)
		p.add("%s mtu %d", port.Name, mtu)
	}
	mac := effect.MACOrigin(l, out.Via)
	if l.MAC.Set {
		mac = l.MAC.Value
	}
	p.add("%s mac %s", l.Name, mac)
}

func (p *prediction) fact(f *effect.Fact) {
	l := p.trial.host.Link(f.Link)
	switch f.What {
	case "address":
		p.add("%s address %s", f.Link, f.Item)
	case "route":
		p.add("%s route %s", f.Link, f.Item)
	case "rule":
		p.add("rule %s", f.Item)
	case "dns":
		p.add("dns %s", f.Item)
	case "vlan":
		p.add("%s vlan %s %s", f.Link, f.Item, f.Value)
	case "bridge":
		p.add("%s bridge %s %s", f.Link, f.Item, f.Value)
	case "port":
		if l.Bridge != nil {
			p.add("%s port %s", f.Link, f.Item)
		}
	case "ipv4":
		if f.Item == "method" && f.Value == ir.MethodDHCP {
			p.add("%s dhcp4", f.Link)
			if l.IPv4.UseRoutes.Or(true) && !l.IPv4.NeverDefault.Value {
				p.add("%s default by dhcp4", f.Link)
			}
			if l.IPv4.UseDNS.Or(true) {
				p.add("dns by dhcp4")
			}
		}
	case "ipv6":
		if f.Item == "dhcp" && f.Value == "true" {
			p.add("%s dhcp6", f.Link)
		}
		if p.trial.c.Dynamic && f.Item == "ra" && f.Value == "true" && l.Kind != ir.Ethernet {
			p.add("%s ra", f.Link)
		}
		if f.Item == "linkLocal" && f.Value == "true" && !(l.Kind == ir.Ethernet && l.Implied) {
			p.add("%s link-local", f.Link)
		}
	}
}
