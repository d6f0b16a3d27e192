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

var optionUnknown = lint.Rule{
	ID:       "option-unknown",
	Title:    "an option is not known to who applies the files",
	Severity: diag.Error,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		kernelTree("kernel/module/main.c", "unknown_module_param_cb"),
		initscripts("network-functions", "install_bonding_driver"),
		nmBond("valid_options_lst"),
		nmIfcfg("handle_bond_option"),
		networkd("netdev/netdev-gperf.gperf", "Bond"),
		ifupdown2("ifupdown2/addons/bond.py", "_bond_attr_set_list"),
	},
	Covers: []string{"A12", "A23", "K08", "M10", "N04"},
	Check:  checkOptionUnknown,
}

func checkOptionUnknown(p *lint.Pass) {
	if inProfiles(p.Host) {
		return // nm-unsupported-option reports it
	}
	for s := range problems(p) {
		if s.Problem.Kind == option.UnknownOption || s.Problem.Kind == option.NotHere {
			p.Report(unknownOption(p, s))
		}
	}
}

func unknownOption(p *lint.Pass, s broken) lint.Finding {
	f := lint.Finding{
		Link:    s.link,
		Span:    s.KeySpan,
		Message: fmt.Sprintf("%q is no bonding option here", s.Key),
	}
	switch text := s.Problem.Text; {
	case strings.HasPrefix(text, fmt.Sprintf("%q is no ", s.Key)):
		f.Message = text // the reader says it in full
	case text != "":
		f.Message += ": " + text
	}
	if !f.Span.Known() {
		f.Span = s.Span
	}
	f.Fix = rename(p, s)
	switch {
	case s.via == target.Module:
		f.Severity = diag.Warning
		f.Detail = "The kernel writes a line to its log, ignores the parameter and loads the driver without it."
	case s.via == target.NetworkManager && p.Host.Dialect() == "ifcfg":
		f.Severity = diag.Warning
		f.Detail = "NetworkManager logs a warning and drops the option."
	case p.Host.Dialect() == "networkd":
		f.Severity = diag.Warning
		f.Detail = "networkd logs a warning and ignores the line: the bond is created without it."
	case p.Host.Dialect() == "ifupdown":
		f.Detail = unreadStanza(s)
	default:
		f.Detail = refusal(s.via, linkName(s))
	}
	return f
}

// unreadStanza says what follows from a line that ifenslave or ifupdown2 has no
// key for, and who would read it.
func unreadStanza(s broken) string {
	detail := applier(s.via) + " does not read the line: the bond is made without it."
	other := option.Ifupdown2
	if s.via == target.Ifupdown2 {
		other = option.Ifupdown
	}
	if id, _ := option.Lookup(other, strings.ReplaceAll(s.Key, "_", "-")); id == option.Unknown {
		return detail
	}
	if other == option.Ifupdown {
		return detail + " The script of ifenslave would."
	}
	return detail + " On hosts with ifupdown2 (Proxmox VE, Cumulus Linux) it counts: there say --via ifupdown2."
}

// rename proposes the key that was probably meant: what the dialect calls the
// option, or the key that is most like the one written.
func rename(p *lint.Pass, s broken) *lint.Fix {
	d := s.spelled(p)
	id, exact := meant(d, s.Setting)
	if !exact && s.link != nil && s.link.Bond != nil && s.link.Bond.Setting(id) != nil {
		return nil // the bond has that one already
	}
	cell := option.Spell(id, d)
	if option.Get(id) == nil || !cell.Supported() || cell.Key == s.Key || cell.Place == option.InPort {
		return nil
	}
	return &lint.Fix{
		Message: fmt.Sprintf("write %q", cell.Key),
		Changes: []ir.Change{{Kind: ir.RenameOption, Link: linkName(s), Key: option.Get(id).Kernel, Span: s.KeySpan}},
	}
}

// meant is the option that a setting with an unknown key was probably meant for,
// Unknown for none. Not exact is a key that is only like the option's.
func meant(d option.Dialect, s *ir.Setting) (id option.ID, exact bool) {
	if s.ID != option.Unknown {
		return s.ID, true
	}
	if id := option.LookupKernel(s.Key); id != option.Unknown {
		return id, true
	}
	id, _ = option.Lookup(d, option.Suggest(d, s.Key))
	return id, false
}

// misspelt returns the setting of a bond whose key was probably meant for an
// option, nil for none: it is to be corrected before anything is said of the
// option.
func misspelt(p *lint.Pass, l *ir.Link, via target.Via, id option.ID) *ir.Setting {
	for i := range l.Bond.Settings {
		s := &l.Bond.Settings[i]
		if s.Problem.Kind != option.UnknownOption {
			continue
		}
		if own, _ := meant(spelled(p, via), s); own == id {
			return s
		}
	}
	return nil
}

func linkName(s broken) string {
	if s.link == nil {
		return ""
	}
	return s.link.Name
}
