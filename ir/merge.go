package ir

import (
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/option"
)

// Merge joins what modprobe files say about the bonding driver to h, the host
// whose links another dialect declared. Parameters become a bond's Defaults,
// below its own settings:
//
//   - "options bonding" reaches every bond, as the driver's defaults
//     (bond_main.c, bond_setup copies bonding_defaults);
//   - "options bond0" reaches bond0 only where the driver is requested under
//     that alias, which initscripts does for a bond without BONDING_OPTS
//     (network-functions, install_bonding_driver and is_available), and the
//     kernel for a bond of ifupdown that only commands look after (dev_ioctl.c,
//     dev_load); the script of ifenslave asks for the driver by its own name.
//
// An Ethernet link that the driver is an alias for is a bond to those scripts.
func (h *Host) Merge(modprobe *Host) {
	h.Dialects = appendNew(h.Dialects, modprobe.Dialects...)
	h.Files = append(h.Files, modprobe.Files...)
	h.Entries = append(h.Entries, modprobe.Entries...)
	h.Ignores = append(h.Ignores, modprobe.Ignores...)
	if modprobe.Module == nil {
		return
	}
	h.Module = modprobe.Module
	// Only scripts ask for a device that is not there.
	byName := h.Dialect() == "ifcfg" || h.Dialect() == "ifupdown"
	for _, l := range h.Links {
		if byName && l.Kind == Ethernet && h.Module.Loads(l.Name) && !h.isPort(l.Name) {
			l.Kind, l.Bond = BondKind, &Bond{}
		}
		if l.Bond != nil {
			byAlias := byName && len(l.Bond.Settings) == 0 && !h.hooked(l)
			l.Bond.Defaults = h.Module.DefaultsOf(l.Name, byAlias)
		}
	}
}

// hooked reports whether the script of ifenslave makes a bond of ifupdown: a line
// that lists ports has it do that, a command that attaches them does not.
func (h *Host) hooked(bond *Link) bool {
	if h.Dialect() != "ifupdown" || len(bond.Bond.Ports) == 0 {
		return false
	}
	return !slices.ContainsFunc(h.Entries, func(e *Entry) bool {
		return e.Link == bond.Name && e.UsedBy == "ports" && strings.HasSuffix(e.Key, "up")
	})
}

// HasAlias reports whether the name itself is an alias of the driver, so that
// options may be given to it.
func (m *Module) HasAlias(name string) bool {
	return slices.ContainsFunc(m.Aliases, func(a ModuleName) bool { return sameModule(a.Name, name) })
}

// Aliased is HasAlias for many names.
func (m *Module) Aliased() func(name string) bool {
	names := make(map[string]bool, len(m.Aliases))
	for _, a := range m.Aliases {
		names[underscores(a.Name)] = true
	}
	return func(name string) bool { return names[underscores(name)] }
}

// Loads reports whether asking modprobe for the name loads the driver: an
// alias may be a pattern, such as "bond*" (modprobe.d(5)).
func (m *Module) Loads(name string) bool {
	return slices.ContainsFunc(m.Aliases, func(a ModuleName) bool {
		matches, err := path.Match(underscores(a.Name), underscores(name))
		return err == nil && matches
	})
}

// sameModule compares names as modprobe does, to which "-" is "_".
func sameModule(a, b string) bool { return a == b || underscores(a) == underscores(b) }

func underscores(name string) string { return strings.ReplaceAll(name, "-", "_") }

// DefaultsOf returns the parameters that reach a bond, in order. byAlias says
// that the driver is loaded under the bond's own name.
func (m *Module) DefaultsOf(bond string, byAlias bool) []Setting {
	var settings []Setting
	for _, o := range m.Options {
		own := o.Instance == bond || (byAlias && sameModule(o.For, bond) && m.HasAlias(bond))
		if (o.For == driver && o.Instance == "") || own {
			settings = append(settings, o.perBond()...)
		}
	}
	return settings
}

// driver is the name of the kernel module.
const driver = "bonding"

// perBond leaves out the parameters that no single bond has.
func (o *ModuleOptions) perBond() []Setting {
	var settings []Setting
	for _, s := range o.Settings {
		if row := option.Get(s.ID); row != nil && row.Scope == option.ModuleOnly {
			continue
		}
		settings = append(settings, s)
	}
	return settings
}

func (h *Host) isPort(name string) bool {
	return h.BondOf(name) != nil || h.BridgeOf(name) != nil
}

func hasPort(ports []Port, name string) bool {
	return slices.ContainsFunc(ports, func(p Port) bool { return p.Name == name })
}

func appendNew(list []string, words ...string) []string {
	for _, w := range words {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
