package rules

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var queueIDRange = lint.Rule{
	ID:       "queue-id-range",
	Title:    "a port has a transmit queue that the bond does not have",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources: []lint.Source{
		driver("bond_options.c", "bond_option_queue_id_set"),
		driver("bond_main.c", "bond_check_params, tx_queues"),
	},
	Covers: []string{"D14"},
	Check:  checkQueueIDRange,
}

func checkQueueIDRange(p *lint.Pass) {
	most, ok := queues(p)
	if !ok {
		return
	}
	for b := range bonds(p) {
		for _, q := range queuedPorts(b) {
			if n, err := strconv.ParseInt(q.at.Value, 10, 64); err == nil && n > most {
				p.Report(noSuchQueue(p, b, q, most))
			}
		}
	}
}

// queues is how many transmit queues a bond has: what the driver is told when
// it is loaded, else its default.
func queues(p *lint.Pass) (int64, bool) {
	value := option.Get(option.TXQueues).Default
	if p.Host.Module != nil {
		for i := range p.Host.Module.Options {
			for _, s := range p.Host.Module.Options[i].Settings {
				switch {
				case s.ID != option.TXQueues:
				case !s.Usable():
					return 0, false
				default:
					value = s.Value
				}
			}
		}
	}
	n, err := strconv.ParseInt(value, 10, 64)
	return n, err == nil
}

func noSuchQueue(p *lint.Pass, b *bond, q queued, most int64) lint.Finding {
	return lint.Finding{
		Link:    p.Host.Link(q.port.Name),
		Span:    whole(q.at),
		Message: fmt.Sprintf("port %q of %q has queue %s, and the bond has %d", q.port.Name, b.Name, q.at.Value, most),
		Detail:  "The kernel answers with EPERM. " + portRefusal(b, q.port.Name),
		Fix: &lint.Fix{
			Message: fmt.Sprintf("take a queue from 1 to %d, or load the driver with more (%s)", most, option.Get(option.TXQueues).Kernel),
		},
	}
}
