package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var queueIDInBondingOpts = lint.Rule{
	ID:       "queue-id-in-bonding-opts",
	Title:    "the queue of a port stands among the options of the bond",
	Severity: diag.Warning,
	Category: lint.Ports,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("network-functions", "install_bonding_driver"),
		driver("bond_options.c", "bond_option_queue_id_set"),
		nmIfcfg("make_bond_port_setting"),
		howto("section 3.6"),
	},
	Covers: []string{"D15"},
	Check:  checkQueueIDInBondingOpts,
}

func checkQueueIDInBondingOpts(p *lint.Pass) {
	if p.Host.Dialect() != "ifcfg" {
		return
	}
	for b := range bonds(p) {
		opts := b.Bond.SettingsSpan
		for _, q := range queuedPorts(b) {
			if at := whole(q.at); opts.Known() && at.File == opts.File && at.Start >= opts.Start && at.End <= opts.End {
				p.Report(queueTooEarly(b, q))
			}
		}
	}
}

func queueTooEarly(b *bond, q queued) lint.Finding {
	f := lint.Finding{
		Link:    b.Link,
		Span:    whole(q.at),
		Message: fmt.Sprintf("%q in BONDING_OPTS gives %q no queue", q.at.Key, q.port.Name),
		Detail:  fmt.Sprintf("The initscripts write BONDING_OPTS before they attach a port, although the kernel's HOWTO shows it there: the kernel does not know %q yet and answers with EPERM. Packets that a filter sends to the queue leave by any port.", q.port.Name),
		Fix:     &lint.Fix{Message: fmt.Sprintf("set it once the ports are attached (NetworkManager from 1.34: BOND_PORT_QUEUE_ID=%s in the file of %q)", q.at.Value, q.port.Name), Changes: drop(b.Link, q.at, false).Changes},
	}
	if b.via == target.NetworkManager {
		f.Detail = "NetworkManager takes it for no option of a bond and drops it with a line in its log. Packets that a filter sends to the queue leave by any port."
		f.Fix = &lint.Fix{Message: fmt.Sprintf("write BOND_PORT_QUEUE_ID=%s into the file of %q instead (from NetworkManager 1.34)", q.at.Value, q.port.Name), Changes: drop(b.Link, q.at, false).Changes}
	}
	return f
}
