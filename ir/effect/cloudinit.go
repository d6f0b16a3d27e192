package effect

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// renderer is what cloud-init calls the part of it that writes for an applier.
func renderer(via target.Via) string {
	switch via {
	case target.NetworkdVia:
		return "netplan"
	case target.NetworkManager:
		return "NetworkManager"
	case target.Initscripts:
		return "sysconfig"
	case target.Ifupdown:
		return "ifupdown"
	}
	return ""
}

// cloudInit leaves out what cloud-init's renderer has no word for, of a bond in
// version 1 of its format; version 2 goes to netplan as it is. With a list of
// targets the renderer for netplan writes a key that netplan does not know, so
// that it refuses the whole file (facts/dialect-options.csv; cloudinit/net/netplan.py).
func (s *sender) cloudInit(settings []ir.Setting) ([]ir.Setting, bool) {
	word := renderer(s.via)
	if word == "" || s.host.Dialect() != "cloudinit" {
		return settings, true
	}
	refused := false
	out := s.keep(settings, ByCloudInit, func(set *ir.Setting) kernel.Reason {
		cell := option.Spell(set.ID, option.CloudInit)
		if cell.Sent == "" || !isFirstVersion(set) || rendered(cell, word) {
			return kernel.Reason{}
		}
		if set.ID == option.ARPIPTarget && s.via == target.NetworkdVia {
			refused = true
			return noWord("its renderer for netplan writes it as a key that netplan does not know, and netplan refuses the whole file")
		}
		return noWord("the option is written " + cell.Sent + ", and here it is that for " + word)
	})
	return out, !refused
}

// isFirstVersion reports whether a setting has the key of version 1, whose "-"
// and "_" are the same.
func isFirstVersion(set *ir.Setting) bool {
	return strings.HasPrefix(set.Key, "bond-") || strings.HasPrefix(set.Key, "bond_")
}

// rendered reports whether a renderer is among those of whom the table says that
// they write the option: "by the renderers for ifupdown and netplan only".
func rendered(cell *option.Spelling, word string) bool {
	by, _, _ := strings.Cut(cell.Sent, ";")
	return strings.Contains(by, word)
}
