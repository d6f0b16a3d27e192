package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var bootprotoUnknown = lint.Rule{
	ID:       "bootproto-unknown",
	Title:    "a word in BOOTPROTO is unknown to who reads it",
	Severity: diag.Warning,
	Category: lint.Addressing,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the test of BOOTPROTO"),
		nmIfcfg("make_ip4_setting"),
	},
	Covers: []string{"H05"},
	Check:  checkBootprotoUnknown,
}

func checkBootprotoUnknown(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		e := f.last("BOOTPROTO")
		l := f.link(p.Host)
		if e == nil || l == nil || l.Kind == ir.Other || f.isAlias() || p.Host.BondOf(l.Name) != nil || p.Host.BridgeOf(l.Name) != nil {
			continue // nobody looks at a port's
		}
		if via := f.via(p); !knownProto(e.Value, via) {
			p.Report(strangeProto(f, l, e, via))
		}
	}
}

// knownProto reports whether a reader knows the word. initscripts compare
// letter by letter and take all else for static, which is only right for the
// words that mean it.
func knownProto(word string, via target.Via) bool {
	lower := strings.ToLower(word)
	switch lower {
	case "", "none", "static":
		return true
	case "dhcp", "bootp":
		return via == target.NetworkManager || word == lower
	case "autoip", "shared", "ibft":
		return via == target.NetworkManager
	}
	return false
}

func strangeProto(f *ifcfgFile, l *ir.Link, e *ir.Entry, via target.Via) lint.Finding {
	found := lint.Finding{
		Link:    l,
		Span:    e.Span,
		Message: fmt.Sprintf("BOOTPROTO=%s is none of none, dhcp, bootp and static", e.Value),
		Detail:  fmt.Sprintf("The initscripts take every word but dhcp and bootp, in lower case, for static: %q gets the addresses of the file, or none. NetworkManager refuses a file with a word that it does not know.", l.Name),
		Fix:     &lint.Fix{Message: "write one of them"},
	}
	if via == target.NetworkManager {
		found.Severity = diag.Error
		found.Message = fmt.Sprintf("BOOTPROTO=%s is none of none, dhcp, bootp, static, autoip, shared and ibft", e.Value)
		found.Detail = fmt.Sprintf("NetworkManager refuses the file: %q does not come up. The initscripts would take the word for static.", l.Name)
	}
	if lower := strings.ToLower(e.Value); knownProto(lower, via) {
		found.Fix = f.setKey("BOOTPROTO", lower, e.Span, false)
	}
	return found
}
