package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgMasterUndefined = lint.Rule{
	ID:       "ifcfg-master-undefined",
	Title:    "an ifcfg file names a bond that nothing defines",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the branch for SLAVE=yes"),
		nmIfcfg("check_if_bond_port"),
	},
	Covers: []string{"I06"},
	Check:  checkIfcfgMasterUndefined,
}

func checkIfcfgMasterUndefined(p *lint.Pass) {
	if p.Absent() {
		return
	}
	bonds := definedBonds(p.Host)
	for f := range ifcfgFiles(p.Host) {
		master := f.last("MASTER")
		if master != nil && master.Value != "" && !bonds[master.Value] {
			p.Report(orphan(p, f, master))
		}
	}
}

// definedBonds returns what MASTER may name: the bonds of the host, aliases of
// the driver, and profiles by their UUID, which NetworkManager takes there.
func definedBonds(h *ir.Host) map[string]bool {
	names := map[string]bool{}
	for _, l := range h.Links {
		if l.Bond != nil && !l.Implied {
			names[l.Name] = true
		}
	}
	if h.Module != nil {
		for _, alias := range h.Module.Aliases {
			names[alias.Name] = true
		}
	}
	for f := range ifcfgFiles(h) {
		if uuid := f.value("UUID"); uuid != "" {
			names[uuid] = true
		}
	}
	return names
}

func orphan(p *lint.Pass, f *ifcfgFile, master *ir.Entry) lint.Finding {
	found := lint.Finding{
		Link:    f.link(p.Host),
		Span:    master.Span,
		Message: fmt.Sprintf("%q is a port of %q, which no file defines as a bond", f.device(), master.Value),
		Detail: fmt.Sprintf("The initscripts create %q all the same, with nothing to configure it by: mode %q, no link monitor and no address.",
			master.Value, option.BalanceRR.String()),
		Fix: &lint.Fix{Message: fmt.Sprintf("add %q with TYPE=Bond and BONDING_OPTS, or correct the name", ifcfgPrefix+master.Value)},
	}
	if f.via(p) == target.NetworkManager {
		found.Detail = fmt.Sprintf("NetworkManager waits for the profile of %q, which never comes: %q stays down.", master.Value, f.device())
	}
	return found
}
