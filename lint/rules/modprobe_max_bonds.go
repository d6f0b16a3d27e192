package rules

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var modprobeMaxBonds = lint.Rule{
	ID:       "modprobe-max-bonds",
	Title:    "the driver makes a bond while it loads, and networkd then leaves its options alone",
	Severity: diag.Warning,
	Category: lint.Modprobe,
	Since:    "0.1",
	Dialects: []string{"netplan", "networkd"},
	Sources: []lint.Source{
		systemd("modprobe.d/systemd.conf", "max_bonds=0"),
		networkd("netdev/netdev.c", "netdev_load_one, on a link that exists"),
		howto("section 2, Bonding Driver Options"),
	},
	Covers: []string{"K05"},
	Check:  checkModprobeMaxBonds,
}

func checkModprobeMaxBonds(p *lint.Pass) {
	module := moduleBeside(p.Host)
	if module == nil {
		return
	}
	at := maxBonds(module)
	if at == nil {
		return
	}
	n, err := strconv.Atoi(at.Value)
	for b := range bonds(p) {
		if err != nil || b.via != target.NetworkdVia || !madeAtLoad(b.Name, n) {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q makes the driver bring %q into being while it loads, before networkd does", at.Key, b.Name),
			Detail:  fmt.Sprintf("The driver gives it the mode balance-rr, or what modprobe files say. networkd finds %q there and uses it without changing its mode or options: what its own files say about them has no effect until the bond is deleted.", b.Name),
			Related: []diag.Related{{Message: "the bond is described here", Span: b.Span}},
			Fix:     &lint.Fix{Message: fmt.Sprintf("set %q to 0", at.Key)},
		})
		return
	}
}

// maxBonds is the setting that counts of how many bonds the driver makes, nil
// where none is written: systemd ships 0 then.
func maxBonds(m *ir.Module) *ir.Setting {
	var last *ir.Setting
	for i := range m.Options {
		for j := range m.Options[i].Settings {
			if s := &m.Options[i].Settings[j]; s.ID == option.MaxBonds && s.Usable() {
				last = s
			}
		}
	}
	return last
}

// madeAtLoad reports whether a bond is among the first n: bond0 and so on.
func madeAtLoad(name string, n int) bool {
	for i := range min(n, 1000) {
		if name == "bond"+strconv.Itoa(i) {
			return true
		}
	}
	return false
}
