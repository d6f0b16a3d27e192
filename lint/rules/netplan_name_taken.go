package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var netplanNameTaken = lint.Rule{
	ID:       "netplan-name-taken",
	Title:    "two definitions end in one name",
	Severity: diag.Error,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		kernelTree("net/core/dev.c", "dev_change_name: EEXIST"),
		netplan("src/parse.c", "handle_netdef_id: ids are compared, names are not"),
	},
	Check: checkNetplanNameTaken,
}

func checkNetplanNameTaken(p *lint.Pass) {
	for _, l := range p.Host.Links {
		other := p.Host.Link(l.Name)
		if other == l {
			continue
		}
		f := lint.Finding{
			Link: l, Span: l.Span,
			Message: fmt.Sprintf("this definition gives a device the name %q, and another one does too", l.Name),
			Detail:  "netplan compares ids only, and takes both (seen with 0.106 and 1.1.2). The kernel gives a name once: the device that comes second keeps its own, and stays without its configuration, or gets that of the other. On a file for several machines, of which each has one of the devices, say so in an ignore comment.",
			Related: []diag.Related{{Message: "the other one", Span: other.Span}},
			Fix:     &lint.Fix{Message: "give one of them another \"set-name\""},
		}
		if l.Match.Rename.Span.Known() {
			f.Span = l.Match.Rename.Span
		}
		p.Report(f)
	}
}
