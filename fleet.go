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

// Fleet remembers which host of a run has which address: some 20 bytes for
// each address of IPv4, whatever the host. It is all that a run keeps of hosts
// that it is done with. It is no use from several goroutines.
type Fleet struct {
	// v4 and v6 hold the number of the first host that has an address.
	v4    map[[4]byte]uint32
	v6    map[[16]byte]uint32
	hosts []string
}

// See adds the addresses that another host has already to the findings of one
// host. Hosts of one name are one host: the stacks of a root, or the same host
// before and after a change.
func (f *Fleet) See(t *frontends.Tree, result *report.HostResult, claims []Claim) {
	found := false
	for i := range claims {
		c := &claims[i]
		d, taken := f.Claim(result.Name, c.link, c.addr)
		if taken && t.Asked(c.at.Span.File) {
			d.Span = c.at.Span
			result.Findings.Add(d)
			found = true
		}
	}
	if found {
		result.Findings = result.Findings.Sort()
	}
}

// Claim notes that a host has an address, and returns the finding, without its
// place, if another host has it already.
func (f *Fleet) Claim(host, link string, addr netip.Addr) (diag.Diagnostic, bool) {
	if f.v4 == nil {
		f.v4, f.v6 = map[[4]byte]uint32{}, map[[16]byte]uint32{}
	}
	if n := len(f.hosts); n == 0 || f.hosts[n-1] != host {
		f.hosts = append(f.hosts, host)
	}
	owner := f.hosts[f.owner(addr)]
	if owner == host {
		return diag.Diagnostic{}, false
	}
	return twoOwners(link, addr, owner), true
}

// Defer leaves the addresses of a host to the merge of shards, which will see
// those of all hosts.
func Defer(t *frontends.Tree, result *report.HostResult, claims []Claim) {
	for i := range claims {
		c := &claims[i]
		d := twoOwners(c.link, c.addr, "")
		d.Span = c.at.Span
		result.Claims = append(result.Claims, report.Claim{Diagnostic: d, Address: c.addr, Silent: !t.Asked(c.at.Span.File)})
	}
	slices.SortStableFunc(result.Claims, func(a, b report.Claim) int { return a.Compare(b.Diagnostic) })
}

// owner returns the number of the first host that has an address: the newest
// host where it is new.
func (f *Fleet) owner(addr netip.Addr) uint32 {
	newest := uint32(len(f.hosts) - 1)
	if addr.Is4() {
		return first(f.v4, addr.As4(), newest)
	}
	return first(f.v6, addr.As16(), newest)
}

func first[K comparable](owners map[K]uint32, key K, newest uint32) uint32 {
	owner, taken := owners[key]
	if !taken {
		owners[key], owner = newest, newest
	}
	return owner
}

func twoOwners(link string, addr netip.Addr, other string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.AddressTwice, Severity: diag.Error, Link: link,
		Message: fmt.Sprintf("the address %s of %q is also one of host %q", addr, link, other),
		Detail:  "Where both are in one network, its other hosts talk now to one and now to the other, and connections break off without a reason in any log. An address that several hosts have on purpose (anycast, a virtual address, a network that is the same everywhere) belongs into shared_addresses in .bondc.hcl.",
	}
}
