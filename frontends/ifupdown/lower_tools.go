package ifupdown

import (
	"net/netip"
	"path"
	"slices"

	"github.com/bondc/bondc/ir"
)

// tool reads a plain call of one of the programs that came before ip(8), and
// reports whether it is one of them. why says what keeps it from being
// understood, "" if nothing does.
func (s *scope) tool(o *item, words []word) (why string, known bool) {
	a := &arguments{scope: s, words: words[1:], family: 4}
	switch name := path.Base(words[0].text); {
	case len(words) < 2:
		return "", false
	case name == "ifenslave":
		a.enslave(o)
	case name == "ifconfig":
		a.brought(o)
	case name == "route":
		a.oldRoute(o)
	default:
		return "", false
	}
	return a.why, true
}

// enslave reads "ifenslave BOND PORT...", which makes ports of devices, and with
// "-d" lets them go (ifenslave.c of the kernel's documentation until 3.13).
func (a *arguments) enslave(o *item) {
	detaches := a.words[0].text == "-d" || a.words[0].text == "--detach"
	if detaches {
		a.next()
	}
	switch to := a.next(); {
	case a.why != "":
	case to.text != a.link.Name:
		a.fail("it is about another link, %q", clip(to.text))
	case detaches != undoes(o.key):
		a.fail("bondc runs no commands")
	case detaches:
		o.use("down")
	case slices.ContainsFunc(a.words, func(w word) bool { return w.text[0] == '-' }):
		a.fail("bondc knows no options of ifenslave but -d")
	case !become(a.link, ir.BondKind):
		a.fail("%q is of kind %s", a.link.Name, a.link.Kind)
	default:
		o.use("ports")
		for _, w := range a.words {
			if !slices.ContainsFunc(a.link.Bond.Ports, func(p ir.Port) bool { return p.Name == w.text }) {
				a.port(a.link.Bond, w)
			}
		}
	}
}

// brought reads "ifconfig LINK [0.0.0.0] up", or down, about the stanza's own
// link or a port of its bond: who brings up the one brings up the others.
func (a *arguments) brought(o *item) {
	name := a.next()
	if len(a.words) > 1 && (a.words[0].text == "0.0.0.0" || a.words[0].text == "0") {
		a.next()
	}
	verb := a.next()
	if len(a.words) > 0 {
		a.fail("bondc reads \"up\" and \"down\" of ifconfig alone")
		return
	}
	a.turned(o, name, verb)
}

// turned takes a call that brings a link up or down.
func (a *arguments) turned(o *item, name, verb word) {
	own := name.text == a.link.Name || a.link.Bond != nil && slices.ContainsFunc(a.link.Bond.Ports, func(p ir.Port) bool { return p.Name == name.text })
	switch {
	case a.why != "":
	case !own:
		a.fail("it is about another link, %q", clip(name.text))
	case verb.text == "up" && !undoes(o.key):
		o.use("activation")
	case verb.text == "down" && undoes(o.key):
		o.use("down")
	default:
		a.fail("bondc runs no commands")
	}
}

// oldRoute reads "route add", of which the kinds of the target that need no
// guess (route(8)): the default route, -host, and -net with a length or a mask.
func (a *arguments) oldRoute(o *item) {
	a.inet6()
	verb := a.next()
	a.inet6()
	switch {
	case undoes(o.key) && verb.text == "del":
		o.use("down")
		return
	case undoes(o.key) || verb.text != "add":
		a.fail("bondc runs no commands")
		return
	}
	r := ir.Route{Family: a.family, Span: o.value.span}
	target := a.next()
	host, net := target.text == "-host", target.text == "-net"
	if host || net {
		target = a.next()
	}
	mask := ""
	for len(a.words) > 0 && a.why == "" {
		switch w := a.next(); w.text {
		case "gw", "gateway":
			r.Via = a.addr()
		case "netmask":
			mask = a.next().text
		case "metric":
			r.Metric = a.number()
		case "mss":
			r.AdvMSS = a.number()
		case "dev":
			a.mine(a.next())
		default:
			a.mine(w)
		}
	}
	a.target(&r, target.text, mask, host, net)
	if r.Family == 6 && !r.Metric.Set {
		// Where the kernel would take 1024 (seen with net-tools 2.10).
		r.Metric = ir.Some(1, o.value.span)
	}
	switch {
	case a.why != "":
	case r.Via.IsValid() && r.Via.Is6() != (r.Family == 6):
		a.fail("the gateway is of another family than the route")
	default:
		o.use("route")
		a.link.Routes = append(a.link.Routes, r)
	}
}

// inet6 reads the option that says that the addresses are of IPv6.
func (a *arguments) inet6() {
	switch {
	case len(a.words) > 1 && a.words[0].text == "-A" && a.words[1].text == "inet6":
		a.words, a.family = a.words[2:], 6
	case len(a.words) > 0 && (a.words[0].text == "-6" || a.words[0].text == "--inet6"):
		a.words, a.family = a.words[1:], 6
	}
}

func (a *arguments) mine(w word) {
	if a.why == "" && w.text != a.link.Name {
		a.fail("it is about another link, %q", clip(w.text))
	}
}

// target puts down where a route of route(8) leads to.
func (a *arguments) target(r *ir.Route, text, mask string, host, net bool) {
	if text == "default" || net && text == "0.0.0.0" && (mask == "0.0.0.0" || mask == "0") {
		r.Default = true
		return
	}
	if p, err := netip.ParsePrefix(text); err == nil && !host && mask == "" {
		r.Default = p.Bits() == 0
		if !r.Default {
			r.To = p.Masked()
		}
		a.of(p.Addr(), r)
		return
	}
	addr, err := netip.ParseAddr(text)
	if err != nil || addr.Zone() != "" {
		a.fail("%q is no network", clip(text))
		return
	}
	bits, ok := addr.BitLen(), host && mask == ""
	if net && mask != "" {
		bits, ok = length(mask, addr)
	}
	if !ok {
		a.fail("without a mask route(8) guesses the network")
		return
	}
	r.To = netip.PrefixFrom(addr, bits).Masked()
	a.of(addr, r)
}

// of holds the family of a route against its target's.
func (a *arguments) of(addr netip.Addr, r *ir.Route) {
	if addr.Is6() != (r.Family == 6) {
		a.fail("the target is of another family than the route")
	}
}
