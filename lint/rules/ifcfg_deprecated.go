package rules

import (
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ifcfgDeprecated = lint.Rule{
	ID:       "ifcfg-deprecated",
	Title:    "ifcfg files are on their way out on this host",
	Severity: diag.Info,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup", "the warning about network-scripts"),
		networkManager("NEWS", "NetworkManager 1.44"),
	},
	Covers: []string{"I22"},
	Check:  checkIfcfgDeprecated,
}

func checkIfcfgDeprecated(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		if why := outdated(p); why != "" {
			p.Report(lint.Finding{
				Span:    f.place(),
				Message: "ifcfg files are deprecated on this host",
				Detail:  why,
				Fix:     &lint.Fix{Message: "convert the host: bondc convert --to keyfile, or \"nmcli connection migrate\" on the host"},
			})
		}
		return // once for a host
	}
}

// outdated says why the host should leave ifcfg files behind, "" where they
// are what it is made for, or where nobody knows what it is.
func outdated(p *lint.Pass) string {
	const keyfiles = "NetworkManager logs a warning for each such profile since 1.44 and writes new ones as keyfiles."
	nm := p.Target.NM
	switch r := release(p); {
	case nmRuns(p) && nm.Known() && nm.Before("1.44"), !nm.Known() && r == "rhel-8" && nmRuns(p):
		return ""
	case nmRuns(p) && (nm.Known() || r != ""):
		return keyfiles
	case r == "rhel-8":
		return "ifup prints that network-scripts are deprecated; the next release does not have them any more."
	case r == "rhel-9":
		return "This release has no network-scripts, only NetworkManager's reader of these files. " + keyfiles
	case r == "rhel-10":
		return "This release has nothing left that reads ifcfg files: the network of this host does not come up from them."
	}
	return ""
}
