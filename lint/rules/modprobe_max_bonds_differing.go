package rules

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var modprobeMaxBondsDiffering = lint.Rule{
	ID:       "modprobe-max-bonds-differing",
	Title:    "the driver makes several bonds, which are to have different options",
	Severity: diag.Error,
	Category: lint.Modprobe,
	Since:    "0.1",
	Dialects: []string{"modprobe", "ifcfg"},
	Sources: []lint.Source{
		howto("section 3.3.1"),
		driver("bond_main.c", "bonding_init"),
	},
	Covers: []string{"K06"},
	Check:  checkModprobeMaxBondsDiffering,
}

func checkModprobeMaxBondsDiffering(p *lint.Pass) {
	m := p.Host.Module
	if m == nil {
		return
	}
	at := maxBonds(m)
	if at == nil {
		return
	}
	n, err := strconv.Atoi(at.Value)
	if err != nil || n < 2 {
		return
	}
	first, second := differing(p.Host, m, n)
	if second == nil {
		return
	}
	p.Report(lint.Finding{
		Link:    p.Host.Link(second.For),
		Span:    whole(at),
		Message: fmt.Sprintf("%q makes %d bonds at once, and all have the same options: those of %q or of %q, not both", at.Key, n, first.For, second.For),
		Detail:  "The driver is loaded once, with one set of parameters, and gives it to every bond that it makes. Which one that is depends on the name under which it is asked for first; the options of the other bond are never read.",
		Related: []diag.Related{
			{Message: fmt.Sprintf("options of %q", first.For), Span: first.Span},
			{Message: fmt.Sprintf("options of %q", second.For), Span: second.Span},
		},
		Fix: &lint.Fix{Message: "give each bond its options in the files of what manages the network (BONDING_OPTS), which sets them bond by bond"},
	})
}

// differing returns options lines for two bonds that the driver makes at load
// and that disagree. Bonds with options of their own elsewhere do not count:
// these are set after the bond is made.
func differing(h *ir.Host, m *ir.Module, n int) (*ir.ModuleOptions, *ir.ModuleOptions) {
	var first *ir.ModuleOptions
	for i := range m.Options {
		o := &m.Options[i]
		if o.Instance != "" || !madeAtLoad(o.For, n) || hasOwnOptions(h, o.For) {
			continue
		}
		switch {
		case first == nil:
			first = o
		case first.For != o.For && disagree(first.Settings, o.Settings):
			return first, o
		}
	}
	return nil, nil
}

func hasOwnOptions(h *ir.Host, name string) bool {
	l := h.Link(name)
	return l != nil && l.Bond != nil && len(l.Bond.Settings) > 0
}

// disagree reports whether two lists of parameters lead to different bonds.
func disagree(a, b []ir.Setting) bool {
	return lacks(a, b) || lacks(b, a)
}

// lacks reports whether a parameter in a is missing or another in b. How many
// bonds there are is no matter of a single one.
func lacks(a, b []ir.Setting) bool {
	for i := range a {
		row := option.Get(a[i].ID)
		if !a[i].Usable() || row == nil || row.Scope == option.ModuleOnly {
			continue
		}
		other := lastSetting(b, a[i].ID)
		if other == nil || !option.Same(a[i].ID, a[i].Value, other.Value) {
			return true
		}
	}
	return false
}
