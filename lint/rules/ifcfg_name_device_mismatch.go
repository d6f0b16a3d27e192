package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgNameDeviceMismatch = lint.Rule{
	ID:       "ifcfg-name-device-mismatch",
	Title:    "an ifcfg file configures another device than its name says",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		howto("section 3.2"),
		initscripts("network-functions", "need_config"),
	},
	Covers: []string{"I01"},
	Check:  checkIfcfgNameDeviceMismatch,
}

func checkIfcfgNameDeviceMismatch(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		device := f.last("DEVICE")
		// NetworkManager does not look at the file's name.
		if device == nil || device.Value == "" || device.Value == f.suffix || f.via(p) == target.NetworkManager {
			continue
		}
		p.Report(misnamed(p, f, device))
	}
}

func misnamed(p *lint.Pass, f *ifcfgFile, device *ir.Entry) lint.Finding {
	advice := "write DEVICE=" + f.suffix
	if ir.ValidName(device.Value) {
		advice += fmt.Sprintf(", or rename the file to %q", ifcfgPrefix+device.Value)
	}
	return lint.Finding{
		Link:    f.link(p.Host),
		Span:    device.Span,
		Message: fmt.Sprintf("%q configures %q", f.base(), device.Value),
		Detail: fmt.Sprintf("The initscripts look for the file of a device by the file's name first: \"ifup %s\" would bring up %q, and nothing brings up %q unless another file does. Most often the file was copied and one of the two was not changed.",
			f.suffix, device.Value, f.suffix),
		Fix: &lint.Fix{
			Message: advice,
			Effect:  fmt.Sprintf("the file configures %q", f.suffix),
			Changes: []ir.Change{{Kind: ir.SetKey, Link: device.Link, Key: device.Key, Value: f.suffix, Span: device.Span}},
		},
	}
}
