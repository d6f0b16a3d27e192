package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	model "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var optionRange = lint.Rule{
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
	Covers: []string{"A24", "B07", "B08", "B09", "B15", "B18", "C03", "C06", "C12", "J10", "K09", "K10"},
	Check:  checkOptionRange,
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
		Fix:     fixWord(p, s),
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
	default:
		f.Detail = fateOfBad(p, s)
	}
	return f
}

// fateOfBad says what becomes of a bad value, which for parameters of the
// driver depends on the option.
func fateOfBad(p *lint.Pass, s broken) string {
	e := eventOf(p, s)
	if e == nil {
		return answer("EINVAL", s.via, linkName(s))
	}
	row := option.Get(s.ID)
	switch e.Kind {
	case model.LoadFailed:
		return "The driver does not load at all: there is no bond."
	case model.Reset:
		return fmt.Sprintf("The driver writes a line to the kernel log, and %q is %s.", row.Kernel, e.Result)
	case model.NotSent:
		return fmt.Sprintf("It is left out by %s, and the rest of %q is as if it were not written.", e.By, linkName(s))
	case model.Ignored:
		if e.Cause.Has(model.WrongMode) {
			return "The driver does not even look at the parameter in this mode: it writes a line to the kernel log, and nobody notices that the value is bad."
		}
		if row.Kind == option.IPv4List {
			return "The driver writes a line to the kernel log and switches ARP monitoring off: the bond has no link monitor."
		}
		return "The driver ignores the parameter."
	case model.Refused:
		if e.By == effect.ByNetplan {
			return "netplan refuses all of its files for that: none of the host's network is configured."
		}
		return answer(string(e.Errno), s.via, linkName(s))
	}
	return answer("EINVAL", s.via, linkName(s))
}
