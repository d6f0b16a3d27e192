package rules

import (
	"fmt"
	"path"
	"slices"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var modprobeRename = lint.Rule{
	ID:       "modprobe-rename",
	Title:    "the driver is to be loaded under another name",
	Severity: diag.Error,
	Category: lint.Modprobe,
	Since:    "0.1",
	Dialects: []string{"modprobe"},
	Sources: []lint.Source{
		kmod("tools/modprobe.c", "cmdopts_s"),
		howto("section 3.3.1"),
	},
	Covers: []string{"K07"},
	Check:  checkModprobeRename,
}

func checkModprobeRename(p *lint.Pass) {
	if p.Host.Module == nil || slices.Contains([]string{"rhel-5", "rhel-6"}, release(p)) {
		return
	}
	for i := range p.Host.Module.Options {
		o := &p.Host.Module.Options[i]
		// modprobe.conf was read by the modprobe before kmod, which had -o.
		if o.Instance == "" || o.Span.File == nil || path.Base(o.Span.File.Path) == "modprobe.conf" {
			continue
		}
		p.Report(lint.Finding{
			Link:    p.Host.Link(o.Instance),
			Span:    o.Span,
			Message: fmt.Sprintf("\"-o %s\" cannot load the driver a second time as %q: modprobe of kmod has no such option", o.Instance, o.Instance),
			Detail:  fmt.Sprintf("The command fails, and %q does not come into being. The driver is loaded once and makes as many bonds as are asked for.", o.Instance),
			Fix:     &lint.Fix{Message: fmt.Sprintf("remove the line and describe %q in the files of what manages the network", o.Instance)},
		})
	}
}
