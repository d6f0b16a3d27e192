package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgArpTargetPlus = lint.Rule{
	ID:       "ifcfg-arp-target-plus",
	Title:    "a plus sign stands before a list of ARP targets",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("network-functions", "install_bonding_driver"),
		driver("bond_options.c", "bond_option_arp_ip_targets_set"),
		howto("section 3.2"),
	},
	Covers: []string{"I13"},
	Check:  checkIfcfgArpTargetPlus,
}

func checkIfcfgArpTargetPlus(p *lint.Pass) {
	for s := range problems(p) {
		if plusList(p, s) {
			p.Report(signedList(s))
		}
	}
}

// plusList reports whether a setting is a list of addresses behind one plus
// sign, which initscripts write in one go. To NetworkManager the sign is nothing.
func plusList(p *lint.Pass, s broken) bool {
	row := option.Get(s.ID)
	return s.Problem.Kind == option.BadList && row != nil && row.Kind == option.IPv4List && strings.HasPrefix(s.Raw, "+") &&
		p.Host.Dialect() == "ifcfg" && s.via == target.Initscripts
}

func signedList(s broken) lint.Finding {
	targets := strings.FieldsFunc(s.Raw, func(c rune) bool { return c == ',' || c == '+' })
	words := make([]string, len(targets))
	for i, t := range targets {
		words[i] = s.Key + "=+" + t
	}
	text := strings.Join(words, " ")
	return lint.Finding{
		Link:    s.link,
		Span:    whole(s.Setting),
		Message: fmt.Sprintf("%q holds several targets behind one plus sign", s.Key+"="+s.Raw),
		Detail:  "The initscripts write a value with a plus sign as it is, and the kernel takes one address at a time: only the first target is probed, or none. With one target the bond takes a silent neighbour for a dead link.",
		Fix: &lint.Fix{
			Message: "write " + text,
			Safe:    true,
			Changes: []ir.Change{{Kind: ir.Replace, Link: s.link.Name, Key: s.Key, Value: text, Span: whole(s.Setting)}},
		},
	}
}
