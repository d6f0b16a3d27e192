package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var primaryNotPort = lint.Rule{
	ID:       "primary-not-port",
	Title:    "the primary is not a port of the bond",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_option_primary_set"),
		netplan("src/parse.c", "handle_bond_primary_member"),
	},
	Covers: []string{"D12"},
	Check:  checkPrimaryNotPort,
}

func checkPrimaryNotPort(p *lint.Pass) {
	if p.Absent() {
		return
	}
	for b := range bondsIn(p, option.HasPrimary) {
		value, at, known := b.value(option.Primary)
		if !known || at == nil || value == "" || len(b.Bond.Ports) == 0 {
			continue
		}
		for s, e := range b.fates(p) {
			if s.Setting == at && e.Cause.Has(model.NoSuchPort) {
				p.Report(foreignPrimary(p, b, at, value))
				break
			}
		}
	}
}

func foreignPrimary(p *lint.Pass, b *bond, at *ir.Setting, primary string) lint.Finding {
	var ports []string
	for _, port := range b.Bond.Ports {
		ports = append(ports, port.Name)
	}
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("the primary %q is not a port of %q, which has %s", primary, b.Name, list(ports)),
		Detail:  fmt.Sprintf("The kernel keeps the name and waits for a port that is called so. Until then %q has no primary: it stays on whichever port came up first, and does not go back after a failure.", b.Name),
		Fix:     &lint.Fix{Message: "name one of the ports, or remove the primary", Changes: drop(b.Link, at, false).Changes},
	}
	switch {
	case p.Host.Dialect() == "netplan":
		f.Severity = diag.Error
		f.Detail = "netplan wants a port of the same bond here, and refuses all of its files otherwise: none of the host's network is configured."
	case b.writer(at) == target.Netlink:
		f.Severity = diag.Error
		f.Detail = fmt.Sprintf("Over netlink the primary is the number of an existing link: \"ip link\" refuses a name that it cannot find, and there will be no %q.", b.Name)
	}
	return f
}
