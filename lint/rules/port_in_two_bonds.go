package rules

import (
	"fmt"
	"iter"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

var portInTwoBonds = lint.Rule{
	ID:       "port-in-two-bonds",
	Title:    "a link is a port of two bonds, or of two bridges",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "bond_enslave"),
		netplan("src/parse.c", "handle_bond_interfaces"),
	},
	Covers: []string{"D02"},
	Check:  checkPortInTwoBonds,
}

// claim is one place that makes a link a port of a bond, or of a bridge.
type claim struct {
	bond, port string
	span       source.Span
}

func checkPortInTwoBonds(p *lint.Pass) {
	for _, list := range []iter.Seq[claim]{claims(p.Host), bridgeClaims(p.Host)} {
		first := map[string]claim{}
		for c := range list {
			if was, taken := first[c.port]; !taken {
				first[c.port] = c
			} else if was.bond != c.bond {
				p.Report(twiceAPort(p, was, c))
			}
		}
	}
}

// bridgeClaims yields the ports of bridges. An ifcfg file names one bridge.
func bridgeClaims(h *ir.Host) iter.Seq[claim] {
	return func(yield func(claim) bool) {
		for _, l := range h.Links {
			if l.Bridge == nil || h.Dialect() == "ifcfg" {
				continue
			}
			for i := range l.Bridge.Ports {
				if port := &l.Bridge.Ports[i]; !yield(claim{l.Name, port.Name, port.Span}) {
					return
				}
			}
		}
	}
}

// claims yields all places that make a link a port. Of two ifcfg files for one
// device the model knows only what comes of them, so there it is the files.
func claims(h *ir.Host) iter.Seq[claim] {
	return func(yield func(claim) bool) {
		ok := true
		for f := range ifcfgFiles(h) {
			if master := f.last("MASTER"); ok && master != nil && f.atBoot() {
				ok = yield(claim{master.Value, f.device(), master.Span})
			}
		}
		for _, l := range h.Links {
			if l.Bond == nil || h.Dialect() == "ifcfg" {
				continue
			}
			for i := range l.Bond.Ports {
				port := &l.Bond.Ports[i]
				ok = ok && yield(claim{l.Name, port.Name, port.Span})
			}
		}
	}
}

func twiceAPort(p *lint.Pass, first, second claim) lint.Finding {
	detail := fmt.Sprintf("A link has one owner: the kernel refuses the second one (EBUSY). Which of the two gets %q depends on the order at boot, and the other one runs without it.", second.port)
	if p.Host.Dialect() == "netplan" {
		detail = "netplan refuses all of its files for that: none of the host's network is configured."
	}
	return lint.Finding{
		Link:    p.Host.Link(second.bond),
		Span:    second.span,
		Message: fmt.Sprintf("%q is a port of both %q and %q", second.port, first.bond, second.bond),
		Detail:  detail,
		Related: []diag.Related{{Message: fmt.Sprintf("%q claims it here", first.bond), Span: first.span}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("remove %q from one of them", second.port)},
	}
}
