package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var networkdKeepmaster = lint.Rule{
	ID:       "networkd-keepmaster",
	Title:    "a port is kept from its bond by KeepMaster",
	Severity: diag.Warning,
	Category: lint.Networkd,
	Since:    "0.1",
	Dialects: []string{"networkd"},
	Sources:  []lint.Source{networkd("networkd-network.c", "network_verify")},
	Covers:   []string{"M06"},
	Check:    checkNetworkdKeepmaster,
}

func checkNetworkdKeepmaster(p *lint.Pass) {
	for _, e := range p.Host.Entries {
		if e.Dialect != "networkd" || e.Key != "KeepMaster" || e.Section != "Network" {
			continue
		}
		owner := keptFrom(p.Host, e.Link)
		on, problem := option.DecodeFlag(e.Value)
		if owner == "" || !on || problem.Kind != option.NoProblem {
			continue
		}
		p.Report(lint.Finding{
			Link:    p.Host.Link(e.Link),
			Span:    e.Span,
			Message: fmt.Sprintf("with KeepMaster=%s networkd ignores the line that makes %q a port of %q", e.Value, e.Link, owner),
			Detail:  "networkd leaves the link to whatever it belongs to already and attaches it to nothing: unless something else does, it carries no traffic of the bond.",
			Fix: &lint.Fix{
				Message: "remove KeepMaster, or the line that names the bond",
				Changes: []ir.Change{{Kind: ir.DropKey, Link: e.Link, Span: e.Span}},
			},
		})
	}
}

// keptFrom returns the bond or bridge that a link's file names in vain.
func keptFrom(h *ir.Host, link string) string {
	for _, e := range h.Entries {
		if e.Link == link && e.UsedBy == "kept" {
			return e.Value
		}
	}
	return ""
}
