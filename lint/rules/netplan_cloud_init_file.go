package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

var netplanCloudInitFile = lint.Rule{
	ID:       "netplan-cloud-init-file",
	Title:    "the bond stands in a file that cloud-init writes",
	Severity: diag.Info,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		cloudInit("cloudinit/distros/debian.py", "NETWORK_FILE_HEADER"),
		virtualBoxTest(),
	},
	Covers: []string{"J02"},
	Check:  checkNetplanCloudInitFile,
}

func checkNetplanCloudInitFile(p *lint.Pass) {
	for b := range bonds(p) {
		f := b.Span.File
		if f == nil || !ofCloudInit(f) {
			continue
		}
		p.Report(lint.Finding{
			Link: b.Link, Span: b.Span,
			Message: fmt.Sprintf("%q is defined in %q, which belongs to cloud-init", b.Name, f.Path),
			Detail:  fmt.Sprintf("cloud-init writes the file anew from what its datasource says, at the first boot of an instance and where it is told to at every boot. What was edited by hand is lost then, and %q with it. If the datasource itself describes the bond, change it there.", b.Name),
			Fix:     &lint.Fix{Message: "move the bond to a file of its own, and write \"network: {config: disabled}\" to /etc/cloud/cloud.cfg.d/99-disable-network-config.cfg"},
		})
	}
}

// ofCloudInit goes by the name that cloud-init gives the file, and by the
// comment that it starts with.
func ofCloudInit(f *source.File) bool {
	if path.Base(f.Path) == "50-cloud-init.yaml" {
		return true
	}
	for line := range strings.Lines(f.Text) {
		if !strings.HasPrefix(line, "#") {
			return false
		}
		if strings.Contains(line, "generated from information provided by the datasource") {
			return true
		}
	}
	return false
}
