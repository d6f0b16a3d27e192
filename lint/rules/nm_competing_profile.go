package rules

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var nmCompetingProfile = lint.Rule{
	ID:       "nm-competing-profile",
	Title:    "a port has a second configuration that is not that of a port",
	Severity: diag.Warning,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"ifcfg", "keyfile", "nmcli"},
	Sources: []lint.Source{
		networkManager("src/libnm-core-impl/nm-setting-connection.c", "autoconnect and autoconnect-priority"),
		initscripts("network-functions", "get_config_by_device"),
	},
	Covers: []string{"L01"},
	Check:  checkNMCompetingProfile,
}

func checkNMCompetingProfile(p *lint.Pass) {
	ports := map[string]*ifcfgFile{}
	for f := range ifcfgFiles(p.Host) {
		if f.value("MASTER") != "" {
			ports[f.device()] = f
		}
	}
	for f := range ifcfgFiles(p.Host) {
		port := ports[f.device()]
		if port != nil && f.value("MASTER") == "" && f.atBoot() {
			p.Report(competing(p, f, port))
		}
	}
	competingProfiles(p)
}

// competingProfiles looks at NetworkManager's own profiles. The port's wins
// where it starts by itself and has the higher priority.
func competingProfiles(p *lint.Pass) {
	ports := map[string]*nmProfile{}
	for f := range nmProfiles(p.Host) {
		if f.isBondPort(p) {
			ports[f.device()] = f
		}
	}
	for f := range nmProfiles(p.Host) {
		port := ports[f.device()]
		if port == nil || f.controller() != "" || !f.autoconnects() {
			continue
		}
		if port.autoconnects() && f.priority() < port.priority() {
			continue
		}
		p.Report(competingProfile(p, f, port))
	}
}

// isBondPort reports whether the profile makes its device a port of a bond.
func (f *nmProfile) isBondPort(p *lint.Pass) bool {
	if f.controller() == "" {
		return false
	}
	return f.value("connection.type") == "bond-slave" || f.value("connection.port-type", "connection.slave-type") == "bond" || p.Host.BondOf(f.device()) != nil
}

// priority is connection.autoconnect-priority, 0 in silence.
func (f *nmProfile) priority() int {
	n, err := strconv.Atoi(f.value("connection.autoconnect-priority"))
	if err != nil {
		return 0
	}
	return n
}

const twoProfiles = "Both profiles connect by themselves. NetworkManager activates the one with the higher priority, among equals the one that was used last: the port may come up outside the bond, and differently after each boot."

func competingProfile(p *lint.Pass, plain, port *nmProfile) lint.Finding {
	f := lint.Finding{
		Link:    plain.link(p.Host),
		Span:    plain.place(),
		Message: fmt.Sprintf("%q configures %q outside its bond, beside %q", plain.name, plain.device(), port.name),
		Detail:  twoProfiles,
		Related: []diag.Related{{Message: fmt.Sprintf("here it is a port of %q", port.controller()), Span: port.last("connection.controller", "connection.master").Span}},
		Fix:     plain.setAutoconnect(p.Host, false),
	}
	switch {
	case !port.autoconnects():
		f.Detail = "This profile connects by itself and that of the port does not: at boot NetworkManager activates this one, and the port is not in the bond."
	case plain.priority() > port.priority():
		f.Detail = "Both profiles connect by themselves, and this one has the higher priority: NetworkManager activates it, and the port is not in the bond."
	}
	return f
}

func competing(p *lint.Pass, plain, port *ifcfgFile) lint.Finding {
	f := lint.Finding{
		Link:    plain.link(p.Host),
		Span:    plain.place(),
		Message: fmt.Sprintf("%q configures %q outside its bond, beside %q", plain.base(), plain.device(), port.base()),
		Related: []diag.Related{{Message: fmt.Sprintf("here it is a port of %q", port.value("MASTER")), Span: port.last("MASTER").Span}},
		Fix: &lint.Fix{
			Message: fmt.Sprintf("remove %q, or write ONBOOT=no into it", plain.base()),
			Effect:  fmt.Sprintf("%q is not brought up at boot", plain.base()),
			Changes: []ir.Change{{Kind: ir.SetKey, Link: plain.device(), Key: "ONBOOT", Value: "no", Span: plain.entries[0].Span}},
		},
	}
	f.Detail = "Both are brought up at boot. The initscripts take whichever file they find first for the device; if that is this one, the bond runs without the port."
	if plain.via(p) == target.NetworkManager {
		f.Detail = twoProfiles
	}
	return f
}
