package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var minLinksTooHigh = lint.Rule{
	ID:       "min-links-too-high",
	Title:    "a bond wants more links than it has ports",
	Severity: diag.Error,
	Category: lint.LACP,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_3ad.c", "bond_3ad_set_carrier"),
		howtoOptions(option.MinLinks),
	},
	Covers: []string{"C01"},
	Check:  checkMinLinksTooHigh,
}

func checkMinLinksTooHigh(p *lint.Pass) {
	if p.Absent() {
		return // there may be ports in files that are not here
	}
	for b := range bondsIn(p, option.OnlyLACP) {
		least, at, known := b.number(option.MinLinks)
		ports := int64(len(b.Bond.Ports))
		if known && at != nil && ports > 0 && least > ports && !matchesMore(p.Host, b) {
			p.Report(tooFewPorts(b, at, least, ports))
		}
	}
}

// matchesMore reports whether a port stands for several devices, as one does
// that is found by a pattern or a driver.
func matchesMore(h *ir.Host, b *bond) bool {
	for _, port := range b.Bond.Ports {
		l := h.Link(port.Name)
		if strings.ContainsAny(port.Name, "*?[!") {
			return true
		}
		if l != nil && !l.Match.PermanentMAC.Set && (l.Match.Driver.Set || strings.ContainsAny(l.Match.Name.Value, "*?[! ")) {
			return true
		}
	}
	return false
}

func tooFewPorts(b *bond, at *ir.Setting, least, ports int64) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q of %q is %d, and it has %s: it never comes up", at.Key, b.Name, least, count(ports, "port")),
		Detail:  fmt.Sprintf("The driver switches the carrier of %q on when so many links of the active aggregator are up, which these ports cannot reach: the bond stays without carrier though all its links are up, and no address on it works.", b.Name),
		Related: []diag.Related{{Message: "the last port", Span: b.Bond.Ports[len(b.Bond.Ports)-1].Span}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("set %q to at most %d, or add the ports that are missing", at.Key, ports)},
	}
}

// count is a number with its noun: "1 port", "2 ports".
func count(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
