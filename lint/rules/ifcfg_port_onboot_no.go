package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgPortOnbootNo = lint.Rule{
	ID:       "ifcfg-port-onboot-no",
	Title:    "a port is not brought up at boot, but its bond is",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the loop over the ports of a bond"),
		networkManager("src/libnm-core-impl/nm-setting-connection.c", "autoconnect, autoconnect-ports"),
	},
	Covers: []string{"I17"},
	Check:  checkIfcfgPortOnbootNo,
}

func checkIfcfgPortOnbootNo(p *lint.Pass) {
	files := map[string]*ifcfgFile{}
	for f := range ifcfgFiles(p.Host) {
		files[f.device()] = f
	}
	for f := range ifcfgFiles(p.Host) {
		owner := p.Host.BondOf(f.device())
		if owner == nil || f.isAlias() || f.atBoot() || f.value("MASTER") == "" {
			continue
		}
		if of := files[owner.Name]; of != nil && of.atBoot() {
			p.Report(lazyPort(p, f, of))
		}
	}
}

func lazyPort(p *lint.Pass, f, of *ifcfgFile) lint.Finding {
	at := f.last("ONBOOT")
	found := lint.Finding{
		Severity: diag.Info,
		Link:     f.link(p.Host),
		Span:     at.Span,
		Message:  fmt.Sprintf("%q is not brought up at boot, but its bond %q is", f.device(), of.device()),
		Detail:   "The initscripts bring the ports up with their bond, whatever ONBOOT says. NetworkManager would leave this one down.",
		Related:  []diag.Related{{Message: "the bond", Span: of.place()}},
		Fix:      f.setKey("ONBOOT", "yes", at.Span, false),
	}
	if f.via(p) == target.NetworkManager {
		found.Severity = diag.Warning
		found.Detail = fmt.Sprintf("To NetworkManager ONBOOT=no means that the profile does not connect by itself: after a reboot %q runs without %q, unless autoconnect-ports is on in the bond's profile.", of.device(), f.device())
	}
	return found
}
