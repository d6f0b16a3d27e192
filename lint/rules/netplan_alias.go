package rules

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var netplanAlias = lint.Rule{
	ID:       "netplan-alias",
	Title:    "a parameter has another name in other versions of netplan",
	Severity: diag.Info,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/parse.c", "bond_params_handlers"),
		netplan("doc/netplan-yaml.md", "bonds: all-members-active, packets-per-member"),
	},
	Covers: []string{"J15"},
	Check:  checkNetplanAlias,
}

func checkNetplanAlias(p *lint.Pass) {
	if p.Host.Dialect() != "netplan" {
		return
	}
	for b := range bonds(p) {
		for s := range b.settings() {
			if s.via == target.Module {
				continue
			}
			cell := option.Spell(s.ID, option.Netplan)
			i := slices.IndexFunc(cell.Aliases, func(a option.Alias) bool { return a.Key == s.Key })
			switch {
			case i >= 0 && p.Target.Netplan.Before(cell.Since): // the right one there
			case i >= 0:
				p.Report(oldName(p, b, s, cell, cell.Aliases[i]))
			case s.Key == cell.Key && p.Target.Netplan.Before(cell.Since):
				p.Report(newName(p, b, s, cell))
			}
		}
	}
}

// oldName is about a name that newer versions still take. It is only worth a
// change where the target's netplan knows the newer one.
func oldName(p *lint.Pass, b *bond, s setting, cell *option.Spelling, a option.Alias) lint.Finding {
	f := lint.Finding{
		Link: b.Link, Span: s.KeySpan,
		Message: fmt.Sprintf("%q is an older name of %q", s.Key, cell.Key),
		Detail:  "netplan takes both. Write one of them in all files, so that they can be searched.",
	}
	if a.Status == option.Misspelt {
		f.Message = fmt.Sprintf("%q is a misspelling of %q that netplan still takes", s.Key, cell.Key)
	}
	switch {
	case cell.Since == "", p.Target.Netplan.Known():
		f.Fix = otherName(b, s, cell.Key)
	default:
		f.Detail += fmt.Sprintf(" The newer name needs netplan %s; until all hosts have that, the older one is right.", cell.Since)
	}
	return f
}

func newName(p *lint.Pass, b *bond, s setting, cell *option.Spelling) lint.Finding {
	f := lint.Finding{
		Severity: diag.Error, Link: b.Link, Span: s.KeySpan,
		Message: fmt.Sprintf("netplan %s does not know %q, which came with %s", p.Target.Netplan, s.Key, cell.Since),
		Detail:  refusedWhole,
	}
	if len(cell.Aliases) > 0 {
		f.Fix = otherName(b, s, cell.Aliases[0].Key)
	}
	return f
}

// otherName writes another of netplan's own names for the same parameter.
func otherName(b *bond, s setting, key string) *lint.Fix {
	fix := &lint.Fix{Message: fmt.Sprintf("write %q", key), Safe: true}
	if s.KeySpan.Text() == s.Key {
		fix.Changes = []ir.Change{{Kind: ir.Replace, Link: b.Name, Value: key, Span: s.KeySpan}}
	}
	return fix
}
