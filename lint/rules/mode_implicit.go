package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var modeImplicit = lint.Rule{
	ID:       "mode-implicit",
	Title:    "a bond has no mode, and gets the first one",
	Severity: diag.Warning,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_main.c", "static int bond_mode"),
		netplan("doc/netplan-yaml.md", "bonds, parameters, mode"),
		nmBond("nm_setting_bond_init"),
		switchTable(),
	},
	Covers: []string{"A02"},
	Check:  checkModeImplicit,
}

func checkModeImplicit(p *lint.Pass) {
	if p.Absent() || p.Host.Dialect() == "modprobe" {
		return // the mode may stand in a file that is not here
	}
	var astray map[string]*ir.Entry
	for b := range bonds(p) {
		if !b.sure || b.modeAt != nil || b.Kind == ir.Other {
			continue
		}
		if astray == nil {
			astray = modesAstray(p.Host)
		}
		p.Report(noMode(p, b, astray[b.Name]))
	}
}

// modesAstray returns, by link, the keys that are called like the mode and stand
// where nobody looks for it.
func modesAstray(h *ir.Host) map[string]*ir.Entry {
	found := map[string]*ir.Entry{}
	for _, e := range h.Entries {
		if e.UsedBy == "" && strings.EqualFold(e.Key, option.Get(option.ModeOpt).Kernel) {
			found[e.Link] = e
		}
	}
	return found
}

func noMode(p *lint.Pass, b *bond, astray *ir.Entry) lint.Finding {
	mode := b.mode.String()
	f := lint.Finding{
		Link:    b.Link,
		Message: fmt.Sprintf("%q has no %q, and becomes a %q bond", b.Name, name(p, b, option.ModeOpt), mode),
		Detail:  fmt.Sprintf("That is what silence means to the driver and to all who hand it options. %q sends the packets of one connection over all ports in turn, so that they arrive out of order, and it needs a static EtherChannel on the switch: with plain switch ports frames are lost and addresses flap between the ports. Most bonds are meant to be %q or %q.", mode, option.ActiveBackup.String(), option.LACP.String()),
		Fix:     set(p, b, option.ModeOpt, mode, true),
	}
	if astray != nil {
		f.Related = []diag.Related{{Message: "a mode stands here, where nobody looks for it", Span: astray.Span}}
		f.Fix = &lint.Fix{Message: "put the mode where the options of the bond belong"}
		return f
	}
	f.Fix.Message = fmt.Sprintf("write the mode that is meant; %q is what %q has today", mode, b.Name)
	return f
}
