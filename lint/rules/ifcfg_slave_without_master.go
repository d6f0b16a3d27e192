package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgSlaveWithoutMaster = lint.Rule{
	ID:       "ifcfg-slave-without-master",
	Title:    "an ifcfg file says that it is a port, but not of which bond",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the test for SLAVE and MASTER"),
		nmIfcfg("check_if_bond_port"),
	},
	Covers: []string{"I04"},
	Check:  checkIfcfgSlaveWithoutMaster,
}

func checkIfcfgSlaveWithoutMaster(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		if f.isPort() && !f.mentions("MASTER") && !f.mentions("MASTER_UUID") {
			p.Report(ownerless(p, f))
		}
	}
}

func ownerless(p *lint.Pass, f *ifcfgFile) lint.Finding {
	detail := fmt.Sprintf("The initscripts want both and configure %q as an ordinary interface.", f.device())
	if f.via(p) == target.NetworkManager {
		detail = fmt.Sprintf("NetworkManager looks at MASTER alone and configures %q as an ordinary interface.", f.device())
	}
	return lint.Finding{
		Link:    f.link(p.Host),
		Span:    f.last("SLAVE").Span,
		Message: fmt.Sprintf("%q has SLAVE=yes but no MASTER", f.base()),
		Detail:  detail + " The bond that it is meant for runs without it.",
		Fix:     &lint.Fix{Message: "name the bond in MASTER, or remove SLAVE"},
	}
}
