package effect

import (
	"fmt"
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
// version 1 of its format; version 2 goes to netplan as it is. false means that
// netplan refuses what the renderer for it makes of the bond.
func (s *sender) cloudInit(settings []ir.Setting) ([]ir.Setting, bool) {
	word := renderer(s.via)
	if word == "" || s.host.Dialect() != "cloudinit" {
		return settings, true
	}
	if s.via == target.NetworkdVia {
		for i := range settings {
			if why := s.stopsNetplan(&settings[i]); why != "" {
				s.lose(kernel.Refused, &settings[i], "", ByCloudInit, bad(why+", and netplan refuses the whole file"))
				return nil, false
			}
		}
	}
	return s.keep(settings, ByCloudInit, func(set *ir.Setting) kernel.Reason {
		cell := option.Spell(set.ID, option.CloudInit)
		switch {
		case !isFirstVersion(set):
			return kernel.Reason{}
		case cell.Sent != "" && !rendered(cell, word):
			return noWord("the option is written " + cell.Sent + ", and here it is that for " + word)
		case RendererKey(set.Key, s.via) != set.Key:
			return noWord(fmt.Sprintf("its renderer for %s looks for the key %q, and past %q", word, RendererKey(set.Key, s.via), set.Key))
		case s.via == target.NetworkdVia && asNetplan(set).Problem.Kind == option.NumberRefused:
			return bad("its renderer for netplan copies the number, and networkd, which takes the word only, ignores it")
		}
		return kernel.Reason{}
	}), true
}

// stopsNetplan says for which setting netplan refuses the file that cloud-init
// writes, "" for none: a number that stands for a word is copied, and netplan looks
// at some of them (seen with cloud-init 22.4.2 and 25.1.4, netplan 0.106 and 1.1.2).
func (s *sender) stopsNetplan(set *ir.Setting) string {
	switch there := asNetplan(set); {
	case !isFirstVersion(set):
		return ""
	case set.ID == option.ARPIPTarget:
		return "its renderer for netplan writes it as a key that netplan does not know"
	case there.Problem.Kind == option.NumberRefused && s.refusedByNetplan(&there):
		return "its renderer for netplan copies the number, which netplan does not take for the word"
	}
	return ""
}

// asNetplan returns the setting as netplan reads its value.
func asNetplan(set *ir.Setting) ir.Setting {
	there := *set
	if set.Usable() {
		there.Value, there.Problem = option.Decode(option.Netplan, set.ID, set.Raw)
	}
	return there
}

// RendererKey returns the key under which cloud-init's renderer for an applier
// looks for an option of version 1, given as any of the keys that mean the same:
// that for sysconfig takes either "_" or "-" in all of it, that for NetworkManager
// "bond-" and then "_" (sysconfig.py, bond_tpl_opts and _render_bonding_opts;
// network_manager.py, _prop_map; seen with 25.1.4). The others take every key.
func RendererKey(key string, via target.Via) string {
	const prefix = "bond-"
	underscored := strings.ReplaceAll(key, "-", "_")
	switch {
	case via == target.Initscripts && strings.Contains(key, "-") && strings.Contains(key, "_"):
		return underscored
	case via == target.NetworkManager:
		return prefix + underscored[min(len(prefix), len(underscored)):]
	}
	return key
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
