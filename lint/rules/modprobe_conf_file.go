package rules

import (
	"fmt"
	"path"
	"slices"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

var modprobeConfFile = lint.Rule{
	ID:       "modprobe-conf-file",
	Title:    "the host's modprobe does not read modprobe.conf",
	Severity: diag.Error,
	Category: lint.Modprobe,
	Since:    "0.1",
	Dialects: []string{"ifcfg", "modprobe"},
	Sources: []lint.Source{
		kmod("libkmod/libkmod-config.c", "default_config_paths in libkmod.c, and kmod_config_new"),
		kmod("man/modprobe.d.5.scd", "DESCRIPTION"),
	},
	Covers: []string{"K01"},
	Check:  checkModprobeConfFile,
}

// checkModprobeConfFile asks for a release: RHEL 5 and 6 have the modprobe of
// before kmod, which reads the file.
func checkModprobeConfFile(p *lint.Pass) {
	if r := release(p); p.Host.Module == nil || r == "" || slices.Contains([]string{"rhel-5", "rhel-6"}, r) {
		return
	}
	var told []*source.File
	report := func(at source.Span) {
		if at.File == nil || slices.Contains(told, at.File) || !slices.Contains([]string{"modprobe.conf", "modules.conf"}, path.Base(at.File.Path)) {
			return
		}
		told = append(told, at.File)
		p.Report(lint.Finding{
			Span:    at,
			Message: fmt.Sprintf("modprobe of %s does not read %s", release(p), path.Base(at.File.Path)),
			Detail:  "kmod reads files named *.conf in /etc/modprobe.d and its like, and nothing else. What this file says about the bonding driver has no effect: the driver loads with its defaults, mode balance-rr and no link monitor.",
			Fix:     &lint.Fix{Message: "move the lines to /etc/modprobe.d/bonding.conf, or better to BONDING_OPTS of each bond"},
		})
	}
	for i := range p.Host.Module.Options {
		report(p.Host.Module.Options[i].Span)
	}
	for i := range p.Host.Module.Aliases {
		report(p.Host.Module.Aliases[i].Span)
	}
}
