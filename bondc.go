// Package bondc reads, judges and converts Linux network bonding
// configuration. It is the library behind the command: it never prints, never
// exits and never writes a file.
//
// A host goes through four steps, each usable alone: Load finds and reads the
// files, Lint judges a host, Convert writes it in another dialect and proves
// the result by reading it back, Diff compares two hosts by what they lead to.
package bondc

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

// Version is bondc's own version.
const Version = "0.1.0"

// Diff returns the facts in which two hosts differ once their files are
// applied, each host by its own target. With written, differences that rest
// on silence on both sides are left out. Where one of the hosts is a running
// one, only what a kernel shows of itself is held against the other.
func Diff(a *ir.Host, ta target.Target, b *ir.Host, tb target.Target, written bool) []effect.Difference {
	if effect.Running(a) || effect.Running(b) {
		fa, fb := effect.Shown(a, ta, b, tb)
		return effect.Compare(fa, fb, written)
	}
	return effect.Compare(effect.Facts(effect.AsTold(a, ta), ta), effect.Facts(effect.AsTold(b, tb), tb), written)
}

// SharedBond returns the name of a bond that two of the hosts describe in
// different dialects, or "". The hosts are the stacks of one machine.
func SharedBond(hosts []*ir.Host) string {
	owner := map[string]*ir.Host{}
	for _, h := range hosts {
		for _, l := range h.Links {
			if l.Kind != ir.BondKind {
				continue
			}
			if first := owner[l.Name]; first != nil && first.Dialect() != h.Dialect() {
				return l.Name
			}
			owner[l.Name] = h
		}
	}
	return ""
}

// failed reports whether reading a host found what no conversion survives.
func failed(diags diag.List) bool { return diags.Has(diag.Error) }
