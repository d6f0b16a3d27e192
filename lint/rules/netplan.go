package rules

import (
	"iter"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

// netplanParameters yields the usable bonding parameters of a netplan host
// that reach the kernel in the mode of their bond, by the bond. What is passed
// to NetworkManager past netplan is none of them.
func netplanParameters(p *lint.Pass) iter.Seq2[*bond, setting] {
	return func(yield func(*bond, setting) bool) {
		if p.Host.Dialect() != "netplan" {
			return
		}
		for b := range bonds(p) {
			for s := range b.settings() {
				id, _ := option.Lookup(option.Netplan, s.Key)
				if id == s.ID && !b.judgedByMode(p, s) && !yield(b, s) {
					return
				}
			}
		}
	}
}

// lostByNetworkd reports a parameter that netplan passes on and networkd does
// not know, and why; under NetworkManager it arrives.
func lostByNetworkd(p *lint.Pass, want option.ID, report func(*bond, setting, string)) {
	for b, s := range netplanParameters(p) {
		if s.ID != want || s.via != target.NetworkdVia {
			continue
		}
		if why, lost := option.Loses(option.Networkd, s.ID, s.Value); lost {
			report(b, s, why)
		}
	}
}

// netplanEntries yields the keys of the netplan files with one of the names.
func netplanEntries(p *lint.Pass, keys ...string) iter.Seq[*ir.Entry] {
	return func(yield func(*ir.Entry) bool) {
		for _, e := range p.Host.Entries {
			if e.Dialect != "netplan" {
				continue
			}
			for _, key := range keys {
				if e.Key == key && !yield(e) {
					return
				}
			}
		}
	}
}

// inParameters reports whether the key stands among the parameters of a bond.
func inParameters(e *ir.Entry) bool {
	return strings.HasPrefix(e.Section, "bonds.") && strings.HasSuffix(e.Section, ".parameters")
}
