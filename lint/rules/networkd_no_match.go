package rules

import (
	"path"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var networkdNoMatch = lint.Rule{
	ID:       "networkd-no-match",
	Title:    "a .network file does not say what it is for",
	Severity: diag.Error,
	Category: lint.Networkd,
	Since:    "0.1",
	Dialects: []string{"networkd"},
	Sources:  []lint.Source{networkd("networkd-network.c", "network_verify")},
	Covers:   []string{"M08"},
	Check:    checkNetworkdNoMatch,
}

func checkNetworkdNoMatch(p *lint.Pass) {
	for _, f := range p.Host.Files {
		if path.Ext(f.Path) != ".network" {
			continue
		}
		own := slices.DeleteFunc(slices.Clone(p.Host.Entries), func(e *ir.Entry) bool { return e.File != f || e.Dialect != "networkd" })
		ignored := func(e *ir.Entry) bool { return e.UsedBy == "ignored" || e.Reason != "" && e.Link == "" }
		if len(own) > 0 && !slices.ContainsFunc(own, func(e *ir.Entry) bool { return !ignored(e) || (e.Section == "Match" && e.Value != "") }) {
			p.Report(lint.Finding{
				Span:    own[0].Span,
				Message: "networkd ignores this file: it does not say in [Match] which links it is for",
				Detail:  "networkd logs a warning and goes on without the file: no link gets the addresses, routes or ports that stand in it. Drop-ins of the file that hold a [Match] would count; there are none.",
				Fix:     &lint.Fix{Message: "add a section [Match] with Name=, or Name=* for all links"},
			})
		}
	}
}
