package bondc

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint/report"
)

// Claim is a static address of a host that no other host of a run may have.
type Claim struct {
	addr netip.Addr
	link string
	at   ir.Address
}

// Claims returns the addresses of a host that are its own: neither loopback
// nor link-local, not those of ports, which nobody applies, and not those that
// the settings for the tree call shared.
func (l *Linter) Claims(t *frontends.Tree, h *ir.Host) []Claim {
	if h == nil {
		return nil
	}
	var shared []netip.Prefix
	if j := l.judges[t.Argument]; j != nil {
		shared = j.shared
	}
	var claims []Claim
	for _, link := range h.Links {
		if link.Kind == ir.Other || len(link.Addresses) == 0 || link.Activation.Or(ir.Boot) != ir.Boot || h.BondOf(link.Name) != nil {
			continue
		}
		for _, a := range link.Addresses {
			addr := a.Prefix.Addr().Unmap().WithZone("")
			in := func(p netip.Prefix) bool { return p.Contains(addr) }
			if addr.IsGlobalUnicast() && !slices.ContainsFunc(shared, in) {
				claims = append(claims, Claim{addr, link.Name, a})
			}
		}
	}
	return claims
}

// Fleet remembers which host of a run has which address: some 50 bytes for
// each address, whatever the host. It is no use from several goroutines.
type Fleet struct {
	owner map[netip.Addr]int
	hosts []string
}

// See adds the addresses that another host has already to the findings of one
// host. Hosts of one name are one host: the stacks of a root, or the same host
// before and after a change.
func (f *Fleet) See(t *frontends.Tree, result *report.HostResult, claims []Claim) {
	if len(claims) == 0 {
		return
	}
	if f.owner == nil {
		f.owner = map[netip.Addr]int{}
	}
	if n := len(f.hosts); n == 0 || f.hosts[n-1] != result.Name {
		f.hosts = append(f.hosts, result.Name)
	}
	found := false
	for i := range claims {
		c := &claims[i]
		first, taken := f.owner[c.addr]
		if !taken {
			f.owner[c.addr] = len(f.hosts) - 1
			continue
		}
		if f.hosts[first] != result.Name && t.Asked(c.at.Span.File) {
			result.Findings.Add(twoOwners(c, f.hosts[first]))
			found = true
		}
	}
	if found {
		result.Findings = result.Findings.Sort()
	}
}

func twoOwners(c *Claim, other string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.AddressTwice, Severity: diag.Error, Span: c.at.Span, Link: c.link,
		Message: fmt.Sprintf("the address %s of %q is also one of host %q", c.addr, c.link, other),
		Detail:  "Where both are in one network, its other hosts talk now to one and now to the other, and connections break off without a reason in any log. An address that several hosts have on purpose (anycast, a virtual address, a network that is the same everywhere) belongs into shared_addresses in .bondc.hcl.",
	}
}
