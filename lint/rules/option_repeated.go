package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var optionRepeated = lint.Rule{
	ID:       "option-repeated",
	Title:    "an option is written twice",
	Severity: diag.Warning,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		initscripts("network-functions", "install_bonding_driver"),
		nmBond("nm_setting_bond_add_option"),
		kmod("man/modprobe.d.5.scd", "options"),
		systemd("src/network/networkd-setlink.c", "link_configure_fill_message"),
	},
	Covers: []string{"A25"},
	Check:  checkOptionRepeated,
}

func checkOptionRepeated(p *lint.Pass) {
	for b := range bonds(p) {
		reportRepeats(p, b.Link, b.Bond.Settings, b.via)
		for i := range b.Bond.Ports {
			reportRepeats(p, b.Link, b.Bond.Ports[i].Settings, b.via)
		}
	}
	if p.Host.Module == nil {
		return
	}
	for i := range p.Host.Module.Options {
		reportRepeats(p, nil, p.Host.Module.Options[i].Settings, target.Module)
	}
}

// reportRepeats looks at settings that one writer hands over. A later file may
// replace what an earlier one says: that is how netplan's files are meant.
func reportRepeats(p *lint.Pass, l *ir.Link, settings []ir.Setting, via target.Via) {
	last := map[option.ID]*ir.Setting{}
	for i := range settings {
		s := &settings[i]
		if s.ID == option.Unknown || s.ID == option.QueueID {
			continue
		}
		before := last[s.ID]
		last[s.ID] = s
		switch {
		case before == nil:
		case marksPort(before, via) && marksPort(s, via):
			p.Report(markedAgain(l, before, s))
		case before.Span.File == s.Span.File && !gathers(s, via):
			p.Report(repeated(l, before, s))
		}
	}
}

// marksPort reports whether a setting stands with the port that it names.
func marksPort(s *ir.Setting, via target.Via) bool {
	return via == target.NetworkdVia && s.Usable() && option.Spell(s.ID, option.Networkd).Place == option.MarksPort
}

// markedAgain is about two ports that are each told to be the one: no file
// replaces another here.
func markedAgain(l *ir.Link, before, s *ir.Setting) lint.Finding {
	f := repeated(l, before, s)
	f.Message = fmt.Sprintf("%q stands with %q and with %q, and %q has one %s", s.Key, before.Value, s.Value, nameOf(l), option.Get(s.ID).Kernel)
	f.Detail = fmt.Sprintf("networkd says it of each port when it attaches it, and the last one counts: that may be %q after one boot and %q after another.", s.Value, before.Value)
	f.Related[0].Message = "the other port"
	f.Fix.Message = "keep one of the two"
	return f
}

// gathers reports whether a list grows each time it is written: where it says
// so, and always under initscripts, which add every entry by itself.
// NetworkManager knows neither (facts/dialects.md 3.1).
func gathers(s *ir.Setting, via target.Via) bool {
	row := option.Get(s.ID)
	if row == nil || (row.Kind != option.IPv4List && row.Kind != option.IPv6List) {
		return false
	}
	return via != target.NetworkManager && (s.Adds || via == target.Initscripts)
}

func repeated(l *ir.Link, before, s *ir.Setting) lint.Finding {
	return lint.Finding{
		Link:    l,
		Span:    whole(s),
		Message: fmt.Sprintf("%q is written twice, and this one counts", s.Key),
		Detail:  fmt.Sprintf("The last one wins: %q, and not %q.", s.Raw, before.Raw),
		Related: []diag.Related{{Message: "the first time", Span: whole(before)}},
		Fix:     keepLast(l, before, s),
	}
}

// nameOf is the name of a link, "" for none.
func nameOf(l *ir.Link) string {
	if l == nil {
		return ""
	}
	return l.Name
}

// keepLast removes the first of two settings, which does not count, and puts
// what a list loses by that into the second.
func keepLast(l *ir.Link, before, s *ir.Setting) *lint.Fix {
	fix := &lint.Fix{
		Message: "remove one of the two",
		Changes: []ir.Change{{Kind: ir.DropOption, Link: nameOf(l), Key: before.Key, Span: whole(before)}},
	}
	if row := option.Get(s.ID); row != nil && (row.Kind == option.IPv4List || row.Kind == option.IPv6List) && before.Usable() && s.Usable() {
		fix.Message, fix.Effect = "write both as one list", "both count"
		fix.Changes = append(fix.Changes, ir.Change{
			Kind: ir.SetOption, Link: nameOf(l), Key: row.Kernel, Value: before.Value + "," + s.Value, Span: whole(s),
		})
	}
	return fix
}
