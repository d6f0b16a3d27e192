package nmstate

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// finish gives to links what stands beside them in a state, and makes links of
// the names that no item declares.
func (r *reader) finish() {
	r.attach()
	for _, l := range r.host.Links {
		switch {
		case l.Bond != nil:
			for _, p := range l.Bond.Ports {
				r.imply(p.Name, p.Span)
			}
		case l.Bridge != nil:
			for _, p := range l.Bridge.Ports {
				r.imply(p.Name, p.Span)
			}
		case l.VLAN != nil && l.VLAN.Link.Set:
			r.imply(l.VLAN.Link.Value, l.VLAN.Link.Span)
		}
	}
	for _, one := range r.routes {
		r.settle(one)
	}
	if len(r.rules) == 0 && len(r.dns.Servers)+len(r.dns.Search) == 0 {
		return
	}
	l := r.main()
	if l == nil {
		r.host.DNS = r.dns
		for _, rule := range r.rules {
			r.lost(rule.Span, "no link of the state could hold this rule", "nmstate puts rules into the profile of a link with static addresses or routes. Write the link into the state.")
		}
		return
	}
	l.Rules = append(l.Rules, r.rules...)
	l.DNS = r.dns
}

// attach makes ports of the links that name their controller themselves.
func (r *reader) attach() {
	for _, c := range r.under {
		switch l := r.named.Known(r.host, c.by.Value); {
		case l != nil && l.Bond != nil:
			findPort(l.Bond, ir.Opt[string]{Value: c.port, Set: true, Span: c.by.Span})
		case l != nil && l.Bridge != nil:
			l.Bridge.Ports = addPort(l.Bridge.Ports, ir.Port{Name: c.port, Span: c.by.Span})
		default:
			r.lost(c.by.Span, fmt.Sprintf("controller %q of this link is no bond or bridge of the state", c.by.Value), "nmstate looks for it on the machine, which bondc cannot. Write it into the state.")
		}
	}
}

func addPort(ports []ir.Port, p ir.Port) []ir.Port {
	for _, known := range ports {
		if known.Name == p.Name {
			return ports
		}
	}
	return append(ports, p)
}

func (r *reader) imply(name string, span source.Span) {
	if r.named.Known(r.host, name) == nil {
		r.named.Add(r.host, &ir.Link{Name: name, Span: span, Implied: true})
	}
}

// settle gives a route to its link.
func (r *reader) settle(one routeOf) {
	if l := r.named.Known(r.host, one.link.Value); one.link.Set && l != nil {
		l.Routes = append(l.Routes, one.route)
		return
	}
	if one.link.Set {
		r.lost(one.link.Span, fmt.Sprintf("this route goes out of %q, which is no link of the state", one.link.Value), "nmstate looks for it on the machine, which bondc cannot. Write the link into the state.")
		return
	}
	r.lost(one.route.Span, "this route does not say by which link it goes out", "Write \"next-hop-interface\". "+refuses)
}

func (r *reader) lost(span source.Span, message, detail string) {
	r.late.Add(diag.Diagnostic{Code: diag.Undefined, Severity: diag.Error, Span: span, Message: message, Detail: detail})
}

// main returns the link that has the default route, else the first with static
// addresses, else the first that asks for some; nil for none.
func (r *reader) main() *ir.Link {
	var static, asks *ir.Link
	for _, l := range r.host.Links {
		for _, route := range l.Routes {
			if route.Default {
				return l
			}
		}
		if static == nil && len(l.Addresses) > 0 {
			static = l
		}
		if asks == nil && (l.IPv4.Method.Value == ir.MethodDHCP || l.IPv6.Method.Value == ir.MethodAuto || l.IPv6.Method.Value == ir.MethodDHCP) {
			asks = l
		}
	}
	if static != nil {
		return static
	}
	return asks
}
