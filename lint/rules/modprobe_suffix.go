package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

var modprobeSuffix = lint.Rule{
	ID:       "modprobe-suffix",
	Title:    "modprobe passes over a file whose name does not end in .conf",
	Severity: diag.Error,
	Category: lint.Modprobe,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		kmod("libkmod/libkmod-config.c", "conf_files_filter_out"),
	},
	Covers: []string{"K02"},
	Check:  checkModprobeSuffix,
}

// checkModprobeSuffix is silent about RHEL 5 and 6, whose modprobe reads such
// files.
func checkModprobeSuffix(p *lint.Pass) {
	known := release(p)
	if slices.Contains([]string{"rhel-5", "rhel-6"}, known) {
		return
	}
	severity := diag.Error
	if known == "" {
		severity = diag.Warning
	}
	var told []*source.File
	for _, e := range p.Host.Entries {
		if e.Dialect != "modprobe" || e.File == nil || path.Ext(e.File.Path) == ".conf" || slices.Contains(told, e.File) || !aboutBonding(e) {
			continue
		}
		told = append(told, e.File)
		base := path.Base(e.File.Path)
		p.Report(lint.Finding{
			Severity: severity,
			Span:     e.Span,
			Message:  fmt.Sprintf("modprobe does not read %q: its name does not end in .conf", base),
			Detail:   "What the file says about the bonding driver has no effect: the driver loads with its defaults, mode balance-rr and no link monitor, and what BONDING_OPTS says on top. The modprobe of RHEL 6 and before read such files, with a warning; --env says which release the host runs.",
			Fix:      &lint.Fix{Message: fmt.Sprintf("rename it to %s.conf if it is meant to count, else remove it", base)},
		})
	}
}

// aboutBonding reports whether a line of modprobe's names the driver.
func aboutBonding(e *ir.Entry) bool { return strings.Contains(e.Raw+e.Value, "bonding") }
