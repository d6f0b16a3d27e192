package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

func nmCompetingProfile() lint.Rule {
	return lint.Rule{
		ID:       "nm-competing-profile",
		Title:    "a port has a second configuration that is not that of a port",
		Severity: diag.Warning,
		Category: lint.NM,
		Since:    "0.1",
		Dialects: []string{"ifcfg"},
		Sources: []lint.Source{
			networkManager("src/libnm-core-impl/nm-setting-connection.c", "autoconnect and autoconnect-priority"),
			initscripts("network-functions", "get_config_by_device"),
		},
		Covers: []string{"L01"},
		Check:  checkNMCompetingProfile,
	}
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
}

func competing(p *lint.Pass, plain, port *ifcfgFile) lint.Finding {
	f := lint.Finding{
		Link:    plain.link(p.Host),
		Message: fmt.Sprintf("%q configures %q outside its bond, beside %q", plain.base(), plain.device(), port.base()),
		Related: []diag.Related{{Message: fmt.Sprintf("here it is a port of %q", port.value("MASTER")), Span: port.last("MASTER").Span}},
		Fix: &lint.Fix{
			Message: fmt.Sprintf("remove %q, or write ONBOOT=no into it", plain.base()),
			Effect:  fmt.Sprintf("%q is not brought up at boot", plain.base()),
			Changes: []ir.Change{{Kind: ir.SetKey, Link: plain.device(), Key: "ONBOOT", Value: "no", Span: plain.entries[0].Span}},
		},
	}
	f.Span = plain.entries[0].Span
	if device := plain.last("DEVICE"); device != nil {
		f.Span = device.Span
	}
	f.Detail = "Both are brought up at boot. The initscripts take whichever file they find first for the device; if that is this one, the bond runs without the port."
	if plain.via(p) == target.NetworkManager {
		f.Detail = "Both profiles connect by themselves. NetworkManager activates the one with the higher priority, among equals the one that was used last: the port may come up outside the bond, and differently after each boot."
	}
	return f
}
