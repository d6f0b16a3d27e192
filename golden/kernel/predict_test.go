package kernel

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

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
	facts  []effect.Fact
	lines  []string
}

func predict(t *trial) []string {
	p := &prediction{trial: t, target: machine()}
	p.target.Via = t.path.via
	if t.path.tool == state.NetplanNM {
		// What netplan tells NetworkManager is less than its file says, and more.
		told := *t
		told.host, _ = effect.Pin(t.host, p.target, target.NetworkManager, "keyfile")
		t, p.trial = &told, &told
	}
	p.facts = effect.Facts(t.host, p.target)
	for _, l := range t.host.Links {
		if l.Bond != nil && !p.absent(l) {
			p.bond(l)
		}
	}
	if t.path.bare() {
		return p.lines
	}
	for i := range p.facts {
		p.fact(&p.facts[i])
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
	switch {
	case l.MAC.Set:
		mac = l.MAC.Value
	case mac != effect.FromPort:
		mac = ofItsOwn
	}
	p.add("%s mac %s", l.Name, mac)
}

// manual reports whether a link is not brought up by itself.
func manual(l *ir.Link) bool { return l.Activation.Set && l.Activation.Value != ir.Boot }

// raised reports whether NetworkManager brings a bond up that its file leaves to a
// person: the profiles of its ports do (seen with 1.42.4).
func (p *prediction) raised(l *ir.Link) bool {
	return slices.ContainsFunc(p.facts, func(f effect.Fact) bool {
		return f.Link == l.Name && f.What == "activation" && f.Value == string(ir.Boot)
	})
}

// absent reports whether a link is never made, as it is not brought up:
// networkd makes it all the same, and so does the script.
func (p *prediction) absent(l *ir.Link) bool {
	tool := p.trial.path.tool
	return manual(l) && !p.raised(l) && tool != state.Networkd && tool != state.Netplan && !p.trial.path.bare()
}

// carries reports whether a link comes up with a carrier.
func (p *prediction) carries(l *ir.Link) bool {
	up := !manual(l) || p.raised(l)
	return up && (l.Bond == nil || len(l.Bond.Ports) > 0) && (l.Bridge == nil || len(l.Bridge.Ports) > 0) && !(l.Kind == ir.Ethernet && l.Implied)
}

func (p *prediction) fact(f *effect.Fact) {
	l := p.trial.host.Link(f.Link)
	if l != nil && p.absent(l) {
		return
	}
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
	case "port-option":
		if _, name, _ := strings.Cut(f.Item, "/"); has(name, &p.target) {
			p.add("%s port-option %s %s", f.Link, f.Item, f.Value)
		}
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
		p.ipv6(l, f)
	}
}

// has reports whether the kernel knows an option of a port; names that are no
// option's are a bridge's.
func has(name string, t *target.Target) bool {
	row := option.Get(option.LookupKernel(name))
	return row == nil || row.ID == option.Unknown || row.Since == "" || !t.Kernel.Before(row.Since)
}

// ipv6 adds what a link with a carrier gets by itself or from the switch, whose
// router tells hosts to use DHCPv6 where the story asks for it: NetworkManager
// and networkd do as they are told then.
func (p *prediction) ipv6(l *ir.Link, f *effect.Fact) {
	if f.Value != "true" || !p.carries(l) {
		return
	}
	via := effect.Via(p.trial.host, l, p.target)
	switch obeys := via == target.NetworkManager || via == target.NetworkdVia; f.Item {
	case "dhcp":
		p.add("%s dhcp6", l.Name)
	case "ra":
		if p.trial.c.Dynamic {
			p.add("%s ra", l.Name)
		}
		if p.trial.c.DHCP6 && obeys {
			p.add("%s dhcp6", l.Name)
		}
	case "linkLocal":
		p.add("%s link-local", l.Name)
	}
}
