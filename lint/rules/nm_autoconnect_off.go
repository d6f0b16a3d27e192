package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var nmAutoconnectOff = lint.Rule{
	ID:       "nm-autoconnect-off",
	Title:    "the profile of a bond or of its port does not start by itself",
	Severity: diag.Warning,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"keyfile", "nmcli"},
	Sources: []lint.Source{
		networkManager("src/libnm-core-impl/nm-setting-connection.c", "autoconnect and autoconnect-ports"),
		networkManager("src/core/nm-manager.c", "autoconnect_ports, _internal_activate_device"),
	},
	Covers: []string{"L02", "L03"},
	Check:  checkNMAutoconnectOff,
}

// checkNMAutoconnectOff finds bonds that nothing starts, and ports that stay
// down although their bond comes up. A port that starts by itself starts its
// bond.
func checkNMAutoconnectOff(p *lint.Pass) {
	main := mainProfiles(p)
	for _, l := range p.Host.Links {
		bond := main[l.Name]
		if l.Bond == nil || bond == nil {
			continue
		}
		up := bond.autoconnects()
		for _, port := range l.Bond.Ports {
			up = up || (main[port.Name] != nil && main[port.Name].autoconnects())
		}
		if !up {
			p.Report(sleepingBond(p, bond))
			continue
		}
		for _, port := range l.Bond.Ports {
			if f := main[port.Name]; f != nil && !f.autoconnects() && !bond.bringsPorts() {
				p.Report(sleepingPort(p, f, bond))
			}
		}
	}
}

// mainProfiles returns the profile that each link is read from: it has been
// used to say which device it is for.
func mainProfiles(p *lint.Pass) map[string]*nmProfile {
	main := map[string]*nmProfile{}
	for f := range nmProfiles(p.Host) {
		for _, e := range f.entries {
			if e.UsedBy == "device" {
				main[f.device()] = f
				break
			}
		}
	}
	return main
}

func sleepingBond(p *lint.Pass, bond *nmProfile) lint.Finding {
	return lint.Finding{
		Link:    bond.link(p.Host),
		Span:    bond.last("connection.autoconnect").Span,
		Message: fmt.Sprintf("nothing starts %q at boot: neither its profile nor one of its ports connects by itself", bond.device()),
		Detail:  fmt.Sprintf("%q works until the next reboot and is down after it, with all that stands on it, until somebody runs \"nmcli connection up\".", bond.device()),
		Fix:     bond.setAutoconnect(p.Host, true),
	}
}

func sleepingPort(p *lint.Pass, port, bond *nmProfile) lint.Finding {
	return lint.Finding{
		Link:    port.link(p.Host),
		Span:    port.last("connection.autoconnect").Span,
		Message: fmt.Sprintf("the port %q does not start by itself, but its bond %q does", port.device(), bond.device()),
		Detail:  fmt.Sprintf("After a reboot %q runs without %q. Activating the bond does not bring it in either: connection.autoconnect-ports is not on in the bond's profile.", bond.device(), port.device()),
		Related: []diag.Related{{Message: "the bond", Span: bond.place()}},
		Fix:     port.setAutoconnect(p.Host, true),
	}
}
