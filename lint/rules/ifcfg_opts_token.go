package rules

import (
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

func ifcfgOptsToken() lint.Rule {
	return lint.Rule{
		ID:       "ifcfg-opts-token",
		Title:    "a word of BONDING_OPTS is no option with a value",
		Severity: diag.Warning,
		Category: lint.Ifcfg,
		Since:    "0.1",
		Dialects: []string{"ifcfg"},
		Sources: []lint.Source{
			nmIfcfg("handle_bond_option and make_bond_setting"),
			initscripts("network-functions", "install_bonding_driver"),
		},
		Covers: []string{"I12"},
		Check:  checkIfcfgOptsToken,
	}
}

func checkIfcfgOptsToken(p *lint.Pass) {
	for s := range problems(p) {
		if s.Problem.Kind == option.NoValue {
			p.Report(looseWord(s))
		}
	}
}

func looseWord(s broken) lint.Finding {
	f := lint.Finding{
		Link:    s.link,
		Span:    s.KeySpan.To(s.Span),
		Message: s.Problem.Text,
		Detail:  "The initscripts write the word into a file of that name in /sys, which fails with a line in the boot log. Blanks around an equals sign make three words of one.",
		Fix:     &lint.Fix{Message: "write OPTION=VALUE without blanks, or remove the word"},
	}
	if s.via == target.NetworkManager {
		f.Detail = "NetworkManager skips the word. Blanks around an equals sign make three words of one."
	}
	return f
}
