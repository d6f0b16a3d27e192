package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var notManagedOnTarget = lint.Rule{
	ID:       "not-managed-on-target",
	Title:    "a link is kept from NetworkManager, and nobody else brings it up",
	Severity: diag.Error,
	Category: lint.Hosts,
	Since:    "0.1",
	Dialects: []string{"ifcfg", "keyfile", "nmcli"},
	Sources: []lint.Source{
		nmIfcfg("NM_CONTROLLED"),
		initscriptsRoot("doc/sysconfig.txt", "NM_CONTROLLED"),
		networkManager("man/nmcli.xml", "device set, managed"),
		networkManager("man/NetworkManager.conf.xml", "unmanaged-devices, and Device List Format"),
	},
	Covers: []string{"R06"},
	Check:  checkNotManagedOnTarget,
}

func checkNotManagedOnTarget(p *lint.Pass) {
	checkUnmanagedDevices(p)
	for _, l := range p.Host.Links {
		if !l.Managed.Set || l.Managed.Value {
			continue
		}
		port := p.Host.BondOf(l.Name) != nil || p.Host.BridgeOf(l.Name) != nil
		switch p.Host.Dialect() {
		case "ifcfg":
			if why, detail := alone(p); why != "" {
				p.Report(unmanagedLink(p, l, why, detail))
			}
		case "nmcli":
			if !l.Implied || port {
				p.Report(unmanagedLink(p, l, "and its profile is NetworkManager's",
					"NetworkManager makes the profile and then does not touch the device: the profile cannot be activated."))
			}
		}
	}
}

// alone says why NetworkManager is the only one that reads the target's ifcfg
// files, "" where initscripts may be there as well.
func alone(p *lint.Pass) (why, detail string) {
	if p.Target.Via == target.NetworkManager {
		return "and it is the one who applies the files", "With NM_CONTROLLED=no NetworkManager does not read the file: the link stays down, and with it whatever stands on it."
	}
	release, ok := target.FindRelease(p.Target.Release)
	if ok && p.Target.Via == target.Unset && release.Ifcfg == target.NetworkManager {
		return "and " + release.Name + " has nobody else", "The initscripts are no part of a default installation there (the package network-scripts of RHEL 8 is gone in RHEL 9), and NetworkManager does not read a file with NM_CONTROLLED=no: the link stays down, and with it whatever stands on it."
	}
	return "", ""
}

func unmanagedLink(p *lint.Pass, l *ir.Link, why, detail string) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    l.Managed.Span,
		Message: fmt.Sprintf("NetworkManager is kept away from %q, %s", l.Name, why),
		Detail:  detail,
		Fix:     &lint.Fix{Message: "remove the line, so that NetworkManager brings the link up"},
	}
	for _, e := range p.Host.Entries {
		if e.Link == l.Name && e.File == l.Managed.Span.File && e.Span.Start <= l.Managed.Span.Start && l.Managed.Span.End <= e.Span.End {
			f.Span = e.Span
		}
	}
	if p.Host.Dialect() == "ifcfg" {
		f.Fix.Changes = []ir.Change{{Kind: ir.DropKey, Link: l.Name, Span: f.Span}}
	}
	return f
}
