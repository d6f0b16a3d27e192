package ifupdown

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/diag"
)

// bareKind is family and method, joined, of a stanza that has neither. ifupdown2 reads it
// (networkinterfaces.py, parse_iface), with addresses of both families; ifupdown
// refuses the whole file (config.c, read_interfaces_defn).
const bareKind = " "

// bare reports whether the stanza is one of them.
func (s *scope) bare() bool { return s.family == "" && s.method == "" }

// newer says once of a host that only ifupdown2 reads its stanzas, unless they
// show by themselves that it is there: with a key that it alone knows.
func (l *lowering) newer() {
	if len(l.bareLines) == 0 {
		return
	}
	for _, e := range l.host.Entries {
		if slices.Contains(newerKeys(), strings.ReplaceAll(e.Key, "_", "-")) {
			return
		}
	}
	first := l.bareLines[0]
	l.diags.Add(diag.Diagnostic{
		Code: diag.Syntax, Severity: diag.Warning, Span: first.span, Link: first.word(1).text,
		Message: "only ifupdown2 takes an \"iface\" line without family and method",
		Detail:  "Where it is installed (Proxmox VE, Cumulus Linux) that is right, and bondc reads it so. ifupdown of Debian refuses the whole file: there, write \"iface NAME inet static\", or another of the methods dhcp and manual.",
	})
}

// newerKeys are keys of ifupdown2's that no script of ifupdown reads (ifupdown2
// addons bridge.py, vxlan.py, vrf.py, address.py).
func newerKeys() []string {
	return []string{"bridge-vids", "bridge-pvid", "bridge-access", "vxlan-id", "vxlan-local-tunnelip", "vrf", "vrf-table", "address-virtual", "clag-id"}
}
