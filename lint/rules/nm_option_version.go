package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var nmOptionVersion = lint.Rule{
	ID:       "nm-option-version",
	Title:    "an option is newer than the target's NetworkManager",
	Severity: diag.Warning,
	Category: lint.NM,
	Since:    "0.1",
	Sources: []lint.Source{
		networkManager("NEWS", "1.34, 1.42 and 1.44"),
		nmBond("valid_options_lst"),
	},
	Covers: []string{"L09"},
	Check:  checkNMOptionVersion,
}

func checkNMOptionVersion(p *lint.Pass) {
	if !p.Target.NM.Known() {
		return
	}
	for b := range bonds(p) {
		if b.via != target.NetworkManager {
			continue
		}
		tooNew(p, b, b.Bond.Settings)
		for i := range b.Bond.Ports {
			tooNew(p, b, b.Bond.Ports[i].Settings)
		}
	}
}

func tooNew(p *lint.Pass, b *bond, settings []ir.Setting) {
	for i := range settings {
		s := &settings[i]
		cell := option.Spell(s.ID, option.NM)
		if !s.Usable() || !cell.Supported() || !p.Target.NM.Before(cell.Since) {
			continue
		}
		detail := fmt.Sprintf("That version answers \"invalid option\" and refuses the whole profile: %q does not come up there.", b.Name)
		if p.Host.Dialect() == "ifcfg" {
			detail = "That version logs a warning, drops the option and runs the bond without it."
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(s),
			Message: fmt.Sprintf("NetworkManager knows %q from %s on, and the target has %s", s.Key, cell.Since, p.Target.NM),
			Detail:  detail,
			Fix:     drop(b.Link, s, false),
		})
	}
}
