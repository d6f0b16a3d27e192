package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgDeviceDuplicate = lint.Rule{
	ID:       "ifcfg-device-duplicate",
	Title:    "two ifcfg files configure the same device",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("network-functions", "get_config_by_device"),
		networkManager("src/libnm-core-impl/nm-setting-connection.c", "autoconnect"),
	},
	Covers: []string{"I03"},
	Check:  checkIfcfgDeviceDuplicate,
}

func checkIfcfgDeviceDuplicate(p *lint.Pass) {
	first := map[string]*ifcfgFile{}
	for f := range ifcfgFiles(p.Host) {
		if !f.atBoot() || f.isAlias() {
			continue
		}
		before := first[f.device()]
		if before == nil {
			first[f.device()] = f
			continue
		}
		// Copies of one name and a port's second profile have rules of their own.
		if before.suffix != f.suffix && (before.value("MASTER") == "") == (f.value("MASTER") == "") {
			p.Report(sameDevice(p, before, f))
		}
	}
}

func sameDevice(p *lint.Pass, before, f *ifcfgFile) lint.Finding {
	found := lint.Finding{
		Link:    f.link(p.Host),
		Span:    f.place(),
		Message: fmt.Sprintf("%q configures %q, as %q does", f.base(), f.device(), before.base()),
		Detail:  "The initscripts bring up both at boot, one over the other, and \"ifup\" takes whichever it finds: what the device ends up with is a mixture.",
		Related: []diag.Related{{Message: "the first file", Span: before.place()}},
		Fix:     &lint.Fix{Message: "merge the two, or write ONBOOT=no into the one that is not meant"},
	}
	if f.via(p) == target.NetworkManager {
		found.Detail = "NetworkManager makes a profile of each and brings up one of them: that of the higher priority, among equals the one that was used last. Which one it is may change from boot to boot."
	}
	return found
}
