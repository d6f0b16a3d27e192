package ifupdown

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// column is the column of the table for who reads the host's files.
func column(h *ir.Host) option.Dialect {
	if h.Evidence.Via == target.Ifupdown2 {
		return option.Ifupdown2
	}
	return option.Ifupdown
}

// reader finds out who reads the files where neither --via nor the root says it:
// stanzas without family and method, and some keys, are ifupdown2's alone.
func (l *lowering) reader() {
	found, key := &l.host.Evidence, l.newerKey()
	switch {
	case found.Via == target.Ifupdown:
	case found.Via == target.Ifupdown2:
		l.shown = true
	case key != "":
		l.shown = true
		found.Via, found.Why = target.Ifupdown2, key+" is there"
	case len(l.bareLines) > 0:
		found.Via, found.Why = target.Ifupdown2, "a stanza has neither family nor method"
	}
}

// newerKey returns the first key that ifupdown2 alone knows, "" for none.
func (l *lowering) newerKey() string {
	keys := newerKeys()
	for _, e := range l.host.Entries {
		if slices.Contains(keys, strings.ReplaceAll(e.Key, "_", "-")) {
			return e.Key
		}
	}
	return ""
}

// bypass begins the keys of an option that only the kernel of Cumulus Linux has
// (addons/bond.py, IFLA_BOND_AD_LACP_BYPASS).
const bypass = "bond-lacp-bypass-"

// bareKind is family and method, joined, of a stanza that has neither. ifupdown2 reads it
// (networkinterfaces.py, parse_iface), with addresses of both families; ifupdown
// refuses the whole file (config.c, read_interfaces_defn).
const bareKind = " "

// bare reports whether the stanza is one of them.
func (s *scope) bare() bool { return s.family == "" && s.method == "" }

// newer says once of a host that only ifupdown2 reads its stanzas, unless more
// than these shows that it is there.
func (l *lowering) newer() {
	if len(l.bareLines) == 0 || l.shown {
		return
	}
	first := l.bareLines[0]
	l.diags.Add(diag.Diagnostic{
		Code: diag.Syntax, Severity: diag.Warning, Span: first.span, Link: first.word(1).text,
		Message: "only ifupdown2 takes an \"iface\" line without family and method",
		Detail:  "Where it is installed (Proxmox VE, Cumulus Linux) that is right, and bondc reads it so. ifupdown of Debian refuses the whole file: there, write \"iface NAME inet static\", or another of the methods dhcp and manual.",
	})
}

// newerKeys are keys of ifupdown2's that no script of ifupdown reads (ifupdown2
// addons bond.py, bridge.py, vxlan.py, vrf.py, address.py). Options of bonds that
// ifenslave lacks are no sign: they are written for it by mistake.
func newerKeys() []string {
	return []string{bypass + "allow", "es-sys-mac", "bridge-vids", "bridge-pvid", "bridge-access", "vxlan-id", "vxlan-local-tunnelip", "vrf", "vrf-table", "address-virtual", "clag-id"}
}
