package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgMasterWithoutSlave = lint.Rule{
	ID:       "ifcfg-master-without-slave",
	Title:    "an ifcfg file names its bond, but does not say that it is a port",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the test for SLAVE and MASTER"),
		nmIfcfg("check_if_bond_port"),
	},
	Covers: []string{"I05"},
	Check:  checkIfcfgMasterWithoutSlave,
}

func checkIfcfgMasterWithoutSlave(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		if f.value("MASTER") == "" || f.unknown("SLAVE") || f.via(p) == target.NetworkManager {
			continue
		}
		switch word := f.value("SLAVE"); {
		case !f.isPort():
			p.Report(halfPort(p, f))
		case word != "yes" && (oldScripts(p) || release(p) == ""):
			p.Report(otherYes(p, f, word))
		}
	}
}

// otherYes is about a word for yes that only the scripts from RHEL 8 on take.
func otherYes(p *lint.Pass, f *ifcfgFile, word string) lint.Finding {
	at := f.last("SLAVE")
	found := lint.Finding{
		Severity: diag.Info,
		Link:     f.link(p.Host),
		Span:     at.Span,
		Message:  fmt.Sprintf("%q has SLAVE=%s, which only newer initscripts take for yes", f.base(), word),
		Detail:   fmt.Sprintf("Those before RHEL 8 compare it with \"yes\", letter by letter: there %q comes up as an ordinary interface, and %q runs without it.", f.device(), f.value("MASTER")),
		Fix:      f.setKey("SLAVE", "yes", at.Span, true),
	}
	if oldScripts(p) {
		found.Severity = diag.Warning
	}
	return found
}

func halfPort(p *lint.Pass, f *ifcfgFile) lint.Finding {
	master := f.last("MASTER")
	return lint.Finding{
		Link:    f.link(p.Host),
		Span:    master.Span,
		Message: fmt.Sprintf("%q has MASTER=%s but not SLAVE=yes", f.base(), master.Value),
		Detail:  fmt.Sprintf("The initscripts want both: they bring %q up as an ordinary interface, and %q runs without it. NetworkManager takes it as a port.", f.device(), master.Value),
		Fix: &lint.Fix{
			Message: "add SLAVE=yes",
			Effect:  fmt.Sprintf("%q becomes a port of %q", f.device(), master.Value),
			Safe:    true,
			Changes: []ir.Change{{Kind: ir.SetKey, Link: f.device(), Key: "SLAVE", Value: "yes", Span: master.Span}},
		},
	}
}
