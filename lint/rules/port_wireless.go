package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var portWireless = lint.Rule{
	ID:       "port-wireless",
	Title:    "a wireless port may lose its network when it is attached",
	Severity: diag.Info,
	Category: lint.Ports,
	Since:    "0.1",
	Dialects: []string{"netplan", "networkd"},
	Sources:  []lint.Source{systemd("man/systemd.network.xml", "Bond= and IgnoreCarrierLoss=")},
	Covers:   []string{"D19"},
	Check:    checkPortWireless,
}

func checkPortWireless(p *lint.Pass) {
	for b := range bonds(p) {
		if b.via != target.NetworkdVia {
			continue
		}
		for _, port := range b.Bond.Ports {
			if l := p.Host.Link(port.Name); isWireless(l, port.Name) {
				p.Report(lint.Finding{
					Link:    b.Link,
					Span:    port.Span,
					Message: fmt.Sprintf("port %q of %q is wireless, and may lose its access point when it is attached", port.Name, b.Name),
					Detail:  "Attaching takes the link down for a moment, and the association may go with it. networkd waits 3 seconds for a wireless link to come back before it takes the carrier for lost; a slow access point needs more.",
					Fix:     &lint.Fix{Message: "if the port drops out, give it more time: IgnoreCarrierLoss= in the [Network] section of its .network file, or of a drop-in to it"},
				})
			}
		}
	}
}

// isWireless reports whether a port is a wireless link, by what its files say or
// by the name that the kernel and udev give such a link ("wlan0", "wlp3s0").
func isWireless(l *ir.Link, name string) bool {
	if l != nil && l.OtherKind == "wifi" {
		return true
	}
	return len(name) > 2 && name[:2] == "wl" && (name[2] == 'a' || name[2] == 'p' || name[2] == 'o' || name[2] == 's' || name[2] == 'x')
}
