package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var networkdOptionVersion = lint.Rule{
	ID:       "networkd-option-version",
	Title:    "an option is newer than the target's systemd",
	Severity: diag.Warning,
	Category: lint.Networkd,
	Since:    "0.1",
	Dialects: []string{"networkd"},
	Sources:  []lint.Source{networkd("netdev/netdev-gperf.gperf", "Bond, compared with v255")},
	Covers:   []string{"M11"},
	Check:    checkNetworkdOptionVersion,
}

func checkNetworkdOptionVersion(p *lint.Pass) {
	if p.Host.Dialect() != "networkd" || !p.Target.Systemd.Known() {
		return
	}
	for b := range bonds(p) {
		for i := range b.Bond.Settings {
			s := &b.Bond.Settings[i]
			cell := option.Spell(s.ID, option.Networkd)
			if !s.Usable() || !cell.Supported() || !p.Target.Systemd.Before(cell.Since) {
				continue
			}
			p.Report(lint.Finding{
				Link:    b.Link,
				Span:    whole(s),
				Message: fmt.Sprintf("systemd knows %q from %s on, and the target has %s", s.Key, cell.Since, p.Target.Systemd),
				Detail:  fmt.Sprintf("That version logs a warning, ignores the line and creates %q without it.", b.Name),
				Fix:     drop(b.Link, s, false),
			})
		}
	}
}
