package rules

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var ifcfgModprobeOverlap = lint.Rule{
	ID:       "ifcfg-modprobe-overlap",
	Title:    "a bond takes options from its file and from modprobe",
	Severity: diag.Info,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		driver("bond_main.c", "bond_setup"),
		initscripts("network-functions", "install_bonding_driver"),
		howto("section 3.2"),
	},
	Covers: []string{"I24"},
	Check:  checkIfcfgModprobeOverlap,
}

func checkIfcfgModprobeOverlap(p *lint.Pass) {
	for b := range bonds(p) {
		if len(b.Bond.Settings) > 0 && len(b.Bond.Defaults) > 0 && p.Host.Dialect() == "ifcfg" {
			p.Report(layered(b))
		}
	}
}

func layered(b *bond) lint.Finding {
	var kept []string
	for i := range b.Bond.Defaults {
		s := &b.Bond.Defaults[i]
		written := slices.ContainsFunc(b.Bond.Settings, func(own ir.Setting) bool { return own.ID == s.ID })
		if !written && s.Usable() && !slices.Contains(kept, s.Key) {
			kept = append(kept, s.Key)
		}
	}
	f := lint.Finding{
		Link:    b.Link,
		Span:    b.Bond.SettingsSpan,
		Message: fmt.Sprintf("%q has options in BONDING_OPTS, and modprobe gives it others", b.Name),
		Detail:  "A new bond starts with the options of the module, and BONDING_OPTS is written over them. All that modprobe gives is overridden here.",
		Related: []diag.Related{{Message: "the options of the module", Span: whole(&b.Bond.Defaults[0])}},
		Fix:     &lint.Fix{Message: "write all options into BONDING_OPTS, and none for the module"},
	}
	if len(kept) > 0 {
		f.Detail = fmt.Sprintf("A new bond starts with the options of the module, and BONDING_OPTS is written over them: %s still comes from modprobe, and is lost where the file is copied to a host without it.", list(kept))
	}
	return f
}
