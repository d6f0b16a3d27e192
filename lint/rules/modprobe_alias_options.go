package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var modprobeAliasOptions = lint.Rule{
	ID:       "modprobe-alias-options",
	Title:    "options for an alias of the driver never apply",
	Severity: diag.Warning,
	Category: lint.Modprobe,
	Since:    "0.1",
	Dialects: []string{"modprobe"},
	Sources: []lint.Source{
		kmod("libkmod/libkmod-module.c", "kmod_module_get_options"),
		initscripts("network-functions", "is_available and install_bonding_driver"),
	},
	Covers: []string{"K03"},
	Check:  checkModprobeAliasOptions,
}

// driverName is the module; options for it always apply.
const driverName = "bonding"

func checkModprobeAliasOptions(p *lint.Pass) {
	m := p.Host.Module
	if m == nil {
		return
	}
	aliased := m.Aliased()
	for i := range m.Options {
		o := &m.Options[i]
		if o.For == driverName || o.Instance != "" {
			continue
		}
		l := p.Host.Link(o.For)
		switch {
		case !aliased(o.For) && !p.Host.Partial:
			p.Report(deadOptions(o, l, fmt.Sprintf("There is no \"alias %s %s\", so nothing ever loads the driver under that name.", o.For, driverName)))
		case l == nil || l.Bond == nil || p.Host.Dialect() != "ifcfg":
			// Nothing is known about who asks for the bond.
		case p.Via(l) != target.Initscripts:
			p.Report(deadOptions(o, l, fmt.Sprintf("%s creates %q over netlink or sysfs, and the driver is then loaded under its own name: options of the alias are not looked at.", applier(p.Via(l)), o.For)))
		case len(l.Bond.Settings) > 0:
			p.Report(deadOptions(o, l, fmt.Sprintf("The file of %q has BONDING_OPTS, and then the initscripts load the driver under its own name: options of the alias are not looked at.", o.For)))
		}
	}
}

func deadOptions(o *ir.ModuleOptions, l *ir.Link, why string) lint.Finding {
	return lint.Finding{
		Link:    l,
		Span:    o.Span,
		Message: fmt.Sprintf("the options for %q never apply", o.For),
		Detail:  why,
		Fix: &lint.Fix{
			Message: fmt.Sprintf("write them into BONDING_OPTS of %q", o.For),
			Effect:  "they apply",
			Changes: moveOptions(o, l),
		},
	}
}

// moveOptions moves the parameters of a line to the BONDING_OPTS that a bond
// has, as far as it does not say the same option already.
func moveOptions(o *ir.ModuleOptions, l *ir.Link) []ir.Change {
	if l == nil || l.Bond == nil || !l.Bond.SettingsSpan.Known() {
		return nil
	}
	changes := []ir.Change{{Kind: ir.DropKey, Span: o.Span}}
	for i := range o.Settings {
		s := &o.Settings[i]
		row := option.Get(s.ID)
		switch {
		case !s.Usable() || row.Scope != option.Bond:
			return nil
		case l.Bond.Setting(s.ID) == nil:
			changes = append(changes, ir.Change{Kind: ir.SetOption, Link: l.Name, Key: row.Kernel, Value: s.Value})
		}
	}
	return changes
}
