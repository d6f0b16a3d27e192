package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var nmUnsupportedOption = lint.Rule{
	ID:       "nm-unsupported-option",
	Title:    "a profile has a bonding option that NetworkManager does not take",
	Severity: diag.Error,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"keyfile", "nmcli"},
	Sources: []lint.Source{
		nmBond("valid_options_lst"),
		networkManager("src/libnm-core-impl/nm-setting-bond-port.c", "queue-id and prio"),
	},
	Covers: []string{"L08"},
	Check:  checkNMUnsupportedOption,
}

func checkNMUnsupportedOption(p *lint.Pass) {
	if !inProfiles(p.Host) {
		return // option-unknown reports it
	}
	for s := range problems(p) {
		if s.Problem.Kind == option.UnknownOption || s.Problem.Kind == option.NotHere {
			p.Report(unsupported(p, s))
		}
	}
}

func unsupported(p *lint.Pass, s broken) lint.Finding {
	f := lint.Finding{
		Link:    s.link,
		Span:    s.KeySpan,
		Message: fmt.Sprintf("NetworkManager takes no option %q: %s", s.Key, s.Problem.Text),
		Detail:  fmt.Sprintf("It answers \"invalid option\" and refuses the whole profile: %q does not come up.", linkName(s)),
		Fix:     drop(s.link, s.Setting, false),
	}
	if text := s.Problem.Text; strings.HasPrefix(text, fmt.Sprintf("%q is ", s.Key)) {
		f.Message = text
	}
	near := ""
	if s.Problem.Kind == option.UnknownOption {
		near = option.Suggest(option.NM, s.Key)
	}
	if id, _ := option.Lookup(option.NM, near); id != option.Unknown && option.Spell(id, option.NM).Place == option.InBond {
		f.Fix = &lint.Fix{
			Message: fmt.Sprintf("write %q", near),
			Changes: []ir.Change{{Kind: ir.RenameOption, Link: s.link.Name, Key: option.Get(id).Kernel, Span: s.KeySpan}},
		}
	}
	return f
}
