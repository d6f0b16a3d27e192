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

var modeUnknown = lint.Rule{
	ID:       "mode-unknown",
	Title:    "the mode is not one that bonds have",
	Severity: diag.Error,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_mode_tbl and bond_opt_parse"),
		driver("bond_main.c", "bond_check_params"),
		nmBond("verify"),
		netplan("src/parse.c", "handle_bond_mode"),
	},
	Covers: []string{"A01", "J08", "K09"},
	Check:  checkModeUnknown,
}

func checkModeUnknown(p *lint.Pass) {
	for s := range problems(p) {
		if s.ID == option.ModeOpt && s.Problem.Kind != option.NoValue {
			p.Report(unknownMode(p, s))
		}
	}
}

func unknownMode(p *lint.Pass, s broken) lint.Finding {
	row := option.Get(option.ModeOpt)
	var words []string
	for _, v := range row.Values {
		words = append(words, v.Word)
	}
	f := lint.Finding{
		Link:    s.link,
		Span:    s.Span,
		Message: fmt.Sprintf("%q is not a mode; the modes are %s", s.Raw, list(words)),
		Fix:     fixWord(p, s),
	}
	if s.Problem.Kind == option.NumberRefused {
		f.Message = fmt.Sprintf("the mode is written as a number: %s", s.Problem.Text)
	}
	switch {
	case p.Host.Dialect() == "netplan":
		f.Detail = "netplan refuses all of its files for that: none of the host's network is configured."
	case s.via == target.Module:
		f.Detail = "The driver does not load at all: there is no bond."
	case s.via == target.Ifupdown2:
		f.Detail = fmt.Sprintf("ifupdown2 logs a warning and ignores the line: %q is made in mode %q, which needs a static group on the switch.", linkName(s), option.BalanceRR)
	case s.via == target.Initscripts, s.via == target.Sysfs, s.via == target.Ifupdown:
		f.Detail = fmt.Sprintf("The kernel answers with EINVAL. Only this write is lost: %q stays in mode %q, which needs a static group on the switch, and takes the other options as far as they fit.", linkName(s), option.BalanceRR)
	default:
		f.Detail = answer("EINVAL", s.via, linkName(s))
	}
	return f
}

// fixWord proposes the word that was meant where a value names it in another
// case, with other dashes, or by a number that cannot stand here.
func fixWord(p *lint.Pass, s broken) *lint.Fix {
	row := option.Get(s.ID)
	if row == nil {
		return nil
	}
	word := s.Value
	if s.Problem.Kind != option.NumberRefused {
		word = ""
		for _, v := range row.Values {
			if folded(v.Word) == folded(s.Raw) {
				word = v.Word
			}
		}
	}
	word, ok := option.Encode(s.spelled(p), s.ID, word)
	if !ok {
		return nil
	}
	fix := &lint.Fix{Message: fmt.Sprintf("write %q", word), Safe: true}
	if s.Span.Text() == s.Raw {
		fix.Changes = []ir.Change{{Kind: ir.Replace, Link: linkName(s), Key: row.Kernel, Value: word, Span: s.Span}}
	}
	return fix
}

func folded(word string) string {
	return strings.ReplaceAll(strings.ToLower(strings.Trim(word, `"'`)), "_", "-")
}
