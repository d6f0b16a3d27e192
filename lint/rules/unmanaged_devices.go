package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

// checkUnmanagedDevices is the half of not-managed-on-target about
// NetworkManager's own configuration. What netplan writes for NetworkManager
// brings a snippet that takes such lists back (/run/NetworkManager/conf.d).
func checkUnmanagedDevices(p *lint.Pass) {
	list := p.Host.Evidence.Unmanaged
	if len(list) == 0 || p.Host.Dialect() != "ifcfg" && p.Host.Dialect() != "keyfile" {
		return
	}
	for _, l := range p.Host.Links {
		wanted := !l.Implied && l.Kind != ir.Other && l.Activation.Or(ir.Boot) == ir.Boot && !l.Managed.Set
		if !wanted || p.Via(l) != target.NetworkManager {
			continue
		}
		if by := leftAlone(l, list); by != nil {
			p.Report(lint.Finding{
				Link:    l,
				Span:    by.Span,
				Message: fmt.Sprintf("NetworkManager is kept away from %q, and its profile is NetworkManager's", l.Name),
				Detail:  "NetworkManager reads the profile and does not touch the device: the link stays down, and with it whatever stands on it.",
				Related: []diag.Related{{Message: "the link is described here", Span: l.Span}},
				Fix:     &lint.Fix{Message: fmt.Sprintf("leave %q out of unmanaged-devices, or add \"except:interface-name:%s\"", l.Name, l.Name)},
			})
		}
	}
}

// leftAlone returns the item for which NetworkManager leaves a link alone, nil
// where it does not or nobody can tell from files. An exception wins wherever it
// stands; a list of nothing but exceptions means all others
// (src/core/nm-core-utils.c, nm_match_spec_device).
func leftAlone(l *ir.Link, list []ir.DeviceMatch) *ir.DeviceMatch {
	var by *ir.DeviceMatch
	only := true
	for i := range list {
		text, except := strings.CutPrefix(list[i].Text, "except:")
		matches, known := isDevice(l, text)
		switch {
		case except && (matches || !known):
			return nil
		case !except:
			only = false
			if matches && by == nil {
				by = &list[i]
			}
		}
	}
	if only {
		return &list[0]
	}
	return by
}

// isDevice reports whether an item of a list is about a link; known is false
// where that depends on the hardware.
func isDevice(l *ir.Link, text string) (matches, known bool) {
	if text == "*" {
		return true, true
	}
	kind, value, ok := strings.Cut(text, ":")
	if mac, isMAC := ir.ParseMAC(text); isMAC {
		return hasMAC(l, mac)
	}
	if !ok {
		return text == l.Name, true
	}
	switch kind {
	case "interface-name":
		if exact, ok := strings.CutPrefix(value, "="); ok {
			return exact == l.Name, true
		}
		matches, err := path.Match(strings.TrimPrefix(value, "~"), l.Name)
		return matches && err == nil, true
	case "mac":
		if mac, ok := ir.ParseMAC(value); ok {
			return hasMAC(l, mac)
		}
		return false, true
	case "type":
		return value == l.Kind.String(), true
	}
	return false, false
}

// hasMAC compares with the address that a device was made with; of an adapter
// it is known only where the files tell adapters apart by it.
func hasMAC(l *ir.Link, mac string) (matches, known bool) {
	if l.Match.PermanentMAC.Set {
		return l.Match.PermanentMAC.Value == mac, true
	}
	return l.MAC.Set && l.MAC.Value == mac, l.Kind != ir.Ethernet
}
