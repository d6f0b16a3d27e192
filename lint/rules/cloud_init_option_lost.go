package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var cloudInitOptionLost = lint.Rule{
	ID:       "cloud-init-option-lost",
	Title:    "cloud-init does not write an option for who applies the bond",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"cloudinit"},
	Sources: []lint.Source{
		cloudInit("cloudinit/net/netplan.py", "NET_CONFIG_TO_V2 and _render_content"),
		cloudInit("cloudinit/net/sysconfig.py", "bond_tpl_opts"),
		cloudInit("cloudinit/net/network_manager.py", "_prop_map"),
	},
	Check: checkCloudInitOptionLost,
}

func checkCloudInitOptionLost(p *lint.Pass) {
	for b := range bonds(p) {
		for s, e := range b.fates(p) {
			if e.By != effect.ByCloudInit || noLoss(s) && p.Outcome(b.Link).Created {
				continue
			}
			p.Report(optionLost(p, b, s, e))
		}
	}
}

func optionLost(p *lint.Pass, b *bond, s setting, e *effect.Event) lint.Finding {
	f := lint.Finding{
		Link: b.Link, Span: whole(s.Setting),
		Message: fmt.Sprintf("cloud-init does not hand %q of %q on", s.Key, b.Name),
		Detail:  fmt.Sprintf("In version 1 of the format, %s. %q runs without it.", e.Says(), b.Name),
		Fix:     handOn(b, s, e),
	}
	if e.Kind == kernel.Refused {
		f.Severity = diag.Error
		f.Detail = fmt.Sprintf("In version 1 of the format, %s. The host comes up without a network.", e.Says())
	}
	return f
}

// handOn says how cloud-init would hand the option on.
func handOn(b *bond, s setting, e *effect.Event) *lint.Fix {
	word, known := option.Encode(option.Netplan, s.ID, s.Value)
	switch key := effect.RendererKey(s.Key, b.via); {
	case key != s.Key:
		return &lint.Fix{Message: fmt.Sprintf("write the key as %q", key)}
	case e.Cause.Has(kernel.WrongValue) && known:
		return &lint.Fix{Message: fmt.Sprintf("write %q", word)}
	}
	return &lint.Fix{Message: "write the network configuration in version 2, which goes to netplan as it is, or take the option out"}
}
