package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var networkdZeroNotSent = lint.Rule{
	ID:       "networkd-zero-not-sent",
	Title:    "a 0 does not replace a parameter of the driver",
	Severity: diag.Warning,
	Category: lint.Networkd,
	Since:    "0.1",
	Dialects: []string{"networkd", "netplan"},
	Sources: []lint.Source{
		networkd("netdev/bond.c", "netdev_bond_fill_message_create"),
		driver("bond_main.c", "bond_setup"),
	},
	Covers: []string{"M04"},
	Check:  checkNetworkdZeroNotSent,
}

func checkNetworkdZeroNotSent(p *lint.Pass) {
	module := moduleBeside(p.Host)
	if module == nil {
		return
	}
	for b := range bonds(p) {
		if b.via != target.NetworkdVia || b.opaque {
			continue
		}
		defaults := module.DefaultsOf(b.Name, false)
		for i := range b.Bond.Settings {
			s := &b.Bond.Settings[i]
			if !s.Usable() || !isZeroUnsent(s) {
				continue
			}
			if at := lastSetting(defaults, s.ID); at != nil && !option.Same(s.ID, at.Value, s.Value) {
				p.Report(shinesThrough(b, s, at))
			}
		}
	}
}

// moduleBeside is what modprobe files of the same machine say about the driver,
// nil if they say nothing.
func moduleBeside(h *ir.Host) *ir.Module {
	if h.Module != nil {
		return h.Module
	}
	for _, other := range h.Beside {
		if other.Dialect() == "modprobe" && other.Module != nil {
			return other.Module
		}
	}
	return nil
}

// isZeroUnsent reports whether networkd leaves a setting out because it is 0.
func isZeroUnsent(s *ir.Setting) bool {
	row := option.Get(s.ID)
	return row != nil && row.Kind == option.Int && s.Value == "0" && option.Spell(s.ID, option.Networkd).Sent != ""
}

// lastSetting is the setting of an option that counts among those of one
// writer.
func lastSetting(settings []ir.Setting, id option.ID) *ir.Setting {
	for i := len(settings) - 1; i >= 0; i-- {
		if settings[i].ID == id && settings[i].Usable() {
			return &settings[i]
		}
	}
	return nil
}

func shinesThrough(b *bond, s, module *ir.Setting) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(s),
		Message: fmt.Sprintf("%q of %q is 0, and the driver's parameter counts, which is %s", s.Key, b.Name, module.Value),
		Detail:  fmt.Sprintf("networkd cannot tell a 0 from silence here, and does not send it. Parameters of the driver are the defaults of every bond that is made after it is loaded, so %q gets what they say.", b.Name),
		Related: []diag.Related{{Message: "the parameter", Span: whole(module)}},
		Fix:     &lint.Fix{Message: "remove the parameter of the driver, and write it for the bonds that need it"},
	}
}
