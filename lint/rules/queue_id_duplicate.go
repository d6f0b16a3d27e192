package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var queueIDDuplicate = lint.Rule{
	ID:       "queue-id-duplicate",
	Title:    "two ports of a bond have the same transmit queue",
	Severity: diag.Error,
	Category: lint.Ports,
	Since:    "0.1",
	Sources:  []lint.Source{driver("bond_options.c", "bond_option_queue_id_set")},
	Covers:   []string{"D13"},
	Check:    checkQueueIDDuplicate,
}

// queued is a port of a bond with the queue that is written for it.
type queued struct {
	port *ir.Port
	at   *ir.Setting
}

// queuedPorts returns the ports of a bond that have a queue of their own.
func queuedPorts(b *bond) []queued {
	var list []queued
	for i := range b.Bond.Ports {
		port := &b.Bond.Ports[i]
		for j := range port.Settings {
			if s := &port.Settings[j]; s.ID == option.QueueID && s.Usable() && s.Value != "0" {
				list = append(list, queued{port, s})
			}
		}
	}
	return list
}

func checkQueueIDDuplicate(p *lint.Pass) {
	for b := range bonds(p) {
		ports := queuedPorts(b)
		for i, second := range ports {
			for _, first := range ports[:i] {
				if first.at.Value == second.at.Value && first.port != second.port {
					p.Report(sameQueue(p, b, first, second))
					break
				}
			}
		}
	}
}

func sameQueue(p *lint.Pass, b *bond, first, second queued) lint.Finding {
	return lint.Finding{
		Link:    p.Host.Link(second.port.Name),
		Span:    whole(second.at),
		Message: fmt.Sprintf("ports %q and %q of %q both have queue %s", first.port.Name, second.port.Name, b.Name, second.at.Value),
		Detail:  "Only 0, which is none, may be there twice: the kernel answers with EPERM. " + portRefusal(b, second.port.Name),
		Related: []diag.Related{{Message: fmt.Sprintf("%q has it here", first.port.Name), Span: whole(first.at)}},
		Fix:     &lint.Fix{Message: "give each port a queue of its own, or none"},
	}
}

// portRefusal says what follows when the kernel refuses an option of a port.
func portRefusal(b *bond, port string) string {
	switch b.via {
	case target.NetworkManager:
		return fmt.Sprintf("%q stays without a queue of its own, and packets that a filter sends to it leave by any port.", port)
	case target.Netlink:
		return fmt.Sprintf("\"ip link\" stops with an error; %q has no queue of its own, and packets that a filter sends to it leave by any port.", port)
	}
	return fmt.Sprintf("%q has no queue of its own, and packets that a filter sends to it leave by any port.", port)
}
