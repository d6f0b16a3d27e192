package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

func optionRange() lint.Rule {
	return lint.Rule{
		ID:       "option-range",
		Title:    "an option has a value that it cannot have",
		Severity: diag.Error,
		Category: lint.Settings,
		Since:    "0.1",
		Sources: []lint.Source{
			driver("bond_options.c", "bond_opt_parse and the tables of values"),
			driver("bond_main.c", "bond_check_params"),
			nmBond("validate_int and verify"),
		},
		Covers: []string{"A24", "B07", "B08", "B09", "B15", "B18", "C03", "C06", "C12", "J10", "K09"},
		Check:  checkOptionRange,
	}
}

func checkOptionRange(p *lint.Pass) {
	for s := range problems(p) {
		if s.ID == option.Unknown || s.ID == option.ModeOpt {
			continue
		}
		switch s.Problem.Kind {
		case option.UnknownOption, option.NotHere, option.NoValue:
			continue
		}
		if !plusList(p, s) {
			p.Report(badValue(p, s))
		}
	}
}

func badValue(p *lint.Pass, s broken) lint.Finding {
	f := lint.Finding{
		Link:    s.link,
		Span:    s.Span,
		Message: fmt.Sprintf("the value of %q cannot be used: %s", s.Key, s.Problem.Text),
		Fix:     fixWord(s),
	}
	switch {
	case s.Problem.Kind == option.NumberRefused && p.Host.Dialect() == "netplan":
		f.Detail = "netplan refuses the file, or hands the number on to networkd, which wants the word and ignores the line."
	case s.Problem.Kind == option.NumberRefused:
		f.Detail = "Only the kernel knows the numbers; here the setting is lost."
	case s.Problem.Kind == option.BadUnit:
		f.Detail = "The kernel counts in whole units; what does not fit is lost or refused."
	case p.Host.Dialect() == "networkd" && s.Problem.Kind == option.BadAddress:
		f.Detail = "networkd skips the word with a line in its log, and probes the other targets of the list. Without any of them the bond has no link monitor."
	case s.via == target.Module && s.Problem.Kind == option.BadAddress && s.ID == option.ARPIPTarget:
		f.Detail = "The driver writes a line to the kernel log and switches ARP monitoring off: the bond has no link monitor."
	case s.via == target.Module && s.Problem.Kind == option.BadList:
		f.Detail = "The driver does not load at all: there is no bond."
	case s.via == target.Module:
		f.Detail = "The driver sets some parameters to their default then, with a line in the kernel log; for others it does not load at all, and there is no bond."
	default:
		f.Detail = answer("EINVAL", s.via, linkName(s))
	}
	return f
}
