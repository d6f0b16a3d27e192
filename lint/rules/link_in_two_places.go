package rules

import (
	"fmt"
	"path"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var linkInTwoPlaces = lint.Rule{
	ID:       "link-in-two-places",
	Title:    "a link is configured in two places that are both active",
	Severity: diag.Error,
	Category: lint.Hosts,
	Since:    "0.1",
	Dialects: []string{"ifcfg", "netplan", "keyfile", "networkd"},
	Sources: []lint.Source{
		netplan("src/parse.c", "netplan_parser_load_yaml_hierarchy; seen with netplan 0.106"),
		networkManager("src/libnm-core-impl/nm-setting-connection.c", "autoconnect-priority"),
		networkd("networkd-link.c", "link_get_network"),
		networkManager("man/NetworkManager.conf.xml", "ifupdown section, managed"),
	},
	Covers: []string{"R04"},
	Check:  checkLinkInTwoPlaces,
}

func checkLinkInTwoPlaces(p *lint.Pass) {
	for _, other := range p.Host.Beside {
		if !after(p.Host, other) || p.Host.Dialect() == "modprobe" || other.Dialect() == "modprobe" {
			continue // the other host's findings say it; modprobe files set no link up
		}
		for _, l := range p.Host.Links {
			if first := other.Link(l.Name); counts(l) && first != nil && counts(first) {
				p.Report(twoSystems(p, other, l, first))
			}
		}
	}
	if p.Host.Dialect() != "netplan" {
		return
	}
	for _, l := range p.Host.Links {
		if a, b := twoFiles(l); b.Known() {
			p.Report(twoNetplanFiles(l, a, b))
		}
	}
}

// after reports whether a host's stack is named after the other's, so that each
// pair is judged once.
func after(h, other *ir.Host) bool { return h.Dialect() > other.Dialect() }

// counts reports whether a link is declared, and brought up at boot.
func counts(l *ir.Link) bool {
	return !l.Implied && l.Kind != ir.Other && l.Activation.Or(ir.Boot) == ir.Boot
}

func twoSystems(p *lint.Pass, other *ir.Host, l, first *ir.Link) lint.Finding {
	f := lint.Finding{
		Link:    l,
		Span:    l.Span,
		Message: fmt.Sprintf("%q is configured by files of %s and of %s", l.Name, other.Dialect(), p.Host.Dialect()),
		Related: []diag.Related{{Message: "it is configured here as well", Span: first.Span}},
		Fix:     &lint.Fix{Message: "remove the files that are not in use"},
	}
	one, two := whose(other, first, p), whose(p.Host, l, p)
	switch {
	case one == two && one == target.NetworkManager:
		f.Detail = "NetworkManager reads both and activates one of the two profiles, which may be the other one after the next boot."
	case one == two && one == target.NetworkdVia:
		f.Detail = "networkd reads both: for each link it takes the first file that matches, by name, and nothing of the other one."
	case stanzas(one) && two == target.NetworkManager, one == target.NetworkManager && stanzas(two):
		f.Severity = diag.Warning
		f.Detail = "NetworkManager leaves alone what stands in /etc/network/interfaces, unless its configuration says managed=true: then both set the link up and undo each other's work. Else its profile does nothing, and misleads whoever reads it."
	case p.Host.Dialect() == "ifcfg" || other.Dialect() == "ifcfg":
		f.Severity = diag.Warning
		f.Detail = "If both services run they undo each other's work: addresses come and go, and a port may be taken out of its bond. If one of them does not run any more, its files mislead whoever reads them, and come to life with it."
	default:
		f.Detail = "Both services set the link up and undo each other's work: addresses come and go, and a port may be taken out of its bond."
	}
	return f
}

// stanzas reports whether it is who applies /etc/network/interfaces.
func stanzas(via target.Via) bool { return via == target.Ifupdown || via == target.Ifupdown2 }

// whose is who applies a link of a host, without a word from --via.
func whose(h *ir.Host, l *ir.Link, p *lint.Pass) target.Via {
	if h == p.Host {
		return p.Via(l)
	}
	return p.ViaOf(h, l)
}

// twoFiles returns places in two files from which netplan joins the ports or
// the addresses of a link. That a later file replaces a single value is what
// netplan has several files for.
func twoFiles(l *ir.Link) (a, b source.Span) {
	var spans []source.Span
	join := func(list []source.Span) {
		for _, s := range list {
			if s.File != list[0].File {
				spans = []source.Span{list[0], s}
			}
		}
	}
	var ports, addresses []source.Span
	switch {
	case l.Bond != nil:
		ports = spansOf(l.Bond.Ports)
	case l.Bridge != nil:
		ports = spansOf(l.Bridge.Ports)
	}
	for i := range l.Addresses {
		addresses = append(addresses, l.Addresses[i].Span)
	}
	join(addresses)
	join(ports)
	if spans == nil {
		return a, b
	}
	return spans[0], spans[1]
}

func spansOf(ports []ir.Port) []source.Span {
	var spans []source.Span
	for i := range ports {
		spans = append(spans, ports[i].Span)
	}
	return spans
}

func twoNetplanFiles(l *ir.Link, a, b source.Span) lint.Finding {
	return lint.Finding{
		Link:    l,
		Span:    b,
		Message: fmt.Sprintf("netplan joins what %q and %q say about %q", path.Base(a.File.Path), path.Base(b.File.Path), l.Name),
		Detail:  "Lists of several files become one, without a message (seen with netplan 0.106): the link has the ports and addresses of both. A file that an installer left behind is the usual reason.",
		Related: []diag.Related{{Message: "the other file says it here", Span: a}},
		Fix:     &lint.Fix{Message: "keep the link in one file"},
	}
}
