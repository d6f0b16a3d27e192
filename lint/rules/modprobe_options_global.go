package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var modprobeOptionsGlobal = lint.Rule{
	ID:       "modprobe-options-global",
	Title:    "a bond takes options that modprobe gives to every bond",
	Severity: diag.Warning,
	Category: lint.Modprobe,
	Since:    "0.1",
	Dialects: []string{"netplan", "networkd", "keyfile", "ifupdown"},
	Sources: []lint.Source{
		driver("bond_main.c", "bond_setup"),
	},
	Covers: []string{"K04"},
	Check:  checkModprobeOptionsGlobal,
}

func checkModprobeOptionsGlobal(p *lint.Pass) {
	module := moduleBeside(p.Host)
	if module == nil {
		return
	}
	for b := range bonds(p) {
		if b.opaque {
			continue
		}
		defaults := module.DefaultsOf(b.Name, false)
		if names, at := takenOver(p, b, defaults); at != nil {
			p.Report(fromModule(b, names, at))
		}
	}
}

// takenOver returns the options whose values change with the parameters of the
// driver, and the first of these.
func takenOver(p *lint.Pass, b *bond, defaults []ir.Setting) ([]string, *ir.Setting) {
	if len(defaults) == 0 {
		return nil, nil
	}
	below := func(defaults []ir.Setting) effect.Outcome {
		bond, link := *b.Bond, *b.Link
		bond.Defaults, link.Bond = defaults, &bond
		return effect.Effective(p.Host, &link, p.Target)
	}
	alone, with := below(nil), below(defaults)
	if !alone.Created || !with.Created {
		return nil, nil
	}
	values := map[option.ID]string{}
	for _, v := range alone.Values {
		values[v.Option] = v.Value
	}
	var names []string
	var first *ir.Setting
	for _, v := range with.Values {
		at := lastSetting(defaults, v.Option)
		// What the bond's own files set is another rule's: networkd-zero-not-sent.
		if at == nil || v.Value == values[v.Option] || b.Bond.Setting(v.Option) != nil {
			continue
		}
		names = append(names, at.Key)
		if first == nil {
			first = at
		}
	}
	return names, first
}

func fromModule(b *bond, names []string, at *ir.Setting) lint.Finding {
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("modprobe gives %s to every bond, and %q takes it", list(names), b.Name),
		Detail:  fmt.Sprintf("The driver starts each new bond with the parameters it was loaded with. The files of %q leave that open, so what holds for it stands in a file that nobody looks into, and is lost where they are copied to a host without it, or where the driver was loaded before.", b.Name),
		Related: []diag.Related{{Message: "the bond is described here", Span: b.Span}},
		Fix:     &lint.Fix{Message: fmt.Sprintf("set the options that %q is to have in its own files, and remove them here", b.Name)},
	}
}
